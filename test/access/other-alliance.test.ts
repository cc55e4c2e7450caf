import type { FastifyInstance } from 'fastify'
import { beforeAll, describe, expect, it } from 'vitest'
import { modules } from '../../src/app'
import { may, ROLES } from '../../src/platform/access'
import type { Ctx } from '../../src/platform/command'
import type { Route } from '../../src/platform/http/ask'
import { addressOf, namesRecord } from '../builders/addresses'
import { type Borough, buildBorough, MARK, staffOf } from '../builders/borough'
import { cookieOf, openSite } from '../site'
import { newWorld, type World } from '../world'
import { countRows, nameOf, visit } from './visit'

// What stays open is told of apart, in platform/http/live.test.ts.
const routes = modules.flatMap((module) => module.routes).filter(({ live }) => !live)
const everything = ROLES.filter((role) => role !== 'region')

let ours: World
let theirs: World
let borough: Borough
let app: FastifyInstance
let stranger: Ctx

beforeAll(async () => {
  ours = await newWorld()
  theirs = await newWorld()
  borough = await buildBorough(ours)
  app = (await openSite(ours)).app
  stranger = await theirs.as(...everything)
})

/** Their own staff, with every role, asking their own alliance for our record. */
const asStranger = async (route: Route, path: string, fields = {}) =>
  visit(app, { slug: theirs.slug, method: route.method, path, fields, cookies: await cookieOf(stranger) })

/** What is wrong with an answer about our record, in words; nothing when it is a plain "not here". */
const wrongWith = async (route: Route): Promise<string[]> => {
  const answer = await asStranger(route, addressOf(route, borough))
  // A button is read before its record is looked up: unreadable is as good an answer as not found.
  const fine = route.method === 'POST' ? [404, 422] : [404]
  const lost = !namesRecord(route) || !may(stranger.actor, route.action) || fine.includes(answer.statusCode)
  const gave = `${nameOf(route)} gave ${answer.statusCode}`
  return [
    ...(answer.body.includes(MARK) ? [`${nameOf(route)} shows our words`] : []),
    ...(lost && answer.statusCode < 500 ? [] : [gave]),
  ]
}

/** Lists and forms asked with what is ours in their query. What they were asked for they may repeat, and no more. */
const shownFor = async (route: Route, name: string, value: string): Promise<string[]> => {
  const query = `?${new URLSearchParams({ [name]: value })}`
  const answer = await asStranger(route, route.path + query)
  const told = value === MARK ? borough.refs.person : MARK
  const wrong = answer.body.includes(told) || answer.statusCode >= 500
  return wrong ? [`${route.path}${query} gave ${answer.statusCode}${answer.body.includes(told) ? ' and our words' : ''}`] : []
}

describe('the other alliance', () => {
  it('asked for our records by our references it finds nothing, and shows not a word of them', async () => {
    const before = await countRows(ours)
    const wrong: string[] = []
    for (const route of routes) wrong.push(...(await wrongWith(route)))
    expect(wrong).toEqual([])
    expect(await countRows(ours)).toEqual(before)
  })

  it('its lists, forms and spreadsheets hold none of our records', async () => {
    const { refs, ids } = borough
    const asked = {
      q: MARK,
      format: 'csv',
      person: refs.person,
      request: refs.request,
      device: refs.device,
      place: ids.place,
      partner: ids.partner,
    }
    const wrong: string[] = []
    for (const route of routes.filter(({ method, path }) => method === 'GET' && !path.includes(':')))
      for (const [name, value] of Object.entries(asked)) wrong.push(...(await shownFor(route, name, value)))
    expect(wrong).toEqual([])
  })

  it('our sign-in counts for nothing there', async () => {
    const cookies = await cookieOf(await staffOf(ours, borough, ...everything))
    const wrong: string[] = []
    for (const route of routes.filter(({ action }) => !may(theirs.public.actor, action))) {
      const answer = await visit(app, { slug: theirs.slug, method: route.method, path: addressOf(route, borough), cookies })
      if (answer.statusCode !== 303 || !String(answer.headers.location).includes('/sign-in?next='))
        wrong.push(`${nameOf(route)} gave ${answer.statusCode}`)
    }
    expect(wrong).toEqual([])
  })
})
