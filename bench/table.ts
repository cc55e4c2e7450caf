import type { Measured } from './load'

export interface Row {
  readonly people: number
  readonly page: string
  readonly connections: number
  readonly ours: Measured
  /** The same SQL and the same bytes from `node:http` alone. */
  readonly theirs: Measured
}

const fixed = (value: number, places = 1): string => value.toFixed(places)

const cellsOf = ({ people, page, connections, ours, theirs }: Row): string[] => [
  people.toLocaleString('en-GB'),
  page,
  String(connections),
  fixed(ours.perSecond, 0),
  fixed(theirs.perSecond, 0),
  fixed(ours.perSecond / theirs.perSecond, 2),
  fixed(ours.p50),
  fixed(ours.p95),
  fixed(theirs.p95),
  fixed(ours.cpuMs, 2),
  fixed(theirs.cpuMs, 2),
  fixed(ours.rssMb, 0),
  String(ours.wrong + theirs.wrong),
]

const HEADS = [
  'people',
  'page',
  'conn',
  'req/s',
  'bare req/s',
  'ratio',
  'p50 ms',
  'p95 ms',
  'bare p95',
  'CPU ms',
  'bare CPU',
  'RSS MB',
  'wrong',
]

/** The rows as a table to read in a terminal, and how p95 grows from the smallest size to the largest. */
export const tableOf = (rows: readonly Row[]): string => {
  const lines = [HEADS, ...rows.map(cellsOf)]
  const widths = HEADS.map((_head, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0)))
  const table = lines.map((line) => line.map((cell, at) => cell.padStart(widths[at] ?? 0)).join('  '))
  const sizes = [...new Set(rows.map(({ people }) => people))].toSorted((a, b) => a - b)
  const [least, most] = [sizes[0], sizes.at(-1)]
  if (least === most) return table.join('\n')
  const growth = rows
    .filter(({ people }) => people === most)
    .map((row) => {
      const small = rows.find(
        ({ people, page, connections }) => people === least && page === row.page && connections === row.connections,
      )
      return `${row.page}, ${row.connections}: ${fixed(row.ours.p95 / (small?.ours.p95 ?? Number.NaN), 2)}`
    })
  return [
    ...table,
    '',
    `p95 at ${most?.toLocaleString('en-GB')} people over p95 at ${least?.toLocaleString('en-GB')}:`,
    ...growth,
  ].join('\n')
}
