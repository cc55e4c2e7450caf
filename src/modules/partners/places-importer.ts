import { z } from 'zod'
import { EMAIL_COLUMNS, firstOfEach, importer, leftOutOf, wanted, wordsCell } from '#platform/importer'
import {
  choiceCell,
  type DayHours,
  dateCell,
  decimalCell,
  emailCell,
  hoursCell,
  integerCell,
  optional,
  postcodeCell,
  textCell,
  WEEKDAYS,
  yesNoCell,
} from '#platform/tabular/index'
import { type Borough, boroughOf, isCouncilOf } from './borough'
import { KINDS, type PlaceKind, websiteCell } from './place'
import { type PlaceRow, writePlaces } from './write-places'

const hours = optional(hoursCell)
const days = Object.fromEntries(WEEKDAYS.map((day) => [day, hours])) as Record<(typeof WEEKDAYS)[number], typeof hours>

const schema = z
  .object({
    name: wordsCell(),
    libraryName: wordsCell(),
    kind: optional(choiceCell(Object.keys(KINDS) as PlaceKind[])),
    address: wordsCell(300),
    address1: wordsCell(100),
    address2: wordsCell(100),
    address3: wordsCell(100),
    postcode: optional(postcodeCell),
    council: wordsCell(),
    yearClosed: optional(integerCell.refine((year) => year >= 1900 && year <= 2100, 'is not a year')),
    closedOn: optional(dateCell),
    lat: optional(decimalCell),
    lon: optional(decimalCell),
    wardCode: optional(textCell(9)),
    email: optional(emailCell),
    website: optional(websiteCell),
    takesDonations: optional(yesNoCell),
    ...days,
  })
  .transform((row, context): PlaceRow & { council: string } => {
    const name = row.name || row.libraryName
    if (name === '') context.addIssue({ code: 'custom', path: ['name'], message: 'is empty' })
    const lines = [row.address, row.address1, row.address2, row.address3].filter((line) => line !== '')
    return {
      name,
      kind: row.kind ?? (row.libraryName === '' ? 'other' : 'library'),
      address: lines.join(', ').slice(0, 300),
      postcode: row.postcode,
      lat: row.lat,
      lon: row.lon,
      wardCode: row.wardCode,
      email: row.email,
      website: row.website,
      takesDonations: row.takesDonations ?? false,
      // Lists of libraries give the year alone: it was open for some of that year, so it is counted as open to its end.
      closedOn: row.closedOn ?? (row.yearClosed === null ? null : `${row.yearClosed}-12-31`),
      openingHours: WEEKDAYS.flatMap((day): DayHours[] => (row[day] ?? []).map((part) => ({ day, ...part }))),
      council: row.council,
    }
  })

const title = (day: string): string => day.charAt(0).toUpperCase() + day.slice(1)

const otherCouncil = (council: string, borough: Borough): string =>
  `This place belongs to ${council}, not to ${borough.name}. Leave it out, or put the council’s name right`

/** Places where help happens. Reads the councils' lists of libraries as they are, and lists of one's own. */
export const placesImporter = importer({
  kind: 'places',
  label: 'Places',
  hint: 'Libraries, community centres and other places, with their address and opening hours.',
  action: 'import.places',
  columns: [
    wanted('name', 'Name', 'place', 'place name', 'name of place', 'venue', 'building'),
    wanted('libraryName', 'Library name', 'library_name', 'library'),
    wanted('kind', 'Kind of place', 'kind', 'type of place'),
    wanted('address', 'Address', 'full address'),
    wanted('address1', 'Address 1', 'address line 1', 'street'),
    wanted('address2', 'Address 2', 'address line 2'),
    wanted('address3', 'Address 3', 'address line 3', 'town'),
    wanted('postcode', 'Postcode', 'post code', 'postal code', 'zip'),
    wanted('council', 'Local authority', 'council', 'borough', 'lad_name'),
    wanted('yearClosed', 'Year closed'),
    wanted('closedOn', 'Closed on', 'date closed'),
    wanted('lat', 'Latitude', 'lat'),
    wanted('lon', 'Longitude', 'lon', 'long', 'lng'),
    wanted('wardCode', 'Ward code', 'ward_code'),
    wanted('email', 'Email address', ...EMAIL_COLUMNS),
    wanted('website', 'Website', 'url', 'web address'),
    wanted('takesDonations', 'Takes donated devices', 'drop-off', 'takes donations'),
    ...WEEKDAYS.map((day) => wanted(day, `${title(day)} staffed hours`, day, `${day} hours`, `${day} opening hours`)),
  ],
  schema,
  write: async (work, rows) => {
    const borough = await boroughOf(work.tx, work.allianceId)
    const strange = rows.filter(({ row }) => row.council !== '' && !isCouncilOf(row.council, borough))
    const mine = rows.filter((row) => !strange.includes(row)).map(({ row }) => row)
    const { first, again } = firstOfEach(mine, ({ name, postcode }) => `${name.toLowerCase()} ${postcode}`)
    const { changed, happened } = await writePlaces(work, first)
    return {
      written: changed,
      happened,
      problems: strange.map(({ line, row }) => ({ line, message: otherCouncil(row.council, borough) })),
      leftOut: { ...leftOutOf('twice in the file', again), ...leftOutOf('already here and the same', first.length - changed) },
    }
  },
})
