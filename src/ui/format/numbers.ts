const oneDecimal = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 })
const whole = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 })
const pounds = new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'GBP', trailingZeroDisplay: 'stripIfInteger' })

const METRES_IN_A_MILE = 1609.344

/** 8425 → "8,425"; at most one decimal; nothing when there is no number. */
export const formatNumber = (value: number | bigint | null | undefined): string =>
  value === null || value === undefined || Number.isNaN(value) ? '' : oneDecimal.format(value)

/** A share of one: 0.61 → "61%". Never rounds up to 100% or down to 0%, which would claim more than happened. */
export const formatPercent = (share: number | null | undefined): string => {
  if (share === null || share === undefined || !Number.isFinite(share)) return ''
  const percent = Math.round(share * 100)
  if (percent === 0 && share > 0) return 'less than 1%'
  if (percent === 100 && share < 1) return 'over 99%'
  return `${whole.format(percent)}%`
}

/** Pence → "£12.50", or "£50,000" when the pounds are whole. */
export const formatMoney = (pence: number | bigint): string => pounds.format(Number(pence) / 100)

/** (1, 'session') → "1 session", (3, 'session') → "3 sessions"; give the plural when it isn't an "s". */
export const plural = (count: number | bigint, one: string, many = `${one}s`): string =>
  `${formatNumber(count)} ${Number(count) === 1 ? one : many}`

/** Metres → "0.6 miles"; whole miles from ten. */
export const formatDistance = (metres: number): string => {
  const miles = metres / METRES_IN_A_MILE
  if (miles < 0.1) return 'under 0.1 miles'
  const shown = miles < 9.95 ? Math.round(miles * 10) / 10 : Math.round(miles)
  return plural(shown, 'mile')
}
