import {
  bringBackLoan,
  collectLoan,
  type DeviceKind,
  deviceForm,
  promiseLoan,
  recordDevice,
  recordWipe,
  wipeForm,
} from '#modules/devices'
import { addDays } from '#platform/clock'
import type { Chance } from '../chance'
import { type Story, tell } from '../story'

const MODELS: Readonly<Record<string, readonly (readonly [make: string, model: string, kit: string])[]>> = {
  tablet: [
    ['Samsung', 'Galaxy Tab A8', 'Charger, cable, case'],
    ['Lenovo', 'Tab M10', 'Charger, cable, case'],
    ['Apple', 'iPad 9', 'Charger, cable, case'],
  ],
  laptop: [
    ['Dell', 'Latitude 5400', 'Charger, bag'],
    ['HP', 'ProBook 440', 'Charger, bag, mouse'],
  ],
  phone: [['Samsung', 'Galaxy A12', 'Charger, cable']],
  dongle: [['Huawei', 'E5576', 'Cable, SIM']],
}

/** Every piece of these kits, to tick. */
const PIECES = ['Charger', 'cable', 'case', 'bag', 'mouse', 'Cable', 'SIM']

interface NewDevice {
  readonly kind: DeviceKind
  readonly day: string
  readonly serial: string
  readonly condition?: 'good' | 'worn'
  /** The id of the place it is kept at. */
  readonly placeId: string
  readonly system?: string
  readonly supportEndsOn?: string
  readonly testDueOn?: string
}

/** Adds a device to the stock; gives its reference. */
export const addDevice = async (story: Story, chance: Chance, { day, ...device }: NewDevice): Promise<string> => {
  const [make, model, kit] = chance.pick(MODELS[device.kind] ?? [['', '', '']])
  const input = deviceForm.parse({ make, model, kit, ...device })
  const { reference } = await tell(story, 'librarian', [day, '10:00'], recordDevice, input)
  return reference
}

/** Wipes a device, or finds that it cannot be wiped. */
export const wipe = (story: Story, device: string, day: string, passed: 'yes' | 'no' = 'yes', method = 'factory_reset') =>
  tell(
    story,
    'refurbisher',
    [day, '15:30'],
    recordWipe,
    Object.assign(
      { reference: device },
      wipeForm.parse({ method, passed, doneBy: story.actors.refurbisher?.name ?? 'The workshop' }),
    ),
  )

export interface Lending {
  readonly device: string
  /** The borrower's reference, or that of the request it answers. */
  readonly person: string
  readonly request?: string
  readonly name: string
  readonly collectedOn: string
  readonly dueOn: string
}

/** Puts a device by the day before, and hands it over; gives the loan's reference. */
export const lend = async (story: Story, { device, person, request, name, collectedOn, dueOn }: Lending): Promise<string> => {
  const promised = await tell(story, 'librarian', [addDays(collectedOn, -1), '16:10'], promiseLoan, { device, person, request })
  const { reference } = await tell(story, 'librarian', [collectedOn, '11:40'], collectLoan, {
    reference: promised.reference,
    conditionOut: 'good',
    kitOut: '',
    kit: PIECES,
    dueOn,
    signedName: name,
    strokes: null,
    agree: true,
  })
  return reference
}

/** Takes a device back. */
export const bringBack = (
  story: Story,
  loan: string,
  day: string,
  conditionBack: 'good' | 'worn' | 'damaged' | 'broken' = 'good',
  kitComplete = true,
) =>
  tell(story, 'librarian', [day, '14:20'], bringBackLoan, {
    reference: loan,
    returnedOn: day,
    conditionBack,
    kitComplete: null,
    kit: kitComplete ? PIECES : PIECES.slice(1),
    signedOut: 'yes',
    lock: 'off',
    notes: '',
  })
