import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'

/** Writes all of a stream into a sink that goes on after it, waiting when the sink is full. */
export const pour = async (source: AsyncIterable<Buffer>, sink: Writable): Promise<void> => {
  for await (const chunk of source) if (!sink.write(chunk)) await once(sink, 'drain')
}

/** Lines ended by a line feed alone: a name may hold the other line separators Unicode knows. */
export async function* linesOf(source: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  for await (const chunk of source) {
    const lines = (rest + decoder.write(chunk)).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  if (rest !== '') yield rest
}
