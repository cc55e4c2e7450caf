/** One part of a kit, and how many of it there are. */
export interface Part {
  readonly name: string
  readonly howMany: number
}

/** A part as it was counted when a device changed hands. */
export interface Counted {
  readonly name: string
  readonly expected: number
  readonly here: number
}

const TIMES = /^(\d{1,2})\s*[x×]\s*(.+)$/i

const partOf = (text: string): Part => {
  const [, many, name] = TIMES.exec(text) ?? []
  return name && Number(many) > 0 ? { name: name.trim(), howMany: Number(many) } : { name: text, howMany: 1 }
}

/** What goes with a device, as typed ("Charger, case, 2 x cable"), part by part. The same part twice is two of it. */
export const readKit = (kit: string): Part[] => {
  const parts = new Map<string, Part>()
  for (const text of kit.split(/[,;\n]/)) {
    if (!text.trim()) continue
    const part = partOf(text.trim())
    const before = parts.get(part.name.toLowerCase())
    parts.set(part.name.toLowerCase(), before ? { ...before, howMany: before.howMany + part.howMany } : part)
  }
  return [...parts.values()].map(({ name, howMany }) => ({ name, howMany: Math.min(howMany, 99) }))
}

/** Each piece to tick: "Case", "Cable, 1 of 2". */
export const piecesOf = (parts: readonly Part[]): string[] =>
  parts.flatMap(({ name, howMany }) =>
    howMany === 1 ? [name] : Array.from({ length: howMany }, (_, at) => `${name}, ${at + 1} of ${howMany}`),
  )

/** The parts counted by the pieces that were ticked. */
export const countKit = (parts: readonly Part[], ticked: readonly string[]): Counted[] =>
  parts.map((part) => ({
    name: part.name,
    expected: part.howMany,
    here: piecesOf([part]).filter((piece) => ticked.includes(piece)).length,
  }))

const many = (name: string, howMany: number): string => (howMany === 1 ? name : `${howMany} x ${name}`)

/** What is here: "Charger, 2 x Cable". */
export const hereWords = (counted: readonly Counted[]): string =>
  counted
    .filter(({ here }) => here > 0)
    .map(({ name, here }) => many(name, here))
    .join(', ')

/** What is not: "Charger". */
export const missingWords = (counted: readonly Counted[]): string =>
  counted
    .filter(({ here, expected }) => here < expected)
    .map(({ name, here, expected }) => many(name, expected - here))
    .join(', ')
