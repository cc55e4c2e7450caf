import { systemActor } from '#platform/access'
import { type Clock, systemClock } from '#platform/clock'
import type { Ctx } from '#platform/command'
import type { Database } from '#platform/db'
import { accountRows } from './account.queries'
import { linkAccount } from './link-account'

interface Named {
  readonly id: string
  readonly slug: string
  readonly name: string
}

const alliancesOf = async (db: Database): Promise<Named[]> => {
  const { rows } = await db.pool.query<Named>('select id, slug, name from alliance order by is_region, name')
  return rows
}

/** The administrators who are real people. */
const adminsOf = async ({ db, allianceId }: Ctx) => {
  const rows = await db.transaction({ allianceId, readOnly: true }, (tx) =>
    accountRows(tx, allianceId)
      .where('account.closed_at', 'is', null)
      .where('account.persona', 'is', null)
      .orderBy('account.created_at')
      .execute(),
  )
  return rows.filter(({ roles }) => roles.includes('admin'))
}

const linesFor = async (ctx: Ctx, { slug, name }: Named, origin: string): Promise<string[]> => {
  const admins = await adminsOf(ctx)
  if (admins.some(({ signed_in_at }) => signed_in_at)) return []
  const [first] = admins
  if (!first)
    return [`${name} has no administrator. Make one: digiknow user add EMAIL --name "THEIR NAME" --role admin --alliance ${slug}`]
  const link = await linkAccount(ctx, { account: first.id })
  return link.ok
    ? [`${name}: ${first.name}, the first administrator, signs in once, within a day, at:`, `${origin}/${slug}${link.value.path}`]
    : []
}

/** Outside the demonstration: for each alliance whose administrator has never signed in, a one-time link on the console. */
export const printFirstAdminLink = async (
  db: Database,
  origin: string,
  say: (line: string) => void,
  clock: Clock = systemClock,
): Promise<void> => {
  const alliances = await alliancesOf(db)
  if (alliances.length === 0)
    say('There is no alliance yet. Make one: digiknow alliance add SLUG --name "NAME" --borough "BOROUGH"')
  for (const alliance of alliances) {
    const lines = await linesFor({ db, allianceId: alliance.id, actor: systemActor, clock }, alliance, origin)
    for (const line of lines) say(line)
  }
}

/** Outside the demonstration: ends the sign-ins of personas left in the database by one. */
export const endPersonaSignIns = async (db: Database, clock: Clock = systemClock): Promise<void> => {
  for (const { id: allianceId } of await alliancesOf(db))
    await db.transaction({ allianceId }, (tx) =>
      tx
        .updateTable('sign_in')
        .from('account')
        .set({ ended_at: clock.now() })
        .where('sign_in.alliance_id', '=', allianceId)
        .where('sign_in.ended_at', 'is', null)
        .whereRef('account.alliance_id', '=', 'sign_in.alliance_id')
        .whereRef('account.id', '=', 'sign_in.account_id')
        .where('account.persona', 'is not', null)
        .execute(),
    )
}
