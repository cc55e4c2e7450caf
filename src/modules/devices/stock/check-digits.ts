/** Check digits: of tags (Damm, which catches every single wrong number and every two swapped), of IMEIs and ICCIDs (Luhn). */

// The quasigroup of H. Michael Damm's thesis of 2004, as commonly published
const DAMM = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
]

/** The check digit for a row of numbers. */
export const dammDigit = (digits: string): string =>
  [...digits].reduce((row, digit) => DAMM[Number(row)]?.[Number(digit)] ?? '0', '0')

/** Whether the last of these numbers is the Luhn check digit of the others. */
export const endsInLuhn = (digits: string): boolean => {
  const sum = [...digits].toReversed().reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 === 1 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}
