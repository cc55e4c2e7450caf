/** The eleven colours an alliance may set, and the contrast each must keep for people who see less well. */
export const BRAND_COLOURS = [
  'brand',
  'brand-deep',
  'brand-soft',
  'brand-mid',
  'mark',
  'accent',
  'accent-soft',
  'accent-mid',
  'sand',
  'link',
  'link-hover',
] as const
export type BrandColour = (typeof BRAND_COLOURS)[number]

type Ground = BrandColour | 'white'

/** Colour, what it stands on, and the least ratio between them (WCAG 2.2: 4.5 for text, 3 for marks). */
const NEEDED: readonly (readonly [BrandColour, Ground, number])[] = [
  ['brand', 'white', 4.5],
  ['brand-deep', 'white', 4.5],
  ['accent', 'white', 4.5],
  ['link', 'white', 4.5],
  ['brand', 'brand-soft', 4.5],
  ['accent', 'accent-soft', 4.5],
  ['mark', 'brand-soft', 3],
  ['mark', 'white', 3],
]

const COLOUR = /^#[0-9a-f]{6}$/i

const linear = (channel: number): number => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4)

const luminance = (colour: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => linear(Number.parseInt(colour.slice(at, at + 2), 16) / 255))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** The contrast between two colours written "#0b4a50", from 1 to 21. */
export const contrast = (one: string, other: string): number => {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}

/** Why a brand may not be used, a sentence each; nothing when it may. An empty brand is the house's own and is always fine. */
export const brandProblems = (brand: Readonly<Record<string, string>>): string[] => {
  if (Object.keys(brand).length === 0) return []
  const unknown = Object.keys(brand).filter((name) => !(BRAND_COLOURS as readonly string[]).includes(name))
  const wrong = BRAND_COLOURS.filter((name) => !COLOUR.test(brand[name] ?? ''))
  if (unknown.length + wrong.length > 0)
    return [
      ...unknown.map((name) => `${name} is not a colour of the brand`),
      ...wrong.map((name) => `${name} must be a colour such as #0b4a50`),
    ]
  const colourOf = (name: Ground): string => (name === 'white' ? '#ffffff' : (brand[name] ?? ''))
  return NEEDED.map(([name, ground, least]) => ({ name, ground, least, ratio: contrast(colourOf(name), colourOf(ground)) }))
    .filter(({ ratio, least }) => ratio < least)
    .map(({ name, ground, least, ratio }) => `${name} on ${ground} has a contrast of ${ratio.toFixed(1)}: it needs ${least}`)
}
