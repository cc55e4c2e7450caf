type Named = { readonly code: string; readonly name: string }

const initial = (word: string): string => word.slice(0, 1).toUpperCase()
const start = (word: string, length: number): string => word.slice(0, length)

const SMALL = new Set(['and', 'with', 'the', 'of', 'in'])

/** "Reddish North" → "ReN", "Davenport & Cale Green" → "D&C", "Edgeley" → "Edg". */
const shorten = (name: string): string => {
  const words = name.split(/[\s,-]+/).filter((word) => word !== '' && !SMALL.has(word.toLowerCase()))
  const [first = '', second = '', third = ''] = words
  if (second === '') return start(first, 3)
  return second === '&' ? `${initial(first)}&${initial(third)}` : `${start(first, 2)}${initial(second)}`
}

const longer = (name: string, taken: ReadonlySet<string>): string => {
  const short = shorten(name)
  const letters = [...name.replace(/[^a-z]/gi, '')].slice(2)
  const tries = letters.map((letter) => `${start(short, 2)}${letter}`)
  return (
    [short, ...tries, ...letters.map((_, index) => `${start(short, 2)}${index + 2}`)].find((each) => !taken.has(each)) ?? short
  )
}

/** Three letters for each area, for tiles on a phone: no two the same. */
export const abbreviations = (areas: readonly Named[]): ReadonlyMap<string, string> => {
  const found = new Map<string, string>()
  for (const { code, name } of areas) found.set(code, longer(name, new Set(found.values())))
  return found
}
