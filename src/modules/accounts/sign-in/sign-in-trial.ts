import { notifications } from '#modules/notifications'
import type { Role } from '#platform/access'
import { newId } from '#platform/ids'
import { runJobs } from '#test/jobs'
import { cookieOf, type Site } from '#test/site'
import type { World } from '#test/world'
import { accounts } from '../index'

export const MAX = 'max@example.org'

/** An account made behind the program's back, for Max unless told. */
export const withAccount = async (
  world: World,
  more: { persona?: string; email?: string; role?: Role } = {},
): Promise<string> => {
  const id = newId()
  const { role = 'helpline', email = MAX, ...rest } = more
  await world.db.transaction({ allianceId: world.allianceId }, async (tx) => {
    await tx
      .insertInto('account')
      .values({ alliance_id: world.allianceId, id, name: 'Max', email, ...rest })
      .execute()
    await tx.insertInto('account_role').values({ alliance_id: world.allianceId, account_id: id, role }).execute()
  })
  return id
}

/** Looks into the world's alliance. */
export const inWorld = <T>(world: World, work: Parameters<World['db']['transaction']>[1]): Promise<T> =>
  world.db.transaction({ allianceId: world.allianceId }, work) as Promise<T>

/** Asks for a code as a browser would, does the queued work, and reads the newest email. */
export const askForCode = async (world: World, site: Site, email = MAX): Promise<string | undefined> => {
  await site.post(world.public, '/sign-in', { email })
  await runJobs(world, [accounts, notifications])
  const messages = await inWorld<{ body: string }[]>(world, (tx) =>
    tx.selectFrom('message').select('body').where('address', '=', email.toLowerCase()).orderBy('id', 'desc').execute(),
  )
  return /\b\d{6}\b/.exec(messages[0]?.body ?? '')?.[0]
}

/** The sign-in cookie an answer gives, if it does. */
export const cookieFrom = (answer: Awaited<ReturnType<Site['get']>>) => answer.cookies.find(({ name }) => name === 'digiknow')

/** Types a code in, as Max. */
export const enter = (world: World, site: Site, code: string, more: Record<string, string> = {}) =>
  site.post(world.public, '/sign-in/code', { email: MAX, code, ...more })

/** How a page answers to this cookie. */
export const opens = async (world: World, site: Site, token: string, path = '/people'): Promise<number> =>
  (await site.app.inject({ url: `/${world.slug}${path}`, cookies: { digiknow: token } })).statusCode

/** The cookie of a sign-in that is there already. */
export const tokenFor = async (world: World, accountId: string): Promise<string> => {
  const cookies = await cookieOf({ ...world.public, actor: { ...world.public.actor, accountId } })
  return cookies.digiknow ?? ''
}

/** A code that is not this one. */
export const another = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0')
