import { cell, quoted, unreadable } from './cell'

const YES = ['yes', 'y', 'true', 't', '1', 'x', '✓', '✔']
const NO = ['no', 'n', 'false', 'f', '0']

/** Words of up to `longest` characters. */
export const textCell = (longest = 200) =>
  cell((text) => (text.length <= longest ? text : unreadable(`has ${text.length} characters: the most is ${longest}`)))

/** One of the words given, in any case and spacing; gives the word as listed. */
export const choiceCell = <const Choice extends string>(choices: readonly Choice[]) =>
  cell((text) => {
    const plain = (word: string): string => word.toLowerCase().replace(/[\s_-]+/g, ' ')
    return (
      choices.find((choice) => plain(choice) === plain(text)) ??
      unreadable(`${quoted(text)} is not one of: ${choices.join(', ')}`)
    )
  })

/** Yes or no, however a spreadsheet says it. */
export const yesNoCell = cell((text) => {
  const word = text.toLowerCase()
  if (YES.includes(word)) return true
  return NO.includes(word) ? false : unreadable(`${quoted(text)} is not yes or no`)
})

/** A whole number; commas between thousands are taken. */
export const integerCell = cell((text) => {
  const plain = withoutCommas(text).replace(/\.0+$/, '')
  const value = Number(plain)
  return /^-?\d+$/.test(plain) && Number.isSafeInteger(value) ? value : unreadable(`${quoted(text)} is not a whole number`)
})

/** A number with or without decimals. */
export const decimalCell = cell((text) => {
  const plain = withoutCommas(text)
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : unreadable(`${quoted(text)} is not a number`)
})

/** Pounds as pence: `£1,234.50` gives 123450, and `(5.00)` is minus five pounds as accountants write it. */
export const moneyCell = cell((text) => {
  const plain = withoutCommas(text.replace(/^\((.+)\)$/, '-$1').replace(/\s|£|GBP/gi, ''))
  const parts = /^(-?)(\d{1,12})(?:\.(\d+))?$/.exec(plain)
  if (!parts) return unreadable(`${quoted(text)} is not an amount of money, like £12.50`)
  const pence = (parts[3] ?? '').replace(/0+$/, '')
  if (pence.length > 2) return unreadable(`${quoted(text)} has parts of a penny`)
  const total = Number(parts[2]) * 100 + Number(pence.padEnd(2, '0'))
  return parts[1] && total > 0 ? -total : total
})

// Only commas that part thousands: 1,234 but not 12,5, which elsewhere means twelve and a half.
const withoutCommas = (text: string): string => (/^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(',', '') : text)
