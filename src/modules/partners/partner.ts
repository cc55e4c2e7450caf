import { z } from 'zod'
import { date, maybeEmail, needed, oneOf, phoneNumber, words } from '#platform/fields'
import { website } from './place'

export const SECTORS = { public: 'Public', private: 'Business', voluntary: 'Voluntary and community' } as const
export type Sector = keyof typeof SECTORS
export const SECTOR_CODES = Object.keys(SECTORS) as [Sector, ...Sector[]]

const maybePhone = () =>
  z.preprocess(
    (value) => String(value ?? '').trim(),
    z.string().transform((text, context) => {
      const number = text === '' ? null : phoneNumber(text)
      if (text !== '' && number === null)
        context.addIssue({ code: 'custom', message: 'Enter a phone number in full, such as 0161 496 0123' })
      return number
    }),
  )

/** What a partner organisation is recorded with. */
export const partnerForm = z.object({
  name: needed('Enter the name of the organisation'),
  sector: oneOf(SECTOR_CODES, 'Choose which sector it is in'),
  whatTheyDo: words(500),
  contactName: words(100),
  email: maybeEmail(),
  phone: maybePhone(),
  website: website(),
  joinedOn: date('Enter the date it joined the alliance'),
})
export type PartnerInput = z.output<typeof partnerForm>
