import { heardAt, notify, tellStaff } from '#modules/notifications'
import { readReach } from '#modules/reach'
import { addDays, londonDate, today } from '#platform/clock'
import { type Ctx, command, type Work } from '#platform/command'
import { done } from '#platform/outcome'
import { reading } from '#platform/reading'
import { formatDate } from '#ui/format'
import { dataWillStop } from '../loans/templates'
import { termsReader } from '../rules/rule.queries'
import { kindWord } from '../stock/device'
import { dueLateData, type LateData, type LateStep, lateStep, NOTICE_DAYS, readLateData, stopDay } from './late-data'
import { aboutSim, holdSim, keepSim, moveSim } from './move-sim'
import { simMoves } from './sim.moves'

/** Nobody protected is told by message, and so nobody protected has their data stopped by rule. */
const mayBeTold = async ({ tx, allianceId }: Work, person: string): Promise<boolean> => {
  const reach = await readReach(tx, allianceId, person)
  return reach !== undefined && !reach.restricted && !reach.safe_plan && !reach.gone
}

const causeOf = ({ id, loan_id }: LateData, on: string | null): string => `data-will-stop:${id}:${loan_id}:${on}`

const warn = async (work: Work, data: LateData, suspendAfterDays: number): Promise<boolean> => {
  if (!data.person_id || !data.due_on || !(await mayBeTold(work, data.person_id))) return false
  const on = stopDay(data.due_on, suspendAfterDays, work.today)
  await keepSim(work, data.id, { stops_on: on })
  await notify(work, {
    to: data.person_id,
    about: { type: 'loan', id: String(data.loan_id) },
    template: dataWillStop,
    personalisation: { device: kindWord(data.kind), due: formatDate(data.due_on), on: formatDate(on) },
    cause: causeOf(data, on),
  })
  return true
}

const tellLibrary = (work: Work, data: LateData, words: string, cause = `late-data:${data.id}:${work.today}`): Promise<number> =>
  tellStaff(work, {
    ...{ to: { role: 'librarian' }, about: { type: 'sim', id: data.id }, path: `/connectivity/${data.reference}`, words },
    cause,
  })

/** Whether whoever has it heard of it a week ago or more. Where nobody may have, the library is told, once. */
const wasHeard = async (work: Work, data: LateData): Promise<boolean> => {
  const at = await heardAt(work.tx, work.allianceId, causeOf(data, data.stops_on))
  if (at) return addDays(londonDate(at), NOTICE_DAYS) <= work.today
  const words = `By your rules the data of ${data.reference} in ${data.device} would stop now, but we do not know that they heard of it. It goes on until they have. Please ring them about ${data.loan}, or stop it yourself.`
  await tellLibrary(work, data, words, `late-data-not-heard:${data.id}:${data.stops_on}`)
  return false
}

const stop = async (work: Work, data: LateData): Promise<boolean> => {
  // A plan made since they were told protects them too
  if (!data.person_id || !(await mayBeTold(work, data.person_id)) || !(await wasHeard(work, data))) return false
  await moveSim(work, simMoves.suspend, data.id, { stopped_for: data.loan_id, stops_on: null })
  await tellLibrary(
    work,
    data,
    `Please ask ${data.network} to stop the data of ${data.reference} in ${data.device}: your rules stop it, as ${data.loan} is that late. They were told a week ago or more.`,
  )
  return true
}

const start = async (work: Work, data: LateData): Promise<boolean> => {
  await moveSim(work, simMoves.resumeDevice, data.id, { stopped_for: null, stops_on: null })
  const words = `Please ask ${data.network} to let the data of ${data.reference} in ${data.device} go on: the loan it was stopped for is late no more.`
  await tellLibrary(work, data, words)
  return true
}

const forget = async (work: Work, data: LateData): Promise<boolean> => {
  await keepSim(work, data.id, { stops_on: null })
  return false
}

const STEPS: Readonly<Record<LateStep, (work: Work, data: LateData, suspendAfterDays: number) => Promise<boolean>>> = {
  ...{ warn, stop, start, forget },
}

/** Does what is due today for the data of one late loan, once: tells the borrower, stops it a week later, or lets it go on. */
export const tendLateData = command('sim.stop-late', async (work, { reference }: { reference: string }) => {
  const held = await holdSim(work, reference)
  const [data] = held ? await readLateData(work.tx, work.allianceId, held.id) : []
  if (!data) return done(null)
  const terms = (await termsReader(work.tx, work.allianceId))(data)
  const step = lateStep(data, terms, work.today)
  if (!step || !(await STEPS[step](work, data, terms.suspendAfterDays ?? 0))) return done(null)
  return done(step, aboutSim({ ...data, person_id: null }, { step, device: data.device }))
})

/** Each morning: whose data is to stop, who is to be told first, and whose may go on. Run twice, nothing happens twice. */
export const stopLateData = async (ctx: Ctx): Promise<void> => {
  const read = await reading(ctx, 'sim.stop-late', (tx) => dueLateData(tx, ctx.allianceId, today(ctx.clock)))
  for (const { reference } of read.ok ? read.value : []) await tendLateData(ctx, { reference })
}
