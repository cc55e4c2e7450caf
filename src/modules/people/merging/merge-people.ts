import { sql } from 'kysely'
import { command, type Work } from '#platform/command'
import { newId } from '#platform/ids'
import { done, type Outcome, type Refusal, refuse } from '#platform/outcome'
import { seeingAll } from '#platform/seeing-all'
import { pairMoves } from '../duplicates/pair.moves'
import { notTheirs } from '../duplicates/theirs-to-settle'
import { dropTokens } from '../finding/person-tokens'
import { refreshTokens } from '../finding/refresh-tokens'
import { readCatalogue } from './catalogue'
import { joined } from './facts'
import { heedStops } from './heed-stops'
import { heedWithdrawals } from './heed-withdrawals'
import type { Choices } from './join-rows'
import { readTwo } from './merge.queries'
import { changePerson, type Merge, moveLinks } from './move-links'
import type { Row, Step } from './steps'
import { type Stops, saidByOne, stopForOne } from './what-one-says'

export interface MergePeople extends Stops {
  /** References: the record that stays, and the one that becomes part of it. */
  readonly kept: string
  readonly merged: string
  readonly choices: Choices
}

export interface MergedPeople {
  readonly id: string
  readonly kept: string
}

/** Both people, locked in one order, so that two who merge them at once take turns. */
const lockBoth = async ({ tx, allianceId }: Work, references: readonly string[]): Promise<Map<string, Row>> => {
  const { rows } = await sql<{ row: Row }>`
    select to_jsonb(person) as row from person
    where alliance_id = ${allianceId} and reference = any(${references.map((one) => one.toUpperCase())}::text[]) and erased_at is null
    order by id for update`.execute(tx)
  return new Map(rows.map(({ row }) => [String(row.reference), row]))
}

const cannot = (kept: Row | undefined, merged: Row | undefined): Refusal | null => {
  if (!kept || !merged) return refuse('not-found')
  if (kept.id === merged.id) return refuse('same-record', 'These are the same record. Choose another one.', 'merged')
  return kept.merged_into || merged.merged_into ? refuse('moved-on') : null
}

/** Some have hundreds of calls: one statement for all that was done. */
const keepSteps = async ({ tx, allianceId }: Work, mergeId: string, steps: readonly Step[]): Promise<void> => {
  const rows = steps.map((step, at) => ({ ...step, step: at }))
  await sql`insert into person_merge_step (alliance_id, merge_id, step, what, in_table, row_key, was, became)
    select ${allianceId}::uuid, ${mergeId}::uuid, n.step, n.what, n.in_table, n.row_key, n.was, n.became
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as n(step int, what text, in_table text, row_key jsonb, was jsonb, became jsonb)`.execute(tx)
}

const writeMerge = async (work: Work, kept: Row, merged: Row): Promise<string> => {
  const { tx, allianceId, at, actor } = work
  const id = newId(at)
  const both = { kept_id: String(kept.id), merged_id: String(merged.id) }
  await tx
    .insertInto('person_merge')
    .values({ alliance_id: allianceId, id, ...both, merged_at: at, merged_by: actor.accountId })
    .execute()
  await tx
    .updateTable('person')
    .set({ merged_into: both.kept_id })
    .where('alliance_id', '=', allianceId)
    .where('id', '=', both.merged_id)
    .execute()
  return id
}

/** The pair of the two is off the queue; every other pair of the merged record is found anew for the kept one. */
const settlePair = async ({ tx, allianceId, at, actor }: Work, kept: Row, merged: Row): Promise<void> => {
  const { from, to } = pairMoves.merge
  await tx
    .updateTable('person_pair')
    .set({ status: to, look_again_on: null, decided_at: at, decided_by: actor.accountId })
    .where('alliance_id', '=', allianceId)
    .where('status', 'in', from)
    .where('first_id', 'in', [String(kept.id), String(merged.id)])
    .where('second_id', 'in', [String(kept.id), String(merged.id)])
    .execute()
}

const IN_TWO_PLACES = refuse(
  'two-places',
  'As a champion they are booked in two places at one time, once in each record. Cancel one of the sessions first.',
)

/**
 * Makes one record of two, inside a command. Everything that hangs on the one hangs on the other from now on; what cannot stand
 * twice is joined; its reference leads to the kept record. All of it is noted, so that it can be taken back for 30 days. Refuses
 * `same-record`, `moved-on` (either was merged meanwhile).
 */
export const becomeOne = async (work: Work, input: MergePeople): Promise<Outcome<MergedPeople>> => {
  const { tx, allianceId } = work
  const people = await lockBoth(work, [input.kept, input.merged])
  const [kept, merged] = [people.get(input.kept.toUpperCase()), people.get(input.merged.toUpperCase())]
  const no = cannot(kept, merged)
  if (no || !kept || !merged) return no ?? refuse('not-found')
  const said = await saidByOne(tx, kept, merged, work.today)
  const id = await writeMerge(work, kept, merged)
  const merge: Merge = { tx, catalogue: await readCatalogue(tx), choices: input.choices, steps: [] }
  await seeingAll(tx, async () => {
    await moveLinks(merge, merged, kept)
    await heedWithdrawals(merge, kept)
    await heedStops(merge, kept)
  })
  await changePerson(merge, kept, joined(kept, merged, input.choices))
  await keepSteps(work, id, merge.steps)
  await dropTokens(tx, allianceId, [String(merged.id)])
  await refreshTokens(tx, allianceId, [String(kept.id)])
  await settlePair(work, kept, merged)
  const stopped = await stopForOne(work, input, String(kept.id), said)
  return done<MergedPeople>(
    { id, kept: String(kept.reference) },
    {
      about: { type: 'person', id: String(kept.id) },
      person: String(kept.id),
      also: [{ type: 'person', id: String(merged.id) }],
      detail: { merged: String(merged.reference), into: String(kept.reference), records: merge.steps.length },
    },
    ...stopped,
  )
}

const CHOOSE_PLAN = refuse('choose-plan', 'Choose which safe contact plan is right', 'safe_contact_plan')

/** Makes one record of two. Refuses as above, `choose-plan` where their safe contact plans differ and none was chosen, `two-places`, and `coordinators`. */
export const mergePeople = command(
  'person.merge',
  async (work, input: MergePeople) => {
    const two = await readTwo(work.tx, work.allianceId, input.kept, input.merged)
    const no = two && (await notTheirs(work.tx, work, [String(two.kept.id), String(two.merged.id)]))
    if (no) return no
    return two?.plans && !input.choices.safe_contact_plan ? CHOOSE_PLAN : becomeOne(work, input)
  },
  { champion_in_one_place: IN_TWO_PLACES },
)
