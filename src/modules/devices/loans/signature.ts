import { z } from 'zod'

/** A signature as it was drawn: strokes of points on a board 600 wide and 200 high. */
export type Strokes = readonly (readonly (readonly [number, number])[])[]

export const BOARD = { width: 600, height: 200 } as const
const MOST_STROKES = 400
const MOST_POINTS = 20_000

const across = z.number().min(0).max(BOARD.width)
const down = z.number().min(0).max(BOARD.height)
const stroke = z.array(z.tuple([across, down])).min(1)
const strokes = z
  .array(stroke)
  .min(1)
  .max(MOST_STROKES)
  .refine((all) => all.reduce((points, one) => points + one.length, 0) <= MOST_POINTS)
  // A single dot is a slip of the finger
  .refine((all) => all.some((one) => one.length > 1))

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The hidden field the signature arrives in: strokes, or null when nothing was drawn. */
export const readStrokes = z.preprocess(
  (value) => (typeof value === 'string' ? value.trim() : ''),
  z.string().transform((text, issue): Strokes | null => {
    if (text === '' || text === '[]') return null
    const read = strokes.safeParse(parsed(text))
    if (!read.success)
      issue.addIssue({ code: 'custom', path: [], message: 'We could not read what you drew. Clear the box and sign again' })
    return read.success ? read.data : null
  }),
)

const pathOf = (points: Strokes[number]): string => {
  const [first, ...rest] = points
  // A lone point needs a length to show with a round cap
  const line = rest.length > 0 ? rest : [first]
  return `M${first?.join(' ')}${line.map((point) => `L${point?.join(' ')}`).join('')}`
}

/** Strokes as the `d` of one SVG path. */
export const strokesPath = (all: Strokes): string => all.map(pathOf).join('')
