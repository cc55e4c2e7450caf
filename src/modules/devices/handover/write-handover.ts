import { z } from 'zod'
import type { Work } from '#platform/command'
import { newId } from '#platform/ids'
import type { Counted } from '../kits/kit'
import type { Strokes } from '../loans/signature'
import type { Photo } from './photo'

export const WHERE = { counter: 'At the counter', doorstep: 'At their door' } as const
export type Where = keyof typeof WHERE

export const BROUGHT_BY = {
  borrower: 'The borrower',
  someone: 'Someone they know',
  stranger: 'A stranger who found it',
} as const
export type BroughtBy = keyof typeof BROUGHT_BY

export const LOCKS = {
  off: 'Off: it starts without asking for anyone’s account',
  on: 'On: it asks for someone’s account',
  none: 'This device has none',
} as const
export type Lock = keyof typeof LOCKS

const list = z.preprocess(
  (value) => (value === undefined || value === '' ? [] : [value].flat()),
  z.array(z.string().max(220)).max(1000),
)

/** Pieces of a kit that were ticked. */
export const kitTicks = list

export interface Handing {
  /** Made by whoever wrote it down, where they were offline. */
  readonly id?: string | undefined
  readonly where?: Where | undefined
  readonly counted?: readonly Counted[]
  readonly photos?: readonly Photo[] | undefined
  readonly on: string
  readonly together?: string | undefined
}

interface Row extends Handing {
  readonly loanId: string
  readonly way: 'out' | 'back'
  readonly broughtBy?: BroughtBy | null | undefined
  readonly signedOut?: 'yes' | 'no' | 'not_asked' | null | undefined
  readonly lock?: Lock | null | undefined
  readonly signedName?: string | null | undefined
  readonly signature?: Strokes | null | undefined
  readonly placeId?: string | null | undefined
}

const writeParts = async (
  { tx, allianceId }: Work,
  handover: string,
  { counted = [], photos = [] }: Pick<Row, 'counted' | 'photos'>,
): Promise<void> => {
  const own = { alliance_id: allianceId, handover_id: handover }
  if (counted.length > 0)
    await tx
      .insertInto('handover_part')
      .values(counted.map((part) => ({ ...own, ...part })))
      .execute()
  if (photos.length > 0)
    await tx
      .insertInto('handover_photo')
      .values(photos.map((photo) => ({ ...own, id: newId(), ...photo })))
      .execute()
}

/** Writes a handover whole, in the transaction that moves its loan: what was ticked, drawn and photographed is kept with it or not at all. */
export const writeHandover = async (work: Work, row: Row): Promise<string> => {
  const id = row.id ?? newId(work.at)
  await work.tx
    .insertInto('handover')
    .values({
      ...{ alliance_id: work.allianceId, id, loan_id: row.loanId, way: row.way, at_where: row.where ?? 'counter' },
      ...{ brought_by: row.broughtBy ?? null, signed_out: row.signedOut ?? null, lock: row.lock ?? null },
      ...{ signed_name: row.signedName ?? null, signature: row.signature ? JSON.stringify(row.signature) : null },
      ...{ place_id: row.placeId ?? null, handed_on: row.on, recorded_at: work.at, account_id: work.actor.accountId },
      together_id: row.together ?? null,
    })
    .execute()
  await writeParts(work, id, row)
  return id
}

/** Adds what was seen later to a return that was only taken in. */
export const addToReturn = async (
  work: Work,
  row: Pick<Row, 'loanId' | 'signedOut' | 'lock' | 'placeId' | 'counted' | 'photos'>,
): Promise<void> => {
  const { id } = await work.tx
    .updateTable('handover')
    .set({ signed_out: row.signedOut ?? null, lock: row.lock ?? null, place_id: row.placeId ?? null })
    .where('alliance_id', '=', work.allianceId)
    .where('loan_id', '=', row.loanId)
    .where('way', '=', 'back')
    .returning('id')
    .executeTakeFirstOrThrow()
  await writeParts(work, id, row)
}
