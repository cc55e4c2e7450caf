import { z } from 'zod'
import { command, type Work } from '#platform/command'
import type { Tx } from '#platform/db'
import { date, needed, oneOf, tick } from '#platform/fields'
import type { UploadedFile } from '#platform/http/ask'
import { newId } from '#platform/ids'
import { done, type Happened, type Outcome, refuse } from '#platform/outcome'
import { collectLoan, collectReasons } from '../loans/collect-loan'
import { readStrokes } from '../loans/signature'
import { type Photo, takePhotos } from './photo'
import { kitTicks, WHERE, type Where } from './write-handover'

const OUT = ['good', 'worn', 'damaged'] as const
export const conditionField = (loan: string): string => `condition-${loan}`
export const photosField = (loan: string): string => `photos-${loan}`
/** A piece of one of several kits: whose it is, and what. */
export const pieceOf = (loan: string, piece: string): string => `${loan}: ${piece}`

const chosen = z.preprocess(
  (value) => [...new Set([value ?? []].flat().filter((one) => one !== ''))],
  z.array(z.string().max(20)).min(1, { error: 'Tick the devices that go' }).max(60, { error: 'Hand over 60 at once at most' }),
)

/** Several devices handed over at once: each looked at and ticked, all signed for once. */
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

/** Whom devices are put by for: a person, or an organisation by their agreement. */
export type PutByFor = { readonly person: string } | { readonly agreement: string }

/** The devices that are put by for someone, in the order they are handed over in. */
export const readPutBy = (tx: Tx, allianceId: string, to: PutByFor) =>
  tx
    .selectFrom('loan')
    .innerJoin('device', (join) =>
      join.onRef('device.id', '=', 'loan.device_id').onRef('device.alliance_id', '=', 'loan.alliance_id'),
    )
    .leftJoin('person', (join) =>
      join.onRef('person.id', '=', 'loan.person_id').onRef('person.alliance_id', '=', 'loan.alliance_id'),
    )
    .leftJoin('organisation_loan as agreed', (join) =>
      join.onRef('agreed.id', '=', 'loan.organisation_loan_id').onRef('agreed.alliance_id', '=', 'loan.alliance_id'),
    )
    .select(['loan.id', 'loan.reference', 'loan.device_id', 'loan.purpose', 'loan.collect_place_id', 'loan.collected_on'])
    .select(['loan.turnaround_days', 'device.reference as device', 'device.kind', 'device.make', 'device.model'])
    .select(['device.kit', 'device.condition', 'device.place_id', 'person.name as borrower'])
    .where('loan.alliance_id', '=', allianceId)
    .where((row) =>
      'person' in to
        ? row('person.reference', '=', to.person.toUpperCase())
        : row('agreed.reference', '=', to.agreement.toUpperCase()),
    )
    .where('loan.status', '=', 'promised')
    .orderBy('device.reference')
    .execute()

export type PutBy = Awaited<ReturnType<typeof readPutBy>>[number]

export interface Handed extends Omit<SeveralInput, 'devices'> {
  readonly devices: readonly (SeveralInput['devices'][number] & { readonly photos?: readonly Photo[] })[]
}

/** The same with the photos of each device. Refuses what `takePhotos` does, beside the device it is about. */
export const withPhotos = async (files: readonly UploadedFile[], input: SeveralInput) => {
  const devices: Handed['devices'][number][] = []
  for (const device of input.devices) {
    const taken = await takePhotos(files, photosField(device.reference))
    if (!taken.ok) return taken
    devices.push({ ...device, photos: taken.photos })
  }
  return { ok: true as const, input: { ...input, devices } }
}

/** Hands devices that are put by over, on one signature, as part of a larger use case: all of them or none. */
export const handAll = async (
  work: Work,
  to: PutByFor,
  { devices, ...signed }: Handed,
): Promise<Outcome<{ devices: number }>> => {
  const putBy = await readPutBy(work.tx, work.allianceId, to)
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
}

/**
 * Hands several devices that are put by for one person over, on one signature: all of them or none. Refuses `moved-on` when one is
 * not put by for them any more, and what `collectLoan` does, with the device it is about.
 */
export const collectSeveral = command(
  'loan.collect',
  (work, { person, ...input }: Handed & { person: string }) => handAll(work, { person }, input),
  collectReasons,
)
