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
  })
  .transform(({ serial, assetTag, ...row }, context) => {
    if (serial === null && assetTag === null)
      context.addIssue({
        code: 'custom',
        path: ['serial'],
        message: 'is empty, and so is the asset tag: one of them tells devices apart',
      })
    return { ...row, serial: serial ?? assetTag ?? '' }
  })
type DeviceRow = z.output<typeof schema>

const placesNamed = async ({ tx, allianceId }: Work, names: readonly string[]): Promise<Map<string, string>> => {
  const asked = [...new Set(names.filter((name) => name !== '').map((name) => name.toLowerCase()))]
  if (asked.length === 0) return new Map()
  const rows = await tx
    .selectFrom('place')
    .select((row) => ['id', row.fn<string>('lower', ['name']).as('name')])
    .where('alliance_id', '=', allianceId)
    .where((row) => row(row.fn<string>('lower', ['name']), 'in', asked))
    .execute()
  return new Map(rows.map(({ id, name }) => [name, id]))
}

const valuesOf = (
  { allianceId, at, today }: Work,
  { place, addedOn, ...row }: DeviceRow,
  places: ReadonlyMap<string, string>,
) => ({
  alliance_id: allianceId,
  id: newId(at),
  status: 'to_wipe',
  ...row,
  place_id: places.get(place.toLowerCase()) ?? null,
  added_on: addedOn ?? today,
})

const strangePlaces = (rows: readonly ImportRow<DeviceRow>[], places: ReadonlyMap<string, string>): ImportProblem[] =>
  rows
    .filter(({ row }) => row.place !== '' && !places.has(row.place.toLowerCase()))
    .map(({ line, row }) => ({
      line,
      message: `There is no place called “${row.place}”. Add the place first, or leave it empty`,
    }))

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
    wanted('addedOn', 'Added on', 'date added', 'received on', 'purchase date'),
  ],
  schema,
  write: async (work, rows) => {
    const places = await placesNamed(
      work,
      rows.map(({ row }) => row.place),
    )
    const problems = strangePlaces(rows, places)
    const strange = new Set(problems.map(({ line }) => line))
    const { first } = firstOfEach(
      rows.filter(({ line }) => !strange.has(line)),
      ({ row }) => `${row.make} ${row.serial}`.toLowerCase(),
    )
    const made = await insert(
      work,
      first.map(({ row }) => valuesOf(work, row, places)),
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
