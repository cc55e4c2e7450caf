import { sql } from 'kysely'
import { tellStaff } from '#modules/notifications'
import { guardians } from '#platform/access'
import type { Ctx } from '#platform/command'
import type { Tx } from '#platform/db'
import { newId } from '#platform/ids'
import { doublesOf } from './candidates'
import { commonnessOf, describedPeople } from './described'
import { OFFERED_AT } from './likely-people'
import { weigh } from './weigh'

/** People looked at in one transaction: short enough that nobody waits for it. */
const AT_ONCE = 200

interface Pair {
  readonly first: string
  readonly second: string
  readonly likelihood: number
  readonly reasons: readonly string[]
}

/** Takes the next people nobody has looked at yet; another process takes others. */
const takeDue = async (tx: Tx, allianceId: string): Promise<string[]> => {
  const { rows } = await sql<{ person_id: string }>`
    delete from likeness_due where (alliance_id, person_id) in (
      select alliance_id, person_id from likeness_due where alliance_id = ${allianceId}
      order by person_id limit ${AT_ONCE} for update skip locked)
    returning person_id`.execute(tx)
  return rows.map((row) => row.person_id)
}

const weighAll = async (tx: Tx, allianceId: string, due: readonly string[]): Promise<Pair[]> => {
  const found = await doublesOf(tx, allianceId, due)
  const known = await describedPeople(tx, allianceId, [...new Set(found.flatMap(({ who, id }) => [who, id]))])
  const common = await commonnessOf(tx, allianceId, [...known.values()])
  return found.flatMap(({ who, id }) => {
    const [one, other] = [known.get(who), known.get(id)]
    if (!one || !other) return []
    const { likelihood, reasons } = weigh(one, other, common)
    const [first, second] = who < id ? [who, id] : [id, who]
    return likelihood >= OFFERED_AT ? [{ first, second, likelihood, reasons }] : []
  })
}

/**
 * Offers pairs for review. What a coordinator said of two stays said; what is no longer likely, since a record was put right, is
 * taken off the queue; and who was told apart from a record stays apart from the one it was made part of.
 */
const offer = async (tx: Tx, allianceId: string, due: readonly string[], pairs: readonly Pair[], at: Date): Promise<void> => {
  const made = [...new Map(pairs.map((pair) => [`${pair.first} ${pair.second}`, pair])).values()]
  const rows = made.map(({ reasons, ...pair }) => ({ ...pair, reasons: [...reasons], id: newId(at) }))
  await sql`
    delete from person_pair where alliance_id = ${allianceId} and status = 'offered'
      and (first_id = any(${due}::uuid[]) or second_id = any(${due}::uuid[]))`.execute(tx)
  await sql`
    insert into person_pair (alliance_id, id, first_id, second_id, likelihood, reasons, status, found_at)
    select ${allianceId}::uuid, n.id, n.first, n.second, n.likelihood, n.reasons, 'offered', ${at}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n(id uuid, first uuid, second uuid, likelihood float8, reasons text[])
    where not exists (
      select from person_pair said
      join person one on one.alliance_id = said.alliance_id and one.id = said.first_id
      join person other on other.alliance_id = said.alliance_id and other.id = said.second_id
      where said.alliance_id = ${allianceId} and said.status = 'apart'
        and coalesce(one.merged_into, one.id) in (n.first, n.second) and coalesce(other.merged_into, other.id) in (n.first, n.second)
        and coalesce(one.merged_into, one.id) <> coalesce(other.merged_into, other.id))
    on conflict (alliance_id, first_id, second_id)
      do update set likelihood = excluded.likelihood, reasons = excluded.reasons where person_pair.status = 'later'`.execute(tx)
}

/** Whoever else is at the desk cannot see both: those who may are told, by no name, once for each two. */
const tellOfApart = async (tx: Tx, { allianceId, clock }: Ctx, due: readonly string[]): Promise<void> => {
  const { rows } = await sql<{ id: string; two: string }>`
    select pair.id, pair.first_id || ' ' || pair.second_id as two from person_pair pair
    where pair.alliance_id = ${allianceId} and pair.status = 'offered'
      and (pair.first_id = any(${due}::uuid[]) or pair.second_id = any(${due}::uuid[]))
      and exists (select from restricted_person k
        where k.alliance_id = pair.alliance_id and k.person_id in (pair.first_id, pair.second_id))`.execute(tx)
  const words =
    'Someone whose record is kept apart may be here twice: they may have asked for help again. Look at the two records'
  for (const { id, two } of rows)
    for (const role of guardians)
      await tellStaff(
        { tx, allianceId, at: clock.now() },
        { to: { role }, about: { type: 'pair', id }, words, path: '/duplicates', cause: `twice ${two}` },
      )
}

/** Looks for doubles of those who are new or changed, some at a time, until none is left. Gives how many were looked at. */
export const lookForDuplicates = async (ctx: Ctx): Promise<number> => {
  let looked = 0
  for (;;) {
    const count = await ctx.db.transaction(ctx, async (tx) => {
      const due = await takeDue(tx, ctx.allianceId)
      if (due.length === 0) return 0
      await offer(tx, ctx.allianceId, due, await weighAll(tx, ctx.allianceId, due), ctx.clock.now())
      await tellOfApart(tx, ctx, due)
      return due.length
    })
    looked += count
    if (count < AT_ONCE) return looked
  }
}
