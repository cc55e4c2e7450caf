import { z } from 'zod'
import { date, maybeEmail, needed, oneOf, phoneNumber, whole, words } from '#platform/fields'

export const SETTINGS = {
  care_home: 'Care home',
  supported_residence: 'Supported residence',
  hospital_ward: 'Hospital ward',
  school: 'School',
  other: 'Another organisation',
} as const
export type Setting = keyof typeof SETTINGS
const SETTING_CODES = ['care_home', 'supported_residence', 'hospital_ward', 'school', 'other'] as const

const phone = z.preprocess(
  (value) => String(value ?? '').trim(),
  z.string().transform((text, issue) => {
    const number = text === '' ? null : phoneNumber(text)
    if (text !== '' && !number) issue.addIssue({ code: 'custom', message: 'Enter a phone number in full, such as 0161 496 0123' })
    return number
  }),
)

const devices = z.preprocess(
  (value) =>
    [value]
      .flat()
      .flatMap((part) => String(part ?? '').split(/[\s,;]+/))
      .map((part) => part.toUpperCase())
      .filter(Boolean),
  z
    .array(z.string().max(20, { error: 'Enter device numbers such as DK-0317' }))
    .min(1, { error: 'Choose at least one device' })
    .max(60, { error: 'Choose 60 devices or fewer at a time' })
    .transform((all) => [...new Set(all)]),
)

/** Several devices for an organisation, with someone there to talk to. */
export const organisationForm = z
  .object({
    setting: oneOf(SETTING_CODES, 'Choose what kind of organisation it is'),
    contactName: needed('Enter the name of the person we talk to there', 100),
    contactPhone: phone,
    contactEmail: maybeEmail(),
    devices,
  })
  .refine(({ contactPhone, contactEmail }) => contactPhone !== null || contactEmail !== null, {
    path: ['contactPhone'],
    error: 'Enter a phone number or an email address',
  })
export type OrganisationInput = z.output<typeof organisationForm>

/** How many people there used the devices between two days: a number, never who. */
export const countForm = z
  .object({
    fromOn: date('Enter the first day you count, such as 1 3 2026'),
    untilOn: date('Enter the last day you count, such as 31 3 2026'),
    people: whole(0, 10_000, 'Enter how many people used them, as a whole number'),
    notes: words(200),
  })
  .refine(({ fromOn, untilOn }) => untilOn >= fromOn, {
    path: ['untilOn'],
    error: 'The last day must be the same as or after the first day',
  })
export type CountInput = z.output<typeof countForm>
