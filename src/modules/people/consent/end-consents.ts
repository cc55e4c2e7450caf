import { sql } from 'kysely'
import { today } from '#platform/clock'
import { command } from '#platform/command'
import type { Tx } from '#platform/db'
import { eachInTurn } from '#platform/each'
import type { ConsentWithdrawn, Job } from '#platform/module'
import { done, type Happened, refuse } from '#platform/outcome'

interface Over {
  readonly person_id: string
  readonly id: string
  readonly ends_on: string
}

/** Whose last word on our keeping their details was a day that is past, and nothing was stopped for it yet: everybody's, or one person's. */
const overSince = async (tx: Tx, allianceId: string, day: string, person?: string): Promise<Over[]> => {
  const { rows } = await sql<Over>`
    select distinct on (c.person_id) c.person_id, c.id, c.ends_on from consent c
    where c.alliance_id = ${allianceId} and c.purpose = 'hold' and c.withdrawn_at is null and c.ended_at is null and c.ends_on < ${day}
      ${person ? sql`and c.person_id = ${person}` : sql``}
      and not exists (
        select from consent o where o.alliance_id = c.alliance_id and o.person_id = c.person_id and o.purpose = 'hold' and o.id <> c.id
          and ((o.withdrawn_at is null and coalesce(o.ends_on, 'infinity') >= ${day}::date)
            or (o.withdrawn_at at time zone 'Europe/London')::date > c.ends_on))
    order by c.person_id, c.ends_on desc, c.id desc`.execute(tx)
  return rows
}

const holdPerson = (tx: Tx, allianceId: string, id: string) =>
  tx.selectFrom('person').select('id').where('alliance_id', '=', allianceId).where('id', '=', id).forUpdate().executeTakeFirst()

interface EndConsent {
  readonly personId: string
  /** What the modules stop: the house's `consentWithdrawn`. */
  readonly stops: readonly ConsentWithdrawn[]
}

/** They agreed until a day that is past: what hangs on it stops, as when they take it back. Refuses `moved-on` where it was done, or they agree again. */
export const endConsent = command('consent.end', async (work, { personId, stops }: EndConsent) => {
  const { tx, allianceId, at, today } = work
  // Two who look at one moment take turns.
  await holdPerson(tx, allianceId, personId)
  const [over] = await overSince(tx, allianceId, today, personId)
  if (!over) return refuse('moved-on')
  await tx
    .updateTable('consent')
    .set({ ended_at: at })
    .where('alliance_id', '=', allianceId)
    .where('person_id', '=', personId)
    .where('purpose', '=', 'hold')
    .where('withdrawn_at', 'is', null)
    .where('ends_on', '<', today)
    .where('ended_at', 'is', null)
    .execute()
  const stopped: Happened[] = []
  for (const stop of stops)
    stopped.push(...(await stop(work, { person: personId, purpose: 'hold', partner: null, byItsDate: true })))
  const happened = {
    about: { type: 'consent', id: over.id },
    person: personId,
    detail: { purpose: 'hold', endsOn: over.ends_on },
  }
  return done(null, happened, ...stopped)
})

/** Looks every day for consents to keep somebody's details that ended by their date. Done twice, it does not matter. */
export const endConsents: Job = async (ctx, _payload, house) => {
  const day = today(ctx.clock)
  const over = await ctx.db.transaction({ ...ctx, readOnly: true }, (tx) => overSince(tx, ctx.allianceId, day))
  await eachInTurn(over, ({ person_id }) => endConsent(ctx, { personId: person_id, stops: house.consentWithdrawn }))
}
