import { sql } from 'kysely'
import { notifyMany } from '#modules/notifications'
import { modules } from '../../src/app'
import { systemActor } from '../../src/platform/access'
import { systemClock } from '../../src/platform/clock'
import { type Ctx, command } from '../../src/platform/command'
import type { Database } from '../../src/platform/db'
import { done } from '../../src/platform/outcome'
import { openSeal, seal } from '../../src/platform/sealed'
import type { FakeNotify } from '../../test/fake-notify/index'

/** Seals the fake's key here and opens it in the program: nobody else's. */
const SECRET_KEY = 'only for made-up keys of a fake on this machine'

/** What the program has to know to send to the fake. */
export const environmentOf = (fake: FakeNotify): Readonly<Record<string, string>> => ({ NOTIFY_URL: fake.url, SECRET_KEY })

/** Texts by the fake, at any hour, as many in a day as there are. */
export const setWays = (db: Database, allianceId: string, fake: FakeNotify): Promise<unknown> => {
  openSeal({ secretKey: SECRET_KEY, dataDir: '' })
  return db.transaction({ allianceId }, (tx) =>
    tx
      .insertInto('message_ways')
      .values({
        ...{ alliance_id: allianceId, text_by: 'notify', notify_text_template: fake.templates.sms.id, changed_at: new Date() },
        ...{ notify_key_sealed: seal(fake.keys.live), notify_service: fake.keys.live.slice(5, 41) },
        ...{ quiet_from: '00:00', quiet_until: '00:00', quiet_rest_days: false, daily_cap: 1_000_000 },
      })
      .execute(),
  )
}

/** So many people, each with a mobile of their own. The first thousand numbers are left to Notify's simulator. */
export const addPeople = (db: Database, allianceId: string, many: number): Promise<void> =>
  db.transaction({ allianceId }, async (tx) => {
    await sql`insert into person (alliance_id, id, name, ways, created_on)
      select ${allianceId}, md5('texted' || i)::uuid, 'Person ' || i, '{text}', current_date from generate_series(1, ${many}::int) i`.execute(
      tx,
    )
    await sql`insert into person_phone (alliance_id, person_id, number)
      select ${allianceId}, md5('texted' || i)::uuid, '+4477009' || lpad((1000 + i)::text, 5, '0') from generate_series(1, ${many}::int) i`.execute(
      tx,
    )
  })

const AT_ONCE = 500

const dueSoon = modules.flatMap(({ templates }) => templates ?? []).find(({ name }) => name === 'loan-due-soon')

const oweSome = command('message.send', async (work, people: readonly string[]) => {
  if (!dueSoon) throw new Error('there is no reminder to send')
  const facts = { personalisation: { device: 'tablet', due: '12 December 2025' }, template: dueSoon }
  const notices = people.map((to) => ({ to, about: { type: 'person', id: to }, cause: `bench ${to}`, ...facts }))
  return done(await notifyMany(work, notices))
})

/** Owes each of these people a reminder, as any module does; they wait in the database until the program runs. */
export const oweReminders = async (db: Database, allianceId: string): Promise<number> => {
  const ctx: Ctx = { db, allianceId, actor: systemActor, clock: systemClock }
  const people = await db.transaction({ allianceId, readOnly: true }, (tx) =>
    tx.selectFrom('person').select('id').where('alliance_id', '=', allianceId).execute(),
  )
  for (let at = 0; at < people.length; at += AT_ONCE) {
    const owed = await oweSome(
      ctx,
      people.slice(at, at + AT_ONCE).map(({ id }) => id),
    )
    if (!owed.ok) throw new Error(owed.says)
  }
  return people.length
}
