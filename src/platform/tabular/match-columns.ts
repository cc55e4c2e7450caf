export type WantedColumn = { name: string; label: string; also: readonly string[]; required: boolean }
export type ColumnMatch = { name: string; column: string | null; sure: boolean }

/**
 * Which column of the file holds each wanted thing: by its name or label, then its other names, then by a near spelling.
 * `sure` is false for a near spelling, or where two columns fit as well: a person confirms the mapping in any case.
 */
export const matchColumns = (columns: readonly string[], wanted: readonly WantedColumn[]): ColumnMatch[] => {
  const free = new Set(columns)
  const matches = new Map<string, ColumnMatch>()
  for (const fits of [sameName, sameSynonym, nearName]) {
    for (const want of wanted) {
      if (matches.has(want.name)) continue
      const candidates = [...free].filter((column) => fits(normal(column), want))
      const [column] = candidates
      if (column === undefined) continue
      matches.set(want.name, { name: want.name, column, sure: fits !== nearName && candidates.length === 1 })
      free.delete(column)
    }
  }
  return wanted.map((want) => matches.get(want.name) ?? { name: want.name, column: null, sure: !want.required })
}

/** The columns of the file that nothing was matched to: they will be left out, and the person is told so. */
export const spareColumns = (columns: readonly string[], matches: readonly Pick<ColumnMatch, 'column'>[]): string[] => {
  const used = new Set(matches.map((match) => match.column))
  return columns.filter((column) => !used.has(column))
}

const sameName = (column: string, { name, label }: WantedColumn): boolean => column === normal(name) || column === normal(label)

const sameSynonym = (column: string, { also }: WantedColumn): boolean => also.some((name) => normal(name) === column)

const nearName = (column: string, { name, label, also }: WantedColumn): boolean =>
  [name, label, ...also].some((known) => {
    const allowed = Math.min(column.length, normal(known).length) >= 8 ? 2 : 1
    return column.length >= 4 && editDistance(column, normal(known)) <= allowed
  })

const normal = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

/** Levenshtein's distance: how many letters to put in, take out or change. */
const editDistance = (from: string, to: string): number => {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (let i = 1; i <= from.length; i++) {
    const next = [i]
    for (let j = 1; j <= to.length; j++) {
      const change = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1)
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[to.length] ?? 0
}
