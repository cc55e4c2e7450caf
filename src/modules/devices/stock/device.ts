import { z } from 'zod'
import { maybeDate, maybeWhole, needed, oneOf, words } from '#platform/fields'
import { endsInLuhn } from './check-digits'

export const KINDS = {
  tablet: 'Tablet',
  laptop: 'Laptop',
  phone: 'Phone',
  dongle: 'Wi-Fi dongle',
  other: 'Other device',
} as const
export type DeviceKind = keyof typeof KINDS

export const CONDITIONS = {
  good: 'Good',
  worn: 'Worn, but works well',
  damaged: 'Damaged, but works',
  broken: 'Broken',
} as const
export type Condition = keyof typeof CONDITIONS

export const STATUSES = {
  to_wipe: 'To wipe',
  returned: 'Back, to look at',
  wiping: 'Being wiped',
  wiped: 'Wiped, to check',
  checked: 'Checked',
  ready: 'Ready',
  promised: 'Promised',
  on_loan: 'Out',
  repair: 'In repair',
  missing: 'Missing',
  lost: 'Lost',
  stolen: 'Stolen',
  given: 'Given',
  sold: 'Sold',
  recycled: 'Recycled',
} as const
export type DeviceStatus = keyof typeof STATUSES

/** On their way to the shelf: they can be booked for a later day. */
export const MAKING_READY = ['to_wipe', 'returned', 'wiping', 'wiped', 'checked'] as const

export const METHODS = {
  factory_reset: 'Factory reset',
  secure_erase: 'Secure erase',
  overwrite: 'Overwritten',
  new_in_box: 'New in its box',
  no_storage: 'Holds nothing to wipe',
} as const
export type WipeMethod = keyof typeof METHODS

type Words = Readonly<Record<string, string>>
const keysOf = <K extends string>(labels: Readonly<Record<K, string>>) => Object.keys(labels) as [K, ...K[]]

export const KIND_CODES = keysOf(KINDS)
export const CONDITION_CODES = keysOf(CONDITIONS)
export const METHOD_CODES = keysOf(METHODS)

/** Labels by code, as the choices of a field. */
export const choices = (labels: Words) => Object.entries(labels).map(([value, label]) => ({ value, label }))

/** The word for a device in a sentence: "tablet", "Wi-Fi dongle", "device". */
export const kindWord = (kind: unknown): string =>
  kind === 'other' || !(String(kind) in KINDS)
    ? 'device'
    : KINDS[kind as DeviceKind].replace(/^[TLP]/, (letter) => letter.toLowerCase())

/** What a device is, in a line: "Tablet, Samsung Tab A8". */
export const deviceName = (device: { kind: string; make: string; model: string }): string =>
  [KINDS[device.kind as DeviceKind], [device.make, device.model].filter(Boolean).join(' ')].filter(Boolean).join(', ')

/** An IMEI: 15 numbers, the last a check digit. */
export const isImei = (digits: string): boolean => /^\d{15}$/.test(digits) && endsInLuhn(digits)

const IMEI = 'Enter the 15 numbers of the IMEI. Dial *#06# on the device to see them'
const imei = z.preprocess(
  (value) => String(value ?? '').replace(/[\s/-]/g, '') || null,
  z.string().refine(isImei, { error: IMEI }).nullable(),
)
const serial = z.preprocess(
  (value) => String(value ?? '').trim() || null,
  z.string().max(60, { error: 'Use 60 characters or fewer' }).nullable(),
)
const fromList = (error: string) => z.preprocess((value) => String(value ?? '').trim() || null, z.uuid({ error }).nullable())
const placeId = fromList('Choose a place from the list')

/** What a device is recorded with. */
export const deviceForm = z.object({
  kind: oneOf(KIND_CODES, 'Choose what kind of device it is'),
  make: words(60).default(''),
  model: words(60).default(''),
  serial: serial.default(null),
  assetTag: serial.default(null),
  imei: imei.default(null),
  kit: words(200).default(''),
  condition: oneOf(CONDITION_CODES, 'Choose its condition').default('good'),
  placeId: placeId.default(null),
  storageSerial: serial.default(null),
  system: words(60).default(''),
  supportEndsOn: maybeDate('Enter the day its updates end, such as 31 10 2028').default(null),
  battery: maybeWhole(0, 100, 'Enter how strong the battery still is, from 0 to 100').default(null),
  testDueOn: maybeDate('Enter the day its electrical test is due, such as 27 3 2027').default(null),
  ownerId: fromList('Choose a partner from the list').default(null),
  homePlaceId: placeId.default(null),
  fundId: fromList('Choose a fund from the list').default(null),
})
export type DeviceInput = z.output<typeof deviceForm>

/** What a wipe is recorded with: how, with what, what shows it, and whether it worked. */
export const wipeForm = z.object({
  method: oneOf(METHOD_CODES, 'Choose how it was wiped'),
  tool: words(100).default(''),
  evidence: words(1000).default(''),
  passed: oneOf(['yes', 'no'], 'Choose whether the wipe worked').transform((word) => word === 'yes'),
  doneBy: needed('Enter who wiped it', 100),
  wipedOn: maybeDate('Enter the day it was wiped, such as 27 3 2026').default(null),
})
export type WipeInput = z.output<typeof wipeForm>
