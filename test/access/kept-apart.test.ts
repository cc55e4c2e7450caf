import type { FastifyInstance } from 'fastify'
import { beforeAll, describe, expect, it } from 'vitest'
import { modules } from '../../src/app'
import { may, ROLES, type Role } from '../../src/platform/access'
import type { Ctx } from '../../src/platform/command'
import type { Route } from '../../src/platform/http/ask'
import { addressesOf } from '../builders/addresses'
import { type Borough, buildBorough, MARK, staffOf } from '../builders/borough'
import { cookieOf, openSite } from '../site'
import { newWorld, type World } from '../world'
import { nameOf, visit } from './visit'

const routes = modules.flatMap((module) => module.routes)
/** The region's officers have no seat in an alliance. */
const SEATS = ROLES.filter((role) => role !== 'region')
const [ALLOWED, OTHERS] = [true, false].map((sees) =>
  SEATS.filter((role) => may(seatOf(role), 'person.see-restricted') === sees),
) as [Role[], Role[]]

function seatOf(role: Role) {
  return { kind: 'account', name: role, roles: [role], accountId: null, personId: null, partnerId: null } as const
}

let world: World
let borough: Borough
let app: FastifyInstance

beforeAll(async () => {
  // The first references stand as examples on forms.
  await buildBorough(await newWorld(), 'Other')
  world = await newWorld()
  borough = await buildBorough(world)
  app = (await openSite(world)).app
  const apart = { alliance_id: world.allianceId, person_id: borough.ids.person, why: 'Test', since: new Date() }
  await world.db.transaction(world.system, (tx) => tx.insertInto('restricted_person').values(apart).execute())
})

/** What gives the person away: their whole name, their address to write to, and their reference where it was not asked for. */
const gaveAway = (body: string, asked: string): string[] =>
  [
    `Ada ${MARK}`,
    `ada@${MARK.toLowerCase()}.example`,
    ...(asked.includes(borough.refs.person) ? [] : [borough.refs.person]),
  ].filter((word) => body.includes(word))

const knock = async (ctx: Ctx, method: Route['method'], path: string) =>
  visit(app, { slug: world.slug, method, path, cookies: await cookieOf(ctx) })

const wrongAt = async (ctx: Ctx, route: Route, path: string): Promise<string[]> => {
  const answer = await knock(ctx, route.method, path)
  const words = gaveAway(answer.body, path)
  return words.length > 0 || answer.statusCode >= 500 ? [`${nameOf(route)} gave ${answer.statusCode} ${words.join(', ')}`] : []
}

/** A route's addresses, and for a list also what it shows when asked for the person, on screen and as a spreadsheet. */
const pathsOf = (route: Route): string[] => {
  const plain = addressesOf(route, borough)
  if (route.method !== 'GET' || route.path.includes(':')) return [...plain]
  return plain.flatMap((path) => [path, `${path}?q=${MARK}`, `${path}?format=csv`, `${path}?person=${borough.refs.person}`])
}

describe('someone whose record is kept apart, over every route', () => {
  it.each([...OTHERS])('shows to a %s as nobody, on every page, list, spreadsheet and button', async (role) => {
    const ctx = await staffOf(world, borough, role)
    const wrong: string[] = []
    for (const route of routes.filter(({ action, live }) => may(ctx.actor, action) && !live))
      for (const path of pathsOf(route)) wrong.push(...(await wrongAt(ctx, route, path)))
    expect(wrong).toEqual([])
  })

  it('shows to nobody who is not signed in', async () => {
    const wrong: string[] = []
    for (const route of routes.filter(({ action, live }) => may(world.public.actor, action) && !live))
      for (const path of pathsOf(route)) wrong.push(...(await wrongAt(world.public, route, path)))
    expect(wrong).toEqual([])
  })

  it.each([...ALLOWED])('a %s finds and opens them, and it is written down', async (role) => {
    const ctx = await staffOf(world, borough, role)
    const page = await knock(ctx, 'GET', `/people/${borough.refs.person}`)
    expect(page.body).toContain(`Ada ${MARK}`)
    const events = await world.db.transaction(world.system, (tx) =>
      tx.selectFrom('event').select('account_id').where('action', '=', 'person.read-restricted').execute(),
    )
    expect(events.map(({ account_id }) => account_id)).toContain(ctx.actor.accountId)
  })
})
