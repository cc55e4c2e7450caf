import { z } from 'zod'
import { addMonths } from '#platform/clock'
import { command, type Work } from '#platform/command'
import { needed } from '#platform/fields'
import { done, type Refusal, refuse } from '#platform/outcome'
import { formatDate } from '#ui/format'
import { goodCheck } from '../rules/eligibility'
import { holdDevice } from '../stock/move-device'
import { aboutSim, type HeldSim, holdSim, type KnownSim, moveSim } from './move-sim'
import { lastDay } from './sim'
import { simMoves } from './sim.moves'

export const giveForm = z.object({ person: needed('Enter the person’s reference, such as P-1001', 20) })
export const pairForm = z.object({ device: needed('Enter the device’s tag, such as DK-0317-4', 30) })
interface Wanted {
  readonly reference: string
}

/** Started before, it need not be started again, and ends when it was to end. */
const tooOld = ({ activate_by, expires_on, issued_on, ends_on }: HeldSim, today: string): Refusal | null => {
  const past = [issued_on ? ends_on : activate_by, expires_on].find((day) => day !== null && day < today)
  return past ? refuse('too-old', `It had to be used by ${formatDate(past)}. Choose another.`) : null
}

/** Its months run from the first day it was in use, also while it lies in stock again. */
const starts = ({ today }: Work, { months, expires_on, issued_on, ends_on }: HeldSim) =>
  issued_on
    ? { issued_on, ends_on }
    : { issued_on: today, ends_on: lastDay(months === null ? null : addMonths(today, months), expires_on) }

const personBy = ({ tx, allianceId }: Work, reference: string) =>
  tx
    .selectFrom('person')
    .select(['id', 'reference'])
    .where('alliance_id', '=', allianceId)
    .where('reference', '=', reference.toUpperCase())
    .executeTakeFirst()

/**
 * Gives data to a person. Where its scheme asks questions (as the National Databank does: 18 or over, and more), someone must have
 * checked them. Refuses `not-found`, `moved-on`, `too-old`, `no-such-person` and `not-checked`, on the field `person`.
 */
export const issueSim = command('sim.issue', async (work, input: Wanted & z.output<typeof giveForm>) => {
  const sim = await holdSim(work, input.reference)
  if (!sim) return refuse('not-found')
  if (sim.status !== 'in_stock') return refuse('moved-on')
  const old = tooOld(sim, work.today)
  if (old) return old
  const person = await personBy(work, input.person)
  if (!person) return refuse('no-such-person', 'We have nobody with that reference', 'person')
  const set = sim.eligibility_set
  if (set && !(await goodCheck(work.tx, work.allianceId, person.id, set, work.today)))
    return refuse('not-checked', 'Check first, on their page, that they meet what the scheme asks', 'person')
  const moved = await moveSim(work, simMoves.issue, sim.id, { person_id: person.id, ...starts(work, sim) })
  return moved
    ? done<KnownSim>(moved, aboutSim({ ...moved, person_id: person.id }, { network: sim.network }))
    : refuse('moved-on')
})

/** Puts data into a device, which is lent with it. Refuses `not-found`, `moved-on`, `too-old`, `no-such-device`, `has-one`. */
export const pairSim = command(
  'sim.pair',
  async (work, input: Wanted & z.output<typeof pairForm>) => {
    const sim = await holdSim(work, input.reference)
    if (!sim) return refuse('not-found')
    if (sim.status !== 'in_stock') return refuse('moved-on')
    const old = tooOld(sim, work.today)
    if (old) return old
    const device = await holdDevice(work, input.device)
    if (!device) return refuse('no-such-device', 'We have no device with that tag', 'device')
    const moved = await moveSim(work, simMoves.pair, sim.id, { device_id: device.id, ...starts(work, sim) })
    if (!moved) return refuse('moved-on')
    return done<KnownSim>(moved, aboutSim({ ...moved, device_id: device.id }, { network: sim.network, device: device.reference }))
  },
  { sim_one_per_device: refuse('has-one', 'That device has data already. Take the other out first', 'device') },
)

const simple = (action: 'sim.pair' | 'sim.suspend' | 'sim.end', move: keyof typeof simMoves, whose = {}) =>
  command(action, async (work, { reference }: Wanted) => {
    const sim = await holdSim(work, reference)
    if (!sim) return refuse('not-found')
    const moved = await moveSim(work, simMoves[move], sim.id, whose)
    return moved ? done<KnownSim>(moved, aboutSim({ ...sim, ...moved }, { to: simMoves[move].to })) : refuse('moved-on')
  })

/** Takes data out of a device: the days it has left are still good. */
export const takeOutSim = simple('sim.pair', 'takeOut', { device_id: null, stops_on: null })
/** Its network was asked to stop the data, such as when a loan is long overdue. */
export const suspendSim = simple('sim.suspend', 'suspend')
/** Used up, lost, or over. */
export const endSim = simple('sim.end', 'end')

/** The data goes on again, where it was. Refuses `not-found`, `moved-on`. */
export const resumeSim = command('sim.suspend', async (work, { reference }: Wanted) => {
  const sim = await holdSim(work, reference)
  if (!sim) return refuse('not-found')
  const move = sim.device_id ? simMoves.resumeDevice : simMoves.resumePerson
  // Someone decided: were the rules to stop it again, it is told again first
  const moved = await moveSim(work, move, sim.id, { stopped_for: null, stops_on: null })
  return moved ? done<KnownSim>(moved, aboutSim({ ...sim, ...moved }, { to: move.to })) : refuse('moved-on')
})
