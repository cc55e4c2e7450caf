import { isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'
import type { TextEncoding } from './table'
import { TableError } from './table-error'

/** Text of the file, piece by piece, without its byte order mark. Text with a zero character in it is refused as no table at all. */
export async function* decodeText(chunks: AsyncIterable<Buffer>, encoding: TextEncoding): AsyncGenerator<string> {
  let first = true
  for await (const piece of wholeCharacters(encoding === 'utf-8' ? decodeUtf8(chunks) : decodeFixed(chunks, encoding))) {
    const text = first ? piece.replace(/^\uFEFF/, '') : piece
    if (text.includes('\0'))
      throw new TableError('not-a-table', 'Part of this file is not text. Save it again as CSV or XLSX and try again.')
    first = false
    if (text !== '') yield text
  }
}

// A character beyond U+FFFF is two halves in a string: a first half waits for the second, which comes with the next piece.
async function* wholeCharacters(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let held = ''
  for await (const piece of pieces) {
    const text = held + piece
    held = /[\ud800-\udbff]$/.test(text) ? text.slice(-1) : ''
    if (text.length > held.length) yield text.slice(0, text.length - held.length)
  }
  if (held !== '') yield held
}

async function* decodeFixed(chunks: AsyncIterable<Buffer>, encoding: TextEncoding): AsyncGenerator<string> {
  const decoder = iconv.getDecoder(encoding)
  for await (const chunk of chunks) yield decoder.write(chunk)
  yield decoder.end() ?? ''
}

// A file may show its first accent long after its first 64 KB. Until then UTF-8 and Windows-1252 are the same bytes, so the
// first piece with anything else in it decides, and nothing before it was read wrongly.
async function* decodeUtf8(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let carried = Buffer.alloc(0)
  let settled: 'utf-8' | 'windows-1252' | null = null
  for await (const chunk of chunks) {
    const bytes = carried.length === 0 ? chunk : Buffer.concat([carried, chunk])
    const whole = settled === 'windows-1252' ? bytes.length : bytes.length - cutCharacter(bytes)
    carried = Buffer.from(bytes.subarray(whole))
    const body = bytes.subarray(0, whole)
    settled ??= verdict(body)
    yield settled === 'windows-1252' ? iconv.decode(body, 'windows-1252') : utf8OrMixed(body)
  }
  yield settled === 'utf-8' ? utf8OrMixed(carried) : iconv.decode(carried, 'windows-1252')
}

const verdict = (body: Buffer): 'utf-8' | 'windows-1252' | null => {
  if (!isUtf8(body)) return 'windows-1252'
  return body.some((byte) => byte > 0x7f) ? 'utf-8' : null
}

// Two files glued together can hold both. Each character is then read as UTF-8 where it can be, else as Windows-1252.
const utf8OrMixed = (body: Buffer): string => {
  if (isUtf8(body)) return body.toString('utf8')
  const characters = /[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}|[\x80-\xff]/g
  return body.toString('latin1').replace(characters, (bytes) => {
    const buffer = Buffer.from(bytes, 'latin1')
    return isUtf8(buffer) ? buffer.toString('utf8') : iconv.decode(buffer, 'windows-1252')
  })
}

/** How many bytes at the end belong to a UTF-8 character that isn't complete yet. */
const cutCharacter = (bytes: Buffer): number => {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return 0
    if (byte >= 0xc0) return back < lengthOf(byte) ? back : 0
  }
  return 0
}

const lengthOf = (lead: number): number => (lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2)
