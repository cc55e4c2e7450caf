import { request as httpRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { modules } from '../../src/app'
import { ROLES } from '../../src/platform/access'
import { countRows } from '../access/visit'
import { addressOf } from '../builders/addresses'
import { type Borough, buildBorough, staffOf } from '../builders/borough'
import { cookieOf, openSite, type Site } from '../site'
import { newWorld, type World } from '../world'

let world: World
let borough: Borough
let site: Site
let cookies: Record<string, string>
// Machines prove themselves another way: hook.test.ts.
const posts = modules.flatMap(({ routes }) => routes).filter(({ method, machine }) => method === 'POST' && !machine)
const kept = posts.filter(({ path }) => !path.startsWith('/sign-'))

beforeAll(async () => {
  world = await newWorld()
  borough = await buildBorough(world)
  site = await openSite(world)
  cookies = await cookieOf(await staffOf(world, borough, ...ROLES.filter((role) => role !== 'region')))
})

afterAll(() => site.app.close())

const send = (path: string, payload: string, headers: Record<string, string> = {}) =>
  site.app.inject({
    method: 'POST',
    url: `/${world.slug}${path}`,
    cookies,
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin', ...headers },
    payload,
  })

describe('every form, sent as no browser would', () => {
  it('from another website: refused, and nothing is written', async () => {
    const before = await countRows(world)
    const foreign = [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': '', origin: 'https://evil.example' },
    ]
    for (const route of posts)
      for (const headers of foreign) expect((await send(addressOf(route, borough), '', headers)).statusCode, route.path).toBe(403)
    expect(await countRows(world)).toEqual(before)
  })

  it.each([
    ['enormous', `name=${'x'.repeat(300_000)}`],
    ['of very many fields', Array.from({ length: 40_000 }, (_, at) => `f${at}=1`).join('&')],
  ])('%s: 413 with a plain page, and nothing is written', async (_name, payload) => {
    const before = await countRows(world)
    for (const route of kept.filter(({ upload }) => !upload)) {
      const answer = await send(addressOf(route, borough), payload)
      expect(answer.statusCode, route.path).toBe(413)
      expect(answer.body).toContain('What you sent is too big')
    }
    expect(await countRows(world)).toEqual(before)
  })

  it.each([
    [
      'lists where text belongs',
      'name=a&name=b&person=a&person=b&notes=a&notes=b&next=a&next=b&minutes=1&minutes=2&device=a&device=b',
    ],
    ['names that are part of every object', '__proto__=a&constructor=b&toString=c&hasOwnProperty=d&__proto__[x]=1'],
    ['brackets', 'name[a][b]=1&needs[]=x&needs[0][y]=z'],
    ['broken encoding', 'name=%E0%A4%A&notes=%FF%FE'],
    ['dates that do not exist', 'dueOn-day=31&dueOn-month=2&dueOn-year=2025&nextOn=2025-02-29&from=9999-99-99&date=0000-00-00'],
    ['numbers that are none', 'minutes=NaN&quantity=1e309&places=-1&headCount=٣&value=0x10&birthYear=20250'],
  ])('with %s: read or refused in words, never a fault', async (_name, payload) => {
    const wrong: string[] = []
    for (const route of kept) {
      const { statusCode } = await send(addressOf(route, borough), payload)
      if (statusCode >= 500) wrong.push(`${route.path} gave ${statusCode}`)
    }
    expect(wrong).toEqual([])
  })

  it('as something other than a form: refused, never a fault', async () => {
    for (const type of ['application/json', 'text/plain', 'application/xml', 'multipart/form-data; boundary=x'])
      for (const route of kept) {
        const { statusCode } = await send(addressOf(route, borough), '{"name":["x"]}', { 'content-type': type })
        expect(statusCode, `${route.path} ${type}`).toBeLessThan(500)
      }
  })
})

describe('every page, asked for as no link would', () => {
  it.each([
    '?q[]=1&q[a]=2',
    '?q=a&q=b&after=a&after=b',
    '?after=WzEsMl0&sort=nothing.up',
    '?from=2025-02-30&to=x&figure=nothing',
    '?person=%FF&kind=x&page=-1',
  ])('with %s: never a fault', async (query) => {
    const wrong: string[] = []
    for (const route of modules.flatMap(({ routes }) => routes).filter(({ method, live }) => method === 'GET' && !live)) {
      const { statusCode } = await site.app.inject({ url: `/${world.slug}${addressOf(route, borough)}${query}`, cookies })
      if (statusCode >= 500) wrong.push(`${route.path} gave ${statusCode}`)
    }
    expect(wrong).toEqual([])
  })

  it.each(['P-0', 'P-99999999999', '..%2F..%2Fetc%2Fpasswd', "P-1' or 1=1--", '💥', 'x'.repeat(190)])(
    'for a record called %s: not found',
    async (name) => {
      const { statusCode } = await site.app.inject({ url: `/${world.slug}/people/${encodeURIComponent(name)}`, cookies })
      expect(statusCode).toBe(404)
    },
  )
})

/** Sends the head of an upload and a little of its body; gives what was answered before the rest was sent. */
const startUpload = (port: number, path: string, bytes: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const headers = {
      cookie: `digiknow=${cookies.digiknow}`,
      'sec-fetch-site': 'same-origin',
      'content-type': 'multipart/form-data; boundary=edge',
      'content-length': String(bytes),
    }
    const upload = httpRequest({ port, host: '127.0.0.1', method: 'POST', path: `/${world.slug}${path}`, headers }, (answer) => {
      resolve(answer.statusCode ?? 0)
      upload.destroy()
    })
    upload.on('error', reject)
    upload.write('--edge\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\n')
  })

it('an upload of 1 GB is refused by its length, before it is read', async () => {
  await site.app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = site.app.server.address() as AddressInfo
  const uploads = kept.filter(({ upload }) => upload)
  expect(uploads.length).toBeGreaterThan(0)
  for (const route of uploads) expect(await startUpload(port, addressOf(route, borough), 1024 ** 3)).toBe(413)
})

it('a CSV that is really a PDF is refused in words', async () => {
  const route = kept.find(({ upload, path }) => upload && path.startsWith('/imports'))
  if (!route) throw new Error('a form that takes files to import')
  const file =
    '--edge\r\ncontent-disposition: form-data; name="file"; filename="people.csv"\r\ncontent-type: text/csv\r\n\r\n%PDF-1.7\n%âãÏÓ\n1 0 obj\r\n'
  const kind = '--edge\r\ncontent-disposition: form-data; name="kind"\r\n\r\npeople\r\n--edge--\r\n'
  const answer = await send(`${addressOf(route, borough)}?kind=people`, file + kind, {
    'content-type': 'multipart/form-data; boundary=edge',
  })
  expect(answer.statusCode).toBe(422)
  expect(answer.body).toContain('PDF')
})
