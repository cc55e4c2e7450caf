import { Readable } from 'node:stream'
import { createInflateRaw } from 'node:zlib'
import { megabytes } from './byte-source'
import { TableError } from './table-error'

type Entry = { name: string; stored: boolean; packed: Buffer; size: number }

const END_OF_DIRECTORY = 0x06054b50
const DIRECTORY_ENTRY = 0x02014b50
const LOCAL_HEADER = 0x04034b50

/**
 * Refuses a packed workbook that unpacks to more than `limit` bytes. What the file says of itself can lie, so the XML inside is
 * really unpacked and counted, without keeping it, before anything else opens the file.
 */
export const checkUnpackedSize = async (zip: Buffer, limit: number): Promise<void> => {
  const entries = entriesOf(zip).filter((entry) => entry.name.endsWith('.xml') || entry.name.endsWith('.rels'))
  let total = 0
  for (const entry of entries) {
    const size = await sizeOf(entry, limit - total)
    if (size !== entry.size) throw damaged()
    total += size
  }
}

const sizeOf = async ({ stored, packed }: Entry, limit: number): Promise<number> => {
  if (stored) return packed.length
  let size = 0
  const inflate = Readable.from([packed]).pipe(createInflateRaw())
  try {
    for await (const chunk of inflate) {
      size += (chunk as Buffer).length
      if (size > limit) throw tooBig(limit)
    }
  } catch (error) {
    throw error instanceof TableError ? error : damaged(error)
  }
  return size
}

const entriesOf = (zip: Buffer): Entry[] => {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0) throw damaged()
  try {
    if (zip.readUInt32LE(end) !== END_OF_DIRECTORY) throw damaged()
    return readDirectory(zip, zip.readUInt32LE(end + 16), zip.readUInt16LE(end + 10))
  } catch (error) {
    throw error instanceof TableError ? error : damaged(error)
  }
}

const readDirectory = (zip: Buffer, start: number, count: number): Entry[] => {
  const entries: Entry[] = []
  let at = start
  for (let index = 0; index < count; index++) {
    if (zip.readUInt32LE(at) !== DIRECTORY_ENTRY) throw damaged()
    const nameLength = zip.readUInt16LE(at + 28)
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength)
    entries.push({
      name,
      stored: zip.readUInt16LE(at + 10) === 0,
      packed: packedBytes(zip, zip.readUInt32LE(at + 42), zip.readUInt32LE(at + 20)),
      size: zip.readUInt32LE(at + 24),
    })
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  return entries
}

const packedBytes = (zip: Buffer, header: number, length: number): Buffer => {
  if (zip.readUInt32LE(header) !== LOCAL_HEADER) throw damaged()
  const start = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28)
  return zip.subarray(start, start + length)
}

const tooBig = (limit: number): TableError =>
  new TableError(
    'too-big',
    `This spreadsheet unpacks to more than we can open safely (over ${megabytes(limit)}). Save it as CSV and try again.`,
  )

const damaged = (cause?: unknown): TableError =>
  new TableError('damaged', 'This spreadsheet is damaged, so we can’t open it. Save it again as CSV or XLSX and try again.', {
    cause,
  })
