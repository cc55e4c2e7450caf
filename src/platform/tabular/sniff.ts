import type { TextEncoding } from './table'
import { TableError } from './table-error'

export type Sniffed = { kind: 'csv' | 'geojson'; encoding: TextEncoding } | { kind: 'xlsx' }

const ADVICE = 'Save it as CSV or XLSX and try again.'

const MAGIC: readonly (readonly [string, string])[] = [
  ['%PDF', 'a PDF'],
  ['{\\rtf', 'a text document'],
  ['\x89PNG', 'a picture'],
  ['\xff\xd8\xff', 'a picture'],
  ['GIF8', 'a picture'],
  ['RIFF', 'a picture or a recording'],
  ['\x1f\x8b', 'a packed (gzip) file'],
  ['Rar!', 'a packed (RAR) file'],
  ['7z\xbc\xaf', 'a packed (7z) file'],
]

/** What the file is by its first bytes, never by its name. Throws a `TableError` for anything that isn't a table. */
export const sniff = (head: Buffer, filename: string): Sniffed => {
  if (head.length === 0) throw new TableError('empty', 'This file is empty.')
  const start = head.toString('latin1')
  if (start.startsWith('PK')) return sniffZip(start)
  refuseOldExcel(start)
  const found = MAGIC.find(([magic]) => start.startsWith(magic))
  if (found) throw notATable(found[1])
  const encoding = guessEncoding(head)
  return { kind: sniffText(encoding, head, filename), encoding }
}

/** How the text is written, by its byte order mark, its zero bytes, or whether its start is good UTF-8. */
export const guessEncoding = (head: Buffer): TextEncoding => {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  const [even, odd] = zeroShares(head)
  if (odd > 0.4 && even < 0.1) return 'utf-16le'
  if (even > 0.4 && odd < 0.1) return 'utf-16be'
  return isUtf8So(head) ? 'utf-8' : 'windows-1252'
}

// The head may end in the middle of a character: up to three bytes of it are left out before judging.
const isUtf8So = (head: Buffer): boolean => {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    decoder.decode(head, { stream: true })
    return true
  } catch {
    return false
  }
}

const zeroShares = (head: Buffer): [number, number] => {
  const pairs = Math.floor(Math.min(head.length, 4096) / 2)
  let even = 0
  let odd = 0
  for (let pair = 0; pair < pairs; pair++) {
    if (head[pair * 2] === 0) even++
    if (head[pair * 2 + 1] === 0) odd++
  }
  return pairs === 0 ? [0, 0] : [even / pairs, odd / pairs]
}

const sniffZip = (start: string): Sniffed => {
  // The first names in the packed file; a big workbook keeps its folder further in, so [Content_Types].xml is enough.
  if (start.includes('word/')) throw notATable('a Word document')
  if (start.includes('ppt/')) throw notATable('a slide show')
  if (start.includes('application/vnd.oasis.opendocument')) throw notATable('an OpenDocument file')
  if (start.includes('xl/') || start.includes('[Content_Types].xml')) return { kind: 'xlsx' }
  throw new TableError(
    'not-a-table',
    'This looks like a ZIP file, not a spreadsheet. Unpack it and choose the CSV or XLSX file inside.',
  )
}

const refuseOldExcel = (start: string): void => {
  if (!start.startsWith('\xd0\xcf\x11\xe0')) return
  throw new TableError(
    'not-a-table',
    'This is an older Excel file (XLS), or one locked with a password. Open it, save it as CSV or XLSX without a password, and try again.',
  )
}

const sniffText = (encoding: TextEncoding, head: Buffer, filename: string): 'csv' | 'geojson' => {
  const text = startOfText(encoding, head)
  const start = text.trimStart().slice(0, 200).toLowerCase()
  if (start === '') throw new TableError('empty', 'This file is empty.')
  if (/^<(!doctype html|html|head|body|table|!--)/.test(start)) throw notATable('a web page')
  if (start.startsWith('<?xml') || start.startsWith('<svg')) throw notATable('an XML file')
  if (/^[{[]\s*(["{}[\]]|$)/.test(start)) return 'geojson'
  if (looksBinary(text)) throw new TableError('not-a-table', `We can't read ${named(filename)} as a spreadsheet. ${ADVICE}`)
  return 'csv'
}

const startOfText = (encoding: TextEncoding, head: Buffer): string => {
  const text = new TextDecoder(encoding).decode(head.subarray(0, 4096))
  return text.replace(/^\uFEFF/, '')
}

const looksBinary = (text: string): boolean => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are exactly what no written table has
  const odd = text.match(/[\x00-\x08\x0e-\x1f\x7f]/g)?.length ?? 0
  return odd > 0 && (text.includes('\0') || odd > text.length / 100)
}

const named = (filename: string): string => (filename ? `“${filename}”` : 'this file')

const notATable = (what: string): TableError =>
  new TableError('not-a-table', `This looks like ${what}, not a spreadsheet. ${ADVICE}`)
