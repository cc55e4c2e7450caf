import { z } from 'zod'
import type { Work } from '#platform/command'
import { newId } from '#platform/ids'
import { EMAIL_COLUMNS, firstOfEach, importer, leftOutOf, must, PHONE_COLUMNS, wanted, wordsCell } from '#platform/importer'
import type { JournalEntry } from '#platform/journal'
import { cell, dateCell, emailCell, optional, phoneCell, quoted, textCell, unreadable } from '#platform/tabular/index'
import type { Sector } from './partner'
import { websiteCell } from './place'

/** How lists name the sectors. */
const SECTOR_WORDS: Readonly<Record<Sector, RegExp>> = {
  public: /^(public|council|nhs|statutory|education|housing)/,
  private: /^(private|business|company|commercial)/,
  voluntary: /^(voluntary|vcse|vcfse|third|charit|community|faith)/,
}

const sectorCell = cell((text) => {
  const found = Object.entries(SECTOR_WORDS).find(([, words]) => words.test(text.toLowerCase()))
  return (found?.[0] as Sector | undefined) ?? unreadable(`${quoted(text)} is not one of: public, private, voluntary`)
})

const schema = z
  .object({
    name: textCell(),
    sector: sectorCell,
    whatTheyDo: wordsCell(500),
    contactName: wordsCell(100),
    email: optional(emailCell),
    phone: optional(phoneCell),
    website: optional(websiteCell),
    joinedOn: optional(dateCell),
    leftOn: optional(dateCell),
  })
  .refine(({ joinedOn, leftOn }) => !joinedOn || !leftOn || leftOn >= joinedOn, {
    path: ['leftOn'],
    error: 'is before it joined',
  })
type PartnerRow = z.output<typeof schema>

const valuesOf = ({ allianceId, at, today }: Work, row: PartnerRow) => ({
  alliance_id: allianceId,
  id: newId(at),
  name: row.name,
  sector: row.sector,
  what_they_do: row.whatTheyDo,
  contact_name: row.contactName,
  email: row.email,
  phone: row.phone,
  website: row.website,
  joined_on: row.joinedOn ?? (row.leftOn && row.leftOn < today ? row.leftOn : today),
  left_on: row.leftOn,
})

/** Partner organisations. One whose name is known already is left as it is. */
export const partnersImporter = importer<PartnerRow>({
  kind: 'partners',
  label: 'Partners',
  hint: 'Organisations in the alliance, with their sector and whom to ask for.',
  action: 'import.partners',
  columns: [
    must('name', 'Name', 'organisation', 'organisation name', 'partner', 'partner name'),
    must('sector', 'Sector', 'type of organisation'),
    wanted('whatTheyDo', 'What they do', 'description', 'about'),
    wanted('contactName', 'Contact', 'contact name', 'contact person'),
    wanted('email', 'Email address', ...EMAIL_COLUMNS, 'contact email'),
    wanted('phone', 'Phone', ...PHONE_COLUMNS),
    wanted('website', 'Website', 'url', 'web address'),
    wanted('joinedOn', 'Joined on', 'joined', 'date joined', 'member since'),
    wanted('leftOn', 'Left on', 'left', 'date left'),
  ],
  schema,
  reasons: { partner_left_on_check: 'The day it left is before the day it joined' },
  write: async (work, rows) => {
    const { first, again } = firstOfEach(rows, ({ row }) => row.name.toLowerCase())
    const made = await work.tx
      .insertInto('partner')
      .values(first.map(({ row }) => valuesOf(work, row)))
      .onConflict((conflict) => conflict.doNothing())
      .returning(['id', 'name'])
      .execute()
    const happened = made.map(
      ({ id, name }): JournalEntry => ({ action: 'partner.record', about: { type: 'partner', id }, detail: { name } }),
    )
    return { written: made.length, happened, leftOut: leftOutOf('already here', first.length - made.length + again) }
  },
})
