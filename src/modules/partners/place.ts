import { z } from 'zod'
import { maybeDate, maybeEmail, needed, oneOf, postcode, tick, words } from '#platform/fields'
import { cell, type DayHours, hoursCell, quoted, unreadable, WEEKDAYS, type Weekday } from '#platform/tabular/index'

export const KINDS = { library: 'Library', community: 'Community place', office: 'Office', other: 'Other place' } as const
export type PlaceKind = keyof typeof KINDS
const KIND_CODES = Object.keys(KINDS) as [PlaceKind, ...PlaceKind[]]

/** A day's hours as people write them, "9am to 5pm"; empty is a day closed. */
const hours = () =>
  z.preprocess(
    (value) => String(value ?? '').trim(),
    z.string().transform((text, context) => {
      if (text === '') return []
      const read = hoursCell.safeParse(text)
      if (read.success) return read.data
      context.addIssue({ code: 'custom', message: 'Enter when it opens and closes, such as 09:00-17:00, or leave it empty' })
      return z.NEVER
    }),
  )

const days = Object.fromEntries(WEEKDAYS.map((day) => [day, hours()])) as Record<Weekday, ReturnType<typeof hours>>

/** A web address as people type it: "www.example.org" gets its https. */
export const website = () =>
  z.preprocess(
    (value) => {
      const text = String(value ?? '').trim()
      return text === '' ? null : /^[a-z]+:/i.test(text) ? text : `https://${text}`
    },
    z
      .url({ protocol: /^https?$/, hostname: /\./, error: 'Enter a web address, such as https://www.example.org' })
      .max(300, { error: 'Use 300 characters or fewer' })
      .nullable(),
  )

/** The same in a file: nothing that is no web address becomes a link. */
export const websiteCell = cell((text) => {
  const read = website().safeParse(text)
  return read.data ?? unreadable(`${quoted(text)} is not a web address, such as https://www.example.org`)
})

/** What a place is recorded with. */
export const placeForm = z
  .object({
    name: needed('Enter the name of the place'),
    kind: oneOf(KIND_CODES, 'Choose what kind of place it is'),
    address: words(300),
    postcode: postcode(),
    email: maybeEmail(),
    website: website(),
    takesDonations: tick(),
    closedOn: maybeDate('Enter the date it closed, or leave it empty'),
    ...days,
  })
  .transform((form) => ({
    ...form,
    openingHours: WEEKDAYS.flatMap((day): DayHours[] => form[day].map((part) => ({ day, ...part }))),
  }))
export type PlaceInput = z.output<typeof placeForm>

/** A day's hours as they are typed: "09:00-12:00, 13:00-17:00". */
export const hoursText = (week: readonly DayHours[], day: Weekday): string =>
  week
    .filter((part) => part.day === day)
    .map(({ opens, closes }) => `${opens}-${closes}`)
    .join(', ')
