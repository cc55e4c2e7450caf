import { getDocumentProxy } from 'unpdf'
import { bad, NotifyRefusal } from './refusal'

const MOST_BYTES = 5 * 1024 * 1024
const [A4_WIDTH, A4_HEIGHT, SLACK] = [595.28, 841.89, 2]
const MOST_PAGES = 10

/** The PDF in a request. Throws when it is no PDF, or over 5 MB. */
export const pdfIn = (content: unknown): Buffer => {
  if (typeof content !== 'string') throw bad('Cannot decode letter content (invalid base64 encoding)')
  const pdf = Buffer.from(content, 'base64')
  if (pdf.toString('base64').replace(/=+$/, '') !== content.replace(/=+$/, ''))
    throw bad('Cannot decode letter content (invalid base64 encoding)')
  if (pdf.length > MOST_BYTES) throw new NotifyRefusal(413, 'BadRequestError', 'Your letter is larger than 5MB')
  if (!pdf.subarray(0, 5).equals(Buffer.from('%PDF-'))) throw bad('Letter content is not a valid PDF')
  return pdf
}

/** What becomes of a letter once it is looked at: 'received', or 'validation-failed' when it is not 1 to 10 pages of A4. */
export const lookAtLetter = async (pdf: Buffer): Promise<'received' | 'validation-failed'> => {
  try {
    const read = await getDocumentProxy(new Uint8Array(pdf))
    if (read.numPages > MOST_PAGES) return 'validation-failed'
    for (let at = 1; at <= read.numPages; at++) {
      const [left = 0, bottom = 0, right = 0, top = 0] = (await read.getPage(at)).view
      if (Math.abs(right - left - A4_WIDTH) > SLACK || Math.abs(top - bottom - A4_HEIGHT) > SLACK) return 'validation-failed'
    }
    return 'received'
  } catch {
    return 'validation-failed'
  }
}
