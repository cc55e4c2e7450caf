import type { z } from 'zod'
import { accountRows, closeAccount, inviteAccount, inviteForm, linkAccount, rightsForm, setRoles } from '#modules/accounts'
import { ROLES, systemActor } from '#platform/access'
import { systemClock } from '#platform/clock'
import type { Ctx } from '#platform/command'
import type { Outcome } from '#platform/outcome'
import type { Opened } from './open'
import { CommandRefused } from './refused'

/** What was typed, read by the same schema as the form on screen. Throws CommandRefused with each thing to put right. */
export const readTyped = <T>(schema: z.ZodType<T>, typed: unknown): T => {
  const read = schema.safeParse(typed)
  if (read.success) return read.data
  throw new CommandRefused(read.error.issues.map(({ message }) => message).join('. '))
}

/** The value of a thing done; throws CommandRefused with the reason of a thing refused. */
export const orRefuse = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new CommandRefused(outcome.says)
  return outcome.value
}

type House = Pick<Opened, 'db'>

/** The system, in the alliance of that short name. */
export const systemIn = async ({ db }: House, slug: string): Promise<Ctx> => {
  const { rows } = await db.pool.query<{ id: string }>('select id from alliance where slug = $1', [slug])
  const [alliance] = rows
  if (!alliance) throw new CommandRefused(`There is no alliance with the short name ${slug}`)
  return { db, allianceId: alliance.id, actor: systemActor, clock: systemClock }
}

const readAll = (ctx: Ctx) =>
  ctx.db.transaction({ allianceId: ctx.allianceId, readOnly: true }, (tx) =>
    accountRows(tx, ctx.allianceId).orderBy('account.name').execute(),
  )

const accountBy = async (ctx: Ctx, email: string): Promise<string> => {
  const found = (await readAll(ctx)).find((account) => account.email === email.trim().toLowerCase())
  if (!found) throw new CommandRefused(`There is no account with the email address ${email}`)
  return found.id
}

const partnerBy = async (ctx: Ctx, name: string | undefined): Promise<string> => {
  if (!name) return ''
  const found = await ctx.db.transaction({ allianceId: ctx.allianceId, readOnly: true }, (tx) =>
    tx
      .selectFrom('partner')
      .select(['id', 'name'])
      .where('alliance_id', '=', ctx.allianceId)
      .execute()
      .then((partners) => partners.find((partner) => partner.name.toLowerCase() === name.toLowerCase())),
  )
  if (!found) throw new CommandRefused(`There is no partner called ${name}`)
  return found.id
}

export interface UserRights {
  readonly alliance: string
  readonly roles: readonly string[]
  /** The reference of the person a champion is. */
  readonly person?: string | undefined
  /** The name of the partner a partner speaks for. */
  readonly partner?: string | undefined
}

export interface NewUser extends UserRights {
  readonly name: string
  /** Where people reach this installation, for the address in the email: "https://help.example.org". */
  readonly origin: string
}

const typedRights = async (ctx: Ctx, { roles, person, partner }: UserRights) => {
  const unknown = roles.filter((role) => !(ROLES as readonly string[]).includes(role))
  if (unknown.length > 0) throw new CommandRefused(`There is no role ${unknown.join(', ')}. The roles are: ${ROLES.join(', ')}`)
  return { roles: [...roles], person: person ?? '', partner: await partnerBy(ctx, partner) }
}

/** `digiknow user add EMAIL --name NAME --role ROLE … --alliance SLUG [--person P-1001] [--partner NAME]`: gives what to say. */
export const addUser = async (house: House, email: string, user: NewUser): Promise<string> => {
  const ctx = await systemIn(house, user.alliance)
  const invitation = readTyped(inviteForm, { name: user.name, email, ...(await typedRights(ctx, user)) })
  const site = `${user.origin}/${user.alliance}`
  orRefuse(await inviteAccount(ctx, { ...invitation, site }))
  return `${invitation.name} can sign in at ${site}/sign-in with ${invitation.email}`
}

/** `digiknow user roles EMAIL --role ROLE … --alliance SLUG`: the roles given take the place of those before. */
export const setUserRoles = async (house: House, email: string, rights: UserRights): Promise<string> => {
  const ctx = await systemIn(house, rights.alliance)
  const typed = readTyped(rightsForm, await typedRights(ctx, rights))
  orRefuse(await setRoles(ctx, { ...typed, account: await accountBy(ctx, email) }))
  return `${email} may now act as: ${typed.roles.join(', ')}`
}

/** `digiknow user link EMAIL --alliance SLUG`: a link that signs in once, within a day. */
export const linkUser = async (house: House, email: string, { alliance, origin }: { alliance: string; origin: string }) => {
  const ctx = await systemIn(house, alliance)
  const { path } = orRefuse(await linkAccount(ctx, { account: await accountBy(ctx, email) }))
  return `${origin}/${alliance}${path}`
}

/** `digiknow user close EMAIL --alliance SLUG` */
export const closeUser = async (house: House, email: string, { alliance }: { alliance: string }): Promise<string> => {
  const ctx = await systemIn(house, alliance)
  orRefuse(await closeAccount(ctx, { account: await accountBy(ctx, email) }))
  return `${email} cannot sign in any more`
}

/** `digiknow user list --alliance SLUG`: a line each. */
export const listUsers = async (house: House, { alliance }: { alliance: string }): Promise<string> => {
  const rows = await readAll(await systemIn(house, alliance))
  return rows
    .map(({ email, name, roles, closed_at }) => [email, name, roles.join(', '), ...(closed_at ? ['closed'] : [])].join('\t'))
    .join('\n')
}
