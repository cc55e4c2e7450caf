import { type Refusal, refuse } from '#platform/outcome'
import { dammDigit } from './check-digits'

/** What a label says below its code: the reference and its check digit, "DK-0317-4". */
export const tagOf = (reference: string): string => {
  const digits = /^DK-(\d+)$/.exec(reference)?.[1]
  return digits ? `${reference}-${dammDigit(digits)}` : reference
}

const TAG = /^DK[\s-]*(\d{1,9})(?:\s*-\s*(\d))?$/i
const LABEL = /^https?:\/\/[^/]+(\/[a-z0-9-]+)\/d\/([^/?#]+)/i

const wrongDigit: Refusal = {
  ...refuse('wrong-check-digit', 'One of the numbers is wrong. Look at the label again, and type all of it, such as DK-0317-4'),
  status: 422,
}
const elsewhere: Refusal = {
  ...refuse('other-alliance', 'This label belongs to another alliance. Ring the number on it'),
  status: 404,
}

type Read = { readonly ok: true; readonly reference: string } | Refusal

/** A typed tag as a reference. Labels from before have no check digit, and work as they are. Refuses `wrong-check-digit`. */
export const readTag = (typed: string): Read => {
  const text = typed.trim()
  const found = TAG.exec(text)
  if (!found) return { ok: true, reference: text.toUpperCase() }
  const [, digits = '', check] = found
  const four = digits.padStart(4, '0')
  return check !== undefined && check !== dammDigit(four) ? wrongDigit : { ok: true, reference: `DK-${four}` }
}

/** What a scanner read, the address in a label or the tag below it, as a reference. Refuses `wrong-check-digit`, `other-alliance`. */
export const readScan = (scanned: string, base: string): Read => {
  const [, home, tag = ''] = LABEL.exec(scanned.trim()) ?? []
  if (!home) return readTag(scanned)
  return home === base ? readTag(tag.replace(/%20/g, ' ')) : elsewhere
}

/** A tag as the reference it stands for; one whose check digit is wrong stays as it is, and is not found. */
export const referenceOf = (tag: string): string => {
  const read = readTag(tag)
  return read.ok ? read.reference : tag
}
