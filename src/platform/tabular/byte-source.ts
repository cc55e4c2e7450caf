import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { TableError } from './table-error'

export type ByteSource = string | Buffer | Readable

/** Bytes of the file as chunks, with the first `size` of them (or all, when fewer) looked at in advance. */
export const peek = async (source: ByteSource, size: number): Promise<{ head: Buffer; chunks: AsyncGenerator<Buffer> }> => {
  const iterator = streamOf(source)[Symbol.asyncIterator]()
  const first: Buffer[] = []
  let length = 0
  while (length < size) {
    const next = await iterator.next()
    if (next.done) break
    const chunk = bytesOf(next.value)
    first.push(chunk)
    length += chunk.length
  }
  const head = Buffer.concat(first)
  return { head, chunks: headThenRest(head, iterator) }
}

/** The whole file in memory, refused once it passes `limit` bytes. */
export const allBytes = async (chunks: AsyncIterable<Buffer>, limit: number): Promise<Buffer> => {
  const parts: Buffer[] = []
  let length = 0
  for await (const chunk of chunks) {
    length += chunk.length
    if (length > limit)
      throw new TableError('too-big', `This file is bigger than ${megabytes(limit)}. Save it as CSV and try again.`)
    parts.push(chunk)
  }
  return Buffer.concat(parts)
}

/** A size as people say it, such as `50 MB`. */
export const megabytes = (bytes: number): string => `${Math.max(1, Math.round(bytes / 1024 ** 2))} MB`

// `finally` closes the file also when nobody reads to the end; closing before the first read is the caller's `chunks.return()`.
async function* headThenRest(head: Buffer, rest: AsyncIterator<unknown>): AsyncGenerator<Buffer> {
  try {
    if (head.length > 0) yield head
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield bytesOf(next.value)
  } finally {
    await rest.return?.()
  }
}

const streamOf = (source: ByteSource): AsyncIterable<unknown> => {
  if (typeof source === 'string') return createReadStream(source)
  return Buffer.isBuffer(source) ? Readable.from([source]) : source
}

const bytesOf = (chunk: unknown): Buffer => {
  if (Buffer.isBuffer(chunk)) return chunk
  return chunk instanceof Uint8Array ? Buffer.from(chunk) : Buffer.from(String(chunk), 'utf8')
}
