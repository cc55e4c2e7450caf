import { formatNumber } from '#ui/format'

const compact = new Intl.NumberFormat('en-GB', { notation: 'compact', maximumFractionDigits: 1 })
const LONGEST = 9

/** About how wide 14 px text is drawn, in px; figures are the widest common letters. */
export const textWidth = (text: string): number => text.length * 8.2

/** For axes: 4000 → "4k". */
export const shortNumber = (value: number): string => compact.format(value).toLowerCase()

/** For a mark: "4,317" in full, and short only when it would not fit ("1.2bn"). The table has it in full. */
export const markNumber = (value: number): string => {
  const full = formatNumber(value)
  return full.length > LONGEST ? shortNumber(value) : full
}

/** To a tenth of a px: finer can't be seen and only makes the page heavier. */
export const px = (value: number): number => Math.round(value * 10) / 10

export const isNumber = (value: number | null | undefined): value is number => Number.isFinite(value)

/** Whether there is anything to draw: at least one figure that isn't zero. */
export const isAnything = (values: readonly (number | null | undefined)[]): boolean =>
  values.some((value) => isNumber(value) && value !== 0)
