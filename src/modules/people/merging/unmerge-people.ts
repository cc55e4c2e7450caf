import { sql } from 'kysely'
import { command, type Work } from '#platform/command'
import { isId, newId } from '#platform/ids'
import { done, type Refusal, refuse } from '#platform/outcome'
import { seeingAll } from '#platform/seeing-all'
import { pairMoves } from '../duplicates/pair.moves'
import { notTheirs } from '../duplicates/theirs-to-settle'
import { refreshTokens } from '../finding/refresh-tokens'
import { type Catalogue, readCatalogue } from './catalogue'
import { eventsBack } from './events-back'
import { followBack } from './follow-back'
import { stopBack, stopForBoth, workingSince } from './heed-stops'
import { changeRows, deleteRow, insertRow, only, type Row, rowsWhere, type Step } from './steps'
import { type Stops, soAgain } from './what-one-says'

/** A merge can be taken back for this many days: after that what it moved is forgotten. */
export const DAYS_TO_TAKE_BACK = 30

export interface TakenApart {
  /** References of the two records as they are again. */
  readonly kept: string
  readonly merged: string
}

interface Undoing {
  readonly work: Work
  readonly catalogue: Catalogue
  /** Numbers of the one that take texts, read before anything goes back. */
  readonly working: ReadonlySet<unknown>
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

/** What was changed since stays as it is now; only what still says what the merge wrote goes back. */
const changeBack = async ({ work: { tx } }: Undoing, { in_table, row_key, was, became }: Step): Promise<void> => {
  const [now] = row_key ? await rowsWhere(tx, in_table, row_key) : []
  if (!now || !row_key || !became) return
  // A count went on counting: the place that was freed is taken again.
  const counted = in_table === 'session' ? { booked: Number(now.booked) + Number(was.booked) - Number(became.booked) } : null
  const back =
    counted ??
    only(
      was,
      Object.keys(was).filter((column) => same(now[column], became[column])),
    )
  if (Object.keys(back).length > 0) await changeRows(tx, in_table, row_key, back)
}

const putBack = async ({ work, catalogue, working }: Undoing, table: string, row: Row): Promise<void> => {
  if (table !== 'stopped_number') return insertRow(work.tx, table, row, catalogue.columnsOf(table))
  if (!working.has(row.number)) await stopBack(work, row)
}

/** A row that is gone since, such as a phone number taken off, comes back to the record it came from. */
const moveBack = async (undoing: Undoing, { in_table, row_key, was, became }: Step): Promise<void> => {
  const { work, catalogue } = undoing
  if (!row_key || !became) return
  const back = only(was, Object.keys(became))
  const moved = await changeRows(
    work.tx,
    in_table,
    {
      ...row_key,
      ...only(
        became,
        Object.keys(became).filter((column) => column !== 'position'),
      ),
    },
    back,
  )
  const whole = catalogue.keyOf(in_table).every((column) => column in was)
  if (moved === 0 && whole) await putBack(undoing, in_table, was)
}

const OPPOSITE: Readonly<Record<Step['what'], (undoing: Undoing, step: Step) => Promise<void>>> = {
  changed: changeBack,
  moved: moveBack,
  added: async ({ work: { tx } }, { in_table, row_key }) => {
    if (row_key) await deleteRow(tx, in_table, row_key)
  },
  removed: (undoing, { in_table, was }) => putBack(undoing, in_table, was),
}

interface Found {
  readonly alliance_id: string
  readonly id: string
  readonly kept_id: string
  readonly merged_id: string
  readonly merged_at: Date
  readonly undone_at: Date | null
  readonly kept: string
  readonly merged: string
  readonly erased: boolean
}

const lockMerge = async ({ tx, allianceId }: Work, id: string): Promise<Found | undefined> => {
  const { rows } = await sql<Found>`
    select m.alliance_id, m.id, m.kept_id, m.merged_id, m.merged_at, m.undone_at, kept.reference as kept, merged.reference as merged,
      kept.erased_at is not null or merged.erased_at is not null as erased
    from person_merge m
    join person kept on kept.alliance_id = m.alliance_id and kept.id = m.kept_id
    join person merged on merged.alliance_id = m.alliance_id and merged.id = m.merged_id
    where m.alliance_id = ${allianceId} and m.id = ${id} for update`.execute(tx)
  return rows[0]
}

/** The last merge first: what it moved may rest on what the one before moved. */
const laterMerge = async ({ tx, allianceId }: Work, merge: Found): Promise<string | null> => {
  const { rows } = await sql<{ reference: string }>`
    select p.reference from person_merge m join person p on p.alliance_id = m.alliance_id and p.id = m.merged_id
    where m.alliance_id = ${allianceId} and m.undone_at is null and m.id > ${merge.id}
      and (m.kept_id = ${merge.kept_id} or m.merged_id = ${merge.kept_id}) limit 1`.execute(tx)
  return rows[0]?.reference ?? null
}

const cannot = async (work: Work, merge: Found): Promise<Refusal | null> => {
  if (merge.undone_at) return refuse('moved-on')
  if (merge.erased) return refuse('erased', 'This person was erased. Nothing is left to put back.')
  const days = (work.at.getTime() - merge.merged_at.getTime()) / 86_400_000
  if (days > DAYS_TO_TAKE_BACK)
    return refuse('too-late', `This merge is more than ${DAYS_TO_TAKE_BACK} days old. What it moved is forgotten.`)
  const later = await laterMerge(work, merge)
  return later ? refuse('later-merge', `Another merge came after this one. Take ${later} apart first.`) : null
}

const stepsOf = ({ tx, allianceId }: Work, merge: Found): Promise<Step[]> =>
  tx
    .selectFrom('person_merge_step')
    .select(['what', 'in_table', 'row_key', 'was', 'became'])
    .where('alliance_id', '=', allianceId)
    .where('merge_id', '=', merge.id)
    .orderBy('step', 'desc')
    .execute() as Promise<unknown> as Promise<Step[]>

const close = async ({ tx, allianceId, at, actor }: Work, merge: Found): Promise<void> => {
  await tx
    .updateTable('person_merge')
    .set({ undone_at: at, undone_by: actor.accountId })
    .where('alliance_id', '=', allianceId)
    .where('id', '=', merge.id)
    .execute()
  await tx.deleteFrom('person_merge_step').where('alliance_id', '=', allianceId).where('merge_id', '=', merge.id).execute()
}

/** Whoever takes two records apart says that they are two people: the queue does not offer them again. */
const keepApart = async ({ tx, allianceId, at, actor }: Work, merge: Found): Promise<void> => {
  const [first = '', second = ''] = [merge.kept_id, merge.merged_id].sort()
  const status = pairMoves.takeApart.to
  const decided = { status, look_again_on: null, decided_at: at, decided_by: actor.accountId }
  await tx
    .insertInto('person_pair')
    .values({
      alliance_id: allianceId,
      id: newId(at),
      first_id: first,
      second_id: second,
      likelihood: 0,
      found_at: at,
      ...decided,
    })
    .onConflict((conflict) => conflict.columns(['alliance_id', 'first_id', 'second_id']).doUpdateSet(decided))
    .execute()
}

const PLACE_TAKEN = refuse(
  'place-taken',
  'They shared a place at a group session, and it is full now. Take someone off the list or add a place first.',
)

/** What stops being said of a death, or of a consent taken back; and what stops again where only the two together agreed. */
export interface UnmergePeople extends Stops {
  /** The merge. */
  readonly id: string
}

/**
 * Takes a merge back: both records are as they were. What happened since stays with the kept one, but for what was done about a
 * request that goes back. Refuses `too-late` after
 * 30 days, `later-merge` when another came after it, `erased`, `moved-on`, `place-taken`, `coordinators`.
 */
export const unmergePeople = command(
  'person.unmerge',
  async (work, { id, ...stopping }: UnmergePeople) => {
    const { tx, allianceId } = work
    const merge = isId(id) ? await lockMerge(work, id) : undefined
    if (!merge) return refuse('not-found')
    // Someone who was kept apart when the two became one need not be now.
    const no = (await notTheirs(tx, work, [merge.kept_id, merge.merged_id], true)) ?? (await cannot(work, merge))
    if (no) return no
    const person = tx.updateTable('person').set({ merged_into: null })
    await person.where('alliance_id', '=', allianceId).where('id', '=', merge.merged_id).execute()
    const catalogue = await readCatalogue(tx)
    const steps = await stepsOf(work, merge)
    const both = [merge.kept_id, merge.merged_id]
    await seeingAll(tx, async () => {
      const undoing = { work, catalogue, working: await workingSince(work, merge.kept_id) }
      for (const step of steps) await OPPOSITE[step.what](undoing, step)
      await eventsBack(tx, await followBack({ tx, catalogue, choices: {}, steps: [] }, steps, merge), merge)
      await stopForBoth(work, both, merge.merged_at)
    })
    await close(work, merge)
    await keepApart(work, merge)
    await refreshTokens(tx, allianceId, both)
    const happened = await seeingAll(tx, () => soAgain(work, stopping, both))
    return done<TakenApart>(
      { kept: merge.kept, merged: merge.merged },
      {
        about: { type: 'person', id: merge.kept_id },
        person: merge.kept_id,
        also: [{ type: 'person', id: merge.merged_id }],
        detail: { merged: merge.merged, from: merge.kept },
      },
      ...happened,
    )
  },
  // Its check that no more are booked than there are places.
  { session_check2: PLACE_TAKEN },
)
