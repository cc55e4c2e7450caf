import { pipeline, Readable } from 'node:stream'
import { CsvError, type Info, parse } from 'csv-parse'
import { decodeText } from './decode-text'
import type { Table, TableLimits, TextEncoding } from './table'
import { TableError } from './table-error'
import { type RawRow, tableOf } from './table-rows'

const DELIMITERS = [',', ';', '\t', '|'] as const
type CsvSource = {
  head: Buffer
  chunks: AsyncGenerator<Buffer>
  encoding: TextEncoding
  limits: TableLimits
  columns?: readonly string[]
}

/** A CSV file as a table, streamed: a row is read when it is asked for. */
export const csvTable = async ({ head, chunks, encoding, limits, columns }: CsvSource): Promise<Table> => {
  const start = new TextDecoder(encoding).decode(head.subarray(0, 65_536)).replace(/^\uFEFF/, '')
  const { delimiter, fromLine } = findDelimiter(start)
  const rows = rawRows(decodeText(chunks, encoding), delimiter, fromLine, limits)
  return { ...(await tableOf(rows, limits, columns)), kind: 'csv', encoding }
}

/** The character between cells: named by Excel's `sep=` line, else the one found equally often in each of the first rows. */
export const findDelimiter = (start: string): { delimiter: string; fromLine: number } => {
  const named = /^"?sep=(.)"?\r?\n/i.exec(start)
  if (named?.[1]) return { delimiter: named[1], fromLine: 2 }
  const lines = linesOutsideQuotes(start).slice(0, 10)
  const scores = DELIMITERS.map((delimiter) => {
    const counts = lines.map((line) => line.split(delimiter).length - 1)
    const steady = counts.every((count) => count === counts[0])
    return { delimiter, score: (counts[0] ?? 0) * (steady ? 100 : 1) }
  })
  const best = scores.reduce((winner, next) => (next.score > winner.score ? next : winner))
  return { delimiter: best.score > 0 ? best.delimiter : ',', fromLine: 1 }
}

// The last line of the start may be cut short, so it isn't counted unless it is the only one.
const linesOutsideQuotes = (start: string): string[] => {
  const lines = start
    .replace(/"(?:[^"]|"")*"/g, 'text')
    .split(/\r\n|\n|\r/)
    .filter((line) => line !== '')
  return lines.length > 1 ? lines.slice(0, -1) : lines
}

async function* rawRows(
  text: AsyncIterable<string>,
  delimiter: string,
  fromLine: number,
  limits: TableLimits,
): AsyncGenerator<RawRow> {
  const parser = parse({
    delimiter,
    from_line: fromLine,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: limits.cellLength,
  })
  pipeline(Readable.from(text), parser, () => undefined)
  let counted = 0
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: Info }>) {
      const { ends, pairs } = lineEndsIn(record)
      yield { line: info.lines - counted - ends, values: record.map(withoutGuard) }
      counted += pairs
    }
  } catch (error) {
    throw error instanceof CsvError ? unclosedQuote(error) : error
  } finally {
    parser.destroy()
  }
}

// csv-parse counts to the end of the row, and a line end of two characters (CR LF) inside quotes as two lines.
const lineEndsIn = (record: readonly string[]): { ends: number; pairs: number } => {
  const text = record.filter((cell) => cell.includes('\n') || cell.includes('\r')).join(' ')
  return { ends: text.match(/[\r\n]/g)?.length ?? 0, pairs: text.match(/\r\n/g)?.length ?? 0 }
}

// We write '=… where a spreadsheet would run it; our own files come back as they were.
const withoutGuard = (cell: string): string => (/^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell)

// csv-parse names the line where it gave up; the rows read whole before it tell better where to look.
const unclosedQuote = (error: CsvError): TableError => {
  const row = typeof error.records === 'number' ? ` in row ${error.records + 1}` : ''
  return new TableError('unclosed-quote', `A quotation mark (")${row} is opened and not closed. Put it right and try again.`, {
    cause: error,
  })
}
