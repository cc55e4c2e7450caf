import { sql } from 'kysely'
import type { Work } from '#platform/command'
import { change, keyed, type Merge } from './move-links'
import { deleteRow, type Row, rowsWhere } from './steps'

/** Whoever stopped our texts to a number stopped them for good: known under either record, it holds for the number of the other. */
export const heedStops = async (merge: Merge, { alliance_id, id }: Row): Promise<void> => {
  const theirs = { alliance_id, person_id: id }
  for (const stop of await rowsWhere(merge.tx, 'stopped_number', theirs)) {
    const [phone] = await rowsWhere(merge.tx, 'person_phone', { ...theirs, number: stop.number })
    if (!phone) continue
    await change(merge, 'person_phone', phone, { texts_stopped_at: phone.texts_stopped_at ?? stop.texts_stopped_at })
    await deleteRow(merge.tx, 'stopped_number', keyed(merge, 'stopped_number', stop))
    merge.steps.push({ what: 'removed', in_table: 'stopped_number', row_key: null, was: stop, became: null })
  }
}

/** The numbers of the one that takes our texts: a STOP the merge had found for them is over, since they were marked as working. */
export const workingSince = async ({ tx, allianceId }: Work, keptId: string): Promise<ReadonlySet<unknown>> => {
  const rows = await tx
    .selectFrom('person_phone')
    .select('number')
    .where('alliance_id', '=', allianceId)
    .where('person_id', '=', keptId)
    .where('texts_stopped_at', 'is', null)
    .execute()
  return new Set(rows.map(({ number }) => number))
}

/** Puts a kept STOP back where the merge found it. It may be there again: kept anew when a plan of the one changed. */
export const stopBack = async ({ tx }: Work, stop: Row): Promise<void> => {
  await sql`insert into stopped_number select (jsonb_populate_record(null::stopped_number, ${JSON.stringify(stop)}::jsonb)).*
    on conflict do nothing`.execute(tx)
}

/** Stopped while the two were one, a number of both takes no texts under either: only its owner can say which of them it is. */
export const stopForBoth = async ({ tx, allianceId }: Work, people: readonly string[], since: Date): Promise<void> => {
  await sql`
    update person_phone t set texts_stopped_at = said.at
    from (
      select number, max(texts_stopped_at) as at
      from (select alliance_id, person_id, number, texts_stopped_at from person_phone
        union all select alliance_id, person_id, number, texts_stopped_at from stopped_number) s
      where s.alliance_id = ${allianceId} and s.person_id = any(${people}::uuid[]) and s.texts_stopped_at > ${since}
      group by number) said
    where t.alliance_id = ${allianceId} and t.person_id = any(${people}::uuid[]) and t.number = said.number
      and t.texts_stopped_at is null`.execute(tx)
}
