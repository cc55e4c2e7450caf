/** Why two records may be of one person, as staff read it. What speaks against it says so. */
export const REASONS = {
  same_name: 'Same name',
  nickname: 'A short form of the same name',
  misspelt: 'Name spelt nearly the same',
  sounds_alike: 'Names sound alike',
  swapped: 'First name and surname changed round',
  part_of_name: 'Part of the name is the same',
  other_surname: 'Another surname: married?',
  same_year: 'Same year of birth',
  near_year: 'Nearly the same year of birth',
  other_year: 'Another year of birth',
  same_phone: 'Same phone',
  near_phone: 'Nearly the same phone number',
  same_email: 'Same email',
  same_postcode: 'Same postcode',
  near_postcode: 'Nearly the same postcode',
  moved: 'Moved house?',
} as const
export type Reason = keyof typeof REASONS

export const isReason = (code: string): code is Reason => code in REASONS

/** "Same phone, names sound alike, moved house?" */
export const reasonsInWords = (reasons: readonly string[]): string => {
  const words = reasons.filter(isReason).map((reason, at) => {
    const said = REASONS[reason]
    return at === 0 ? said : said.charAt(0).toLowerCase() + said.slice(1)
  })
  return words.join(', ')
}
