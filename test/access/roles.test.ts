import type { FastifyInstance } from 'fastify'
import { beforeAll, describe, expect, it } from 'vitest'
import { modules } from '../../src/app'
import { may, ROLES, type Role } from '../../src/platform/access'
import type { Ctx } from '../../src/platform/command'
import type { Route } from '../../src/platform/http/ask'
import { addressOf } from '../builders/addresses'
import { type Borough, buildBorough, staffOf } from '../builders/borough'
import { openSite } from '../site'
import { newWorld, type World } from '../world'
import { countRows, nameOf, signedIn, visit } from './visit'

// What stays open is told of apart, in platform/http/live.test.ts.
const routes = modules.flatMap((module) => module.routes).filter(({ live }) => !live)
const guarded = (ctx: Ctx): Route[] => routes.filter(({ action }) => !may(ctx.actor, action))

let world: World
let region: World
let borough: Borough
let app: FastifyInstance

beforeAll(async () => {
  region = await newWorld({ is_region: true })
  world = await newWorld({ region_id: region.allianceId })
  borough = await buildBorough(world)
  app = (await openSite(world)).app
})

const knock = async (ctx: Ctx, route: Route, where = world) =>
  visit(app, { slug: where.slug, method: route.method, path: addressOf(route, borough), cookies: await signedIn(ctx) })

describe('every route and every role', () => {
  it('there are routes, and each address names records we know', () => {
    expect(routes.length).toBeGreaterThan(5)
    for (const route of routes) expect(addressOf(route, borough)).not.toContain(':')
  })

  it('no address is given out twice', () => {
    const names = routes.map(nameOf)
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
  })

  it.each(ROLES)('a %s who may not is refused with a page that says so, and nothing is written', async (role: Role) => {
    const ctx = await staffOf(world, borough, role)
    const before = await countRows(world)
    const wrong: string[] = []
    for (const route of guarded(ctx)) {
      const answer = await knock(ctx, route)
      if (answer.statusCode !== 403) wrong.push(`${nameOf(route)} gave ${answer.statusCode}`)
      if (!answer.body.includes('Your role does not let you do this')) wrong.push(`${nameOf(route)} does not say why`)
    }
    expect(wrong).toEqual([])
    expect(await countRows(world)).toEqual(before)
  })

  it('nobody signed in is sent to sign in, and nothing is written', async () => {
    const before = await countRows(world)
    const wrong: string[] = []
    for (const route of guarded(world.public)) {
      const answer = await knock(world.public, route)
      const sent = String(answer.headers.location)
      if (answer.statusCode !== 303 || !sent.startsWith(`/${world.slug}/sign-in?next=`))
        wrong.push(`${nameOf(route)} gave ${answer.statusCode} ${sent}`)
    }
    expect(wrong).toEqual([])
    expect(await countRows(world)).toEqual(before)
  })

  it.each(ROLES)('a %s who may is let in: no refusal for the role, no fault', async (role: Role) => {
    // A region officer's seat is in the region.
    const seat = role === 'region' ? region : world
    const ctx = role === 'region' ? await region.as(role) : await staffOf(world, borough, role)
    const open = routes.filter(({ action }) => may(ctx.actor, action))
    const wrong: string[] = []
    for (const route of open.toSorted((one, other) => one.method.localeCompare(other.method))) {
      const answer = await knock(ctx, route, seat)
      if (answer.statusCode === 403 || answer.statusCode >= 500) wrong.push(`${nameOf(route)} gave ${answer.statusCode}`)
    }
    expect(wrong).toEqual([])
  })
})
