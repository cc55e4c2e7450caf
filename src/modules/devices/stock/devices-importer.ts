import { z } from 'zod'
import type { Work } from '#platform/command'
import { newId } from '#platform/ids'
import { firstOfEach, type ImportProblem, type ImportRow, importer, leftOutOf, must, wanted, wordsCell } from '#platform/importer'
import type { JournalEntry } from '#platform/journal'
import { cell, choiceCell, dateCell, optional, quoted, textCell, unreadable } from '#platform/tabular/index'
import { CONDITION_CODES, type DeviceKind, isImei } from './device'

const KIND_WORDS: Readonly<Record<DeviceKind, RegExp>> = {
  tablet: /tablet|ipad/,
  laptop: /laptop|notebook|chromebook/,
  phone: /phone|mobile/,
  dongle: /dongle|mi-?fi|wi-?fi|router|hotspot/,
  other: /^other/,
}

const kindCell = cell((text) => {
  const found = (Object.keys(KIND_WORDS) as DeviceKind[]).find((kind) => KIND_WORDS[kind].test(text.toLowerCase()))
  return found ?? unreadable(`${quoted(text)} is not one of: tablet, laptop, phone, dongle, other`)
})

const imeiCell = cell((text) => {
  const digits = text.replace(/[\s/-]/g, '')
  return isImei(digits) ? digits : unreadable(`${quoted(text)} is not the 15 numbers of an IMEI`)
})

const percentCell = cell((text) => {
  const read = /^(\d{1,3})\s*%?$/.exec(text)?.[1]
  return read && Number(read) <= 100 ? Number(read) : unreadable(`${quoted(text)} is not a per cent from 0 to 100`)
})

const schema = z
  .object({
    kind: kindCell,
    make: wordsCell(60),
    model: wordsCell(60),
    serial: optional(textCell(60)),
    assetTag: optional(textCell(60)),
    imei: optional(imeiCell),
    kit: wordsCell(200),
    condition: optional(choiceCell(CONDITION_CODES)).transform((condition) => condition ?? 'good'),
    place: wordsCell(),
    addedOn: optional(dateCell),
    storageSerial: optional(textCell(60)),
    system: wordsCell(60),
    supportEndsOn: optional(dateCell),
    battery: optional(percentCell),
    testDueOn: optional(dateCell),
    owner: wordsCell(),
    fund: wordsCell(100),
  })
  .transform(({ serial, assetTag, ...row }, context) => {
    if (serial === null && assetTag === null)
      context.addIssue({
        code: 'custom',
        path: ['serial'],
        message: 'is empty, and so is the asset tag: one of them tells devices apart',
      })
    // Where only the tag tells devices apart, it stands for the serial number too
    return { ...row, assetTag, serial: serial ?? assetTag ?? '' }
  })
type DeviceRow = z.output<typeof schema>

type Named = 'place' | 'partner' | 'device_fund'

const idsNamed = async ({ tx, allianceId }: Work, table: Named, names: readonly string[]): Promise<Map<string, string>> => {
  const asked = [...new Set(names.filter((name) => name !== '').map((name) => name.toLowerCase()))]
  if (asked.length === 0) return new Map()
  const rows = await tx
    .selectFrom(table)
    .select((row) => ['id', row.fn<string>('lower', ['name']).as('name')])
    .where('alliance_id', '=', allianceId)
    .where((row) => row(row.fn<string>('lower', ['name']), 'in', asked))
    .execute()
  return new Map(rows.map(({ id, name }) => [name, id]))
}

/** What a row names that must be here already. */
const NAMES = {
  place: { table: 'place', word: 'place', ask: 'Add the place first, or leave it empty' },
  owner: { table: 'partner', word: 'partner', ask: 'Add the partner first, or leave it empty for the alliance’s own' },
  fund: { table: 'device_fund', word: 'fund', ask: 'Add it under “Rules of the stock” first, or leave it empty' },
} as const
type Name = keyof typeof NAMES
const NAME_LIST = Object.keys(NAMES) as Name[]
type Known = Readonly<Record<Name, ReadonlyMap<string, string>>>

