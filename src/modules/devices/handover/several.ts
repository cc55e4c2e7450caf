import { z } from 'zod'
import { command } from '#platform/command'
import type { Tx } from '#platform/db'
import { date, needed, oneOf, tick } from '#platform/fields'
import { newId } from '#platform/ids'
import { done, type Happened, refuse } from '#platform/outcome'
import { collectLoan, collectReasons } from '../loans/collect-loan'
import { readStrokes } from '../loans/signature'
import { kitTicks, WHERE, type Where } from './write-handover'

const OUT = ['good', 'worn', 'damaged'] as const
export const conditionField = (loan: string): string => `condition-${loan}`
/** A piece of one of several kits: whose it is, and what. */
export const pieceOf = (loan: string, piece: string): string => `${loan}: ${piece}`

const chosen = z.preprocess(
  (value) => [...new Set([value ?? []].flat().filter((one) => one !== ''))],
  z.array(z.string().max(20)).min(1, { error: 'Tick the devices that go' }).max(20, { error: 'Hand over 20 at once at most' }),
)

/** Several devices handed to one person: each looked at and ticked, all signed for once. */
export const severalForm = z
  .looseObject({
    loans: chosen,
    kit: kitTicks,
    where: oneOf(Object.keys(WHERE) as [Where, ...Where[]], 'Choose where they change hands').default('counter'),
    dueOn: date('Enter the day they are due back, such as 27 3 2026'),
    signedName: needed('Enter the full name of the person who signs', 100),
    strokes: readStrokes,
    agree: tick(),
  })
  .refine((form) => form.strokes !== null || form.agree, { path: ['agree'], error: 'Sign in the box, or tick to agree' })
  .transform(({ loans, kit, where, dueOn, signedName, strokes, agree, ...rest }, issues) => ({
    ...{ where, dueOn, signedName, strokes, agree },
    devices: loans.map((reference) => {
      const condition = OUT.find((one) => one === rest[conditionField(reference)])
      if (!condition)
        issues.addIssue({ code: 'custom', path: [conditionField(reference)], message: 'Choose the condition it goes out in' })
      const mine = kit.filter((piece) => piece.startsWith(pieceOf(reference, '')))
      return { reference, conditionOut: condition ?? 'good', kit: mine.map((piece) => piece.slice(reference.length + 2)) }
    }),
  }))
export type SeveralInput = z.output<typeof severalForm>

/** The devices that are put by for one person, in the order they are handed over in. */
export const readPutBy = (tx: Tx, allianceId: string, person: string) =>
  tx
    .selectFrom('loan')
    .innerJoin('device', (join) =>
      join.onRef('device.id', '=', 'loan.device_id').onRef('device.alliance_id', '=', 'loan.alliance_id'),
    )
    .innerJoin('person', (join) =>
      join.onRef('person.id', '=', 'loan.person_id').onRef('person.alliance_id', '=', 'loan.alliance_id'),
    )
    .select(['loan.id', 'loan.reference', 'loan.device_id', 'loan.purpose', 'loan.collect_place_id', 'loan.collected_on'])
    .select(['loan.turnaround_days', 'device.reference as device', 'device.kind', 'device.make', 'device.model'])
    .select(['device.kit', 'device.condition', 'device.place_id', 'person.name as borrower'])
    .where('loan.alliance_id', '=', allianceId)
    .where('person.reference', '=', person.toUpperCase())
    .where('loan.status', '=', 'promised')
    .orderBy('device.reference')
    .execute()

export type PutBy = Awaited<ReturnType<typeof readPutBy>>[number]

/**
 * Hands several devices that are put by for one person over, on one signature: all of them or none. Refuses `moved-on` when one is
 * not put by for them any more, and what `collectLoan` does, with the device it is about.
 */
export const collectSeveral = command(
  'loan.collect',
  async (work, { person, devices, ...signed }: SeveralInput & { person: string }) => {
    const putBy = await readPutBy(work.tx, work.allianceId, person)
    const wanted = putBy.filter(({ reference }) => devices.some((one) => one.reference === reference))
    if (wanted.length !== devices.length) return refuse('moved-on')
    const together = devices.length > 1 ? newId(work.at) : undefined
    const happened: Happened[] = []
    for (const { reference, device } of wanted) {
      const one = devices.find((given) => given.reference === reference)
      if (!one) return refuse('moved-on')
      const handed = await collectLoan.within(work, { ...signed, ...one, kitOut: '', together })
      if (!handed.ok) return { ...handed, says: `${device}: ${handed.says}` }
      happened.push(...handed.happened)
    }
    return done({ devices: wanted.length }, ...happened)
  },
  collectReasons,
)
