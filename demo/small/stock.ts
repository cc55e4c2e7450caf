import {
  addFund,
  checkEligibility,
  fundForm,
  issueSim,
  pairSim,
  recordSim,
  setStockRule,
  simForm,
  startCheck,
  stockRuleForm,
  suspendSim,
} from '#modules/devices'
import { addDays } from '#platform/clock'
import type { Chance } from '../chance'
import { madeUpPerson } from '../made-up-people'
import { tell } from '../story'
import { BORROWING } from '../tell/asks'
import { ringForHelp } from '../tell/requests'
import type { Scene } from './requests'

const DATABANK = { scheme: 'National Databank', set: 'data_gift', months: '6' } as const
const PRODUCTS = [
  { kind: 'sim', network: 'Vodafone', product: '40 GB a month, calls and texts', monthlyGb: '40', ...DATABANK },
  { kind: 'sim', network: 'O2', product: '25 GB a month', monthlyGb: '25', ...DATABANK },
  { kind: 'voucher', network: 'Three', product: '10 GB', months: '1', secret: 'DEMO-1234-5678' },
] as const

const inUse = ({ story }: Scene): Promise<string[]> =>
  story.db.transaction({ allianceId: story.allianceId, readOnly: true }, async (tx) => {
    const rows = await tx
      .selectFrom('device')
      .select('reference')
      .where('alliance_id', '=', story.allianceId)
      .where('status', '=', 'on_loan')
      .orderBy('reference')
      .limit(3)
      .execute()
    return rows.map(({ reference }) => reference)
  })

const stockUp = async ({ story, calendar }: Scene): Promise<string[]> => {
  const sims: string[] = []
  for (const [nth, product] of PRODUCTS.entries())
    for (let many = 0; many < 3 - (nth % 2); many += 1) {
      const activateBy = addDays(calendar.today, many === 0 ? 20 : 200)
      const made = await tell(
        story,
        'librarian',
        [calendar.ago(12), '09:30'],
        recordSim,
        simForm.parse({ ...product, activateBy }),
      )
      sims.push(made.reference)
    }
  return sims
}

const giveOne = async (scene: Scene, chance: Chance, sim: string): Promise<void> => {
  const { story, calendar, postcodes } = scene
  const who = { ...madeUpPerson(chance, postcodes) }
  const call = { who, ask: chance.pick(BORROWING), minutes: 9, next: 'lend', nextOn: calendar.ago(9) } as const
  const { person } = await ringForHelp(story, [calendar.ago(10), '13:40'], call)
  const met = ['adult', 'low_income', 'no_home']
  await tell(story, 'librarian', [calendar.ago(9), '10:20'], checkEligibility, { person, set: 'data_gift', met })
  await tell(story, 'librarian', [calendar.ago(9), '10:25'], issueSim, { reference: sim, person })
}

/** What paid for devices, rules of the stock, data in stock and given out, and a count that is going on. */
export const tellStock = async (scene: Scene, chance: Chance): Promise<void> => {
  const { story, calendar, places } = scene
  const fund = (name: string, may: string[]) =>
    tell(story, 'lead', [calendar.ago(200), '09:00'], addFund, fundForm.parse({ name, may }))
  await fund('Lottery grant', ['lend'])
  await fund('Given by local firms', ['lend', 'give'])
  const rule = stockRuleForm.parse({ supportBlocks: 'yes', batteryBelow: '60', fewSims: '5' })
  await tell(story, 'lead', [calendar.ago(200), '09:10'], setStockRule, rule)
  const [first = '', second = '', third = ''] = await stockUp(scene)
  await giveOne(scene, chance, first)
  const [device, other] = await inUse(scene)
  if (device) await tell(story, 'librarian', [calendar.ago(8), '11:00'], pairSim, { reference: second, device })
  if (other) await tell(story, 'librarian', [calendar.ago(8), '11:05'], pairSim, { reference: third, device: other })
  // Its network was asked to stop it
  if (other) await tell(story, 'librarian', [calendar.ago(2), '11:30'], suspendSim, { reference: third })
  await tell(story, 'librarian', [calendar.ago(1), '15:00'], startCheck, { placeId: places[0] ?? null })
}