const valuesOf = (
  { allianceId, at, today }: Work,
  { place, owner, fund, addedOn, assetTag, storageSerial, supportEndsOn, testDueOn, ...row }: DeviceRow,
  known: Known,
) => ({
  alliance_id: allianceId,
  id: newId(at),
  status: 'to_wipe',
  ...row,
  ...{ place_id: known.place.get(place.toLowerCase()) ?? null, home_place_id: known.place.get(place.toLowerCase()) ?? null },
  ...{ owner_id: known.owner.get(owner.toLowerCase()) ?? null, fund_id: known.fund.get(fund.toLowerCase()) ?? null },
  ...{ asset_tag: assetTag, storage_serial: storageSerial, support_ends_on: supportEndsOn, test_due_on: testDueOn },
  added_on: addedOn ?? today,
})

const strangers = (rows: readonly ImportRow<DeviceRow>[], known: Known): ImportProblem[] =>
  rows.flatMap(({ line, row }) => {
    const odd = NAME_LIST.find((name) => row[name] !== '' && !known[name].has(row[name].toLowerCase()))
    return odd ? [{ line, message: `There is no ${NAMES[odd].word} called “${row[odd]}”. ${NAMES[odd].ask}` }] : []
  })

const knownNames = async (work: Work, rows: readonly ImportRow<DeviceRow>[]): Promise<Known> => {
  const read = async (name: Name) =>
    idsNamed(
      work,
      NAMES[name].table,
      rows.map(({ row }) => row[name]),
    )
  return { place: await read('place'), owner: await read('owner'), fund: await read('fund') }
}

/** Devices. Each waits to be wiped, whatever the list says of it; one known by make and serial number is left as it is. */
export const devicesImporter = importer<DeviceRow>({
  kind: 'devices',
  label: 'Devices',
  hint: 'Tablets, laptops, phones and dongles, told apart by make and serial number. Each waits to be wiped before it is lent.',
  action: 'import.devices',
  columns: [
    must('kind', 'Kind of device', 'kind', 'type', 'device type', 'device'),
    wanted('make', 'Make', 'manufacturer', 'brand'),
    wanted('model', 'Model', 'model name'),
    wanted('serial', 'Serial number', 'serial', 'serial no', 's/n'),
    wanted('assetTag', 'Asset tag', 'asset number', 'asset no', 'tag'),
    wanted('imei', 'IMEI', 'imei number'),
    wanted('kit', 'Kit', 'accessories', 'comes with'),
    wanted('condition', 'Condition', 'state'),
    wanted('place', 'Place', 'location', 'kept at', 'site'),
    wanted('storageSerial', 'Storage serial', 'disk serial', 'hard drive serial', 'ssd serial'),
    wanted('system', 'Operating system', 'os', 'os version', 'system'),
    wanted('supportEndsOn', 'Updates end', 'support ends', 'end of support', 'os support end'),
    wanted('battery', 'Battery', 'battery health', 'battery %'),
    wanted('testDueOn', 'Electrical test due', 'pat due', 'pat test due', 'next pat test'),
    wanted('owner', 'Owner', 'owned by', 'belongs to'),
    wanted('fund', 'Fund', 'funded by', 'paid for by', 'funder'),
    wanted('addedOn', 'Added on', 'date added', 'received on', 'purchase date'),
  ],
  schema,
  write: async (work, rows) => {
    const known = await knownNames(work, rows)
    const problems = strangers(rows, known)
    const strange = new Set(problems.map(({ line }) => line))
    const { first } = firstOfEach(
      rows.filter(({ line }) => !strange.has(line)),
      ({ row }) => `${row.make} ${row.serial}`.toLowerCase(),
    )
    const made = await insert(
      work,
      first.map(({ row }) => valuesOf(work, row, known)),
    )
    const happened = made.map(
      ({ id, reference, kind }): JournalEntry => ({
        action: 'device.record',
        about: { type: 'device', id },
        detail: { device: reference, kind },
      }),
    )
    return {
      written: made.length,
      problems,
      happened,
      leftOut: leftOutOf('already here', rows.length - problems.length - made.length),
    }
  },
})

const insert = async ({ tx }: Work, values: readonly ReturnType<typeof valuesOf>[]) =>
  values.length === 0
    ? []
    : tx
        .insertInto('device')
        .values([...values])
        .onConflict((conflict) => conflict.doNothing())
        .returning(['id', 'reference', 'kind'])
        .execute()
