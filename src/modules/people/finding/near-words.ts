/** Shorter words have too many neighbours to say anything. */
const SHORTEST = 4

/** In a word this long two slips still leave it plain. */
const LONG = 8

const without = (word: string): string[] => Array.from(word, (_letter, at) => word.slice(0, at) + word.slice(at + 1))

/** A word, and the word with each one letter left out: two words a slip apart have one of these in common. */
export const nearKeys = (word: string): string[] => (word.length < SHORTEST ? [word] : [...new Set([word, ...without(word)])])

/** One row more of the table of slips: `last` and `before` are the rows above. */
const nextRow = (i: number, a: string, b: string, [last, before]: readonly [readonly number[], readonly number[]]): number[] => {
  const row = [i]
  const changedRound = (j: number): boolean => i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
  for (let j = 1; j <= b.length; j += 1) {
    const other = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
    const round = changedRound(j) ? (before[j - 2] ?? 0) + 1 : other
    row.push(Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, other, round))
  }
  return row
}

/** Slips of the finger between two words: a letter more, less, or other, or two changed round. */
export const slips = (one: string, other: string): number => {
  let rows: readonly [readonly number[], readonly number[]] = [Array.from({ length: other.length + 1 }, (_letter, at) => at), []]
  for (let i = 1; i <= one.length; i += 1) rows = [nextRow(i, one, other, rows), rows[0]]
  return rows[0][other.length] ?? 0
}

/** Whether two words are one word with a slip in it: one in a short word, two in a long one. */
export const isSlip = (one: string, other: string): boolean => {
  const shorter = Math.min(one.length, other.length)
  const most = shorter >= LONG ? 2 : 1
  return shorter >= SHORTEST && Math.abs(one.length - other.length) <= most && slips(one, other) <= most
}
