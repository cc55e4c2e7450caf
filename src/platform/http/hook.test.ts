import { pino } from 'pino'
import { expect, it } from 'vitest'
import { newWorld } from '#test/world'
import { readConfig } from '../config'
import { houseOf } from '../house'
import { answered, hook, type Told } from './hook'
import { buildServer } from './server'

const open = async (told: Told[]) => {
  const world = await newWorld()
  const routes = [
    hook('/hooks/echo', 'public.home', (one) => {
      told.push(one)
      return answered(202, '<Response/>', 'text/xml')
    }),
    hook('/hooks/small', 'public.home', () => answered(200), { most: 10 }),
    hook('/hooks/broken', 'public.home', () => Promise.reject(new Error('Jo Bloggs'))),
  ]
  const app = await buildServer({
    db: world.db,
    config: readConfig({ PUBLIC_URL: 'https://help.example.org' }),
    clock: world.system.clock,
    log: pino({ level: 'silent' }),
    routes,
    actorOf: () => Promise.reject(new Error('a machine’s cookie was read')),
    house: houseOf([]),
    render: () => '',
    refusalPage: () => Promise.reject(new Error('no page')) as never,
    signedOutPage: () => Promise.reject(new Error('no page')) as never,
    plain: (status) => String(status),
  })
  const send = (path: string, payload: string, type = 'application/json') =>
    app.inject({
      method: 'POST',
      url: `/${world.slug}${path}`,
      payload,
      headers: { 'content-type': type, origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' },
      cookies: { digiknow: 'a-cookie' },
    })
  return { world, send, app }
}

it('a hook gets the bytes as they came and their fields, from any origin and nobody’s cookie, and answers as it likes', async () => {
  const told: Told[] = []
  const { send } = await open(told)
  const odd = '{ "a" : "x",\n"a":"é" }'
  const json = await send('/hooks/echo?one=1', odd)
  expect([json.statusCode, json.headers['content-type'], json.body]).toEqual([202, 'text/xml; charset=utf-8', '<Response/>'])
  expect([told[0]?.raw.toString(), told[0]?.sent, told[0]?.ask.ctx.actor.kind]).toEqual([odd, { a: 'é' }, 'public'])
  await send('/hooks/echo', 'From=%2B44&To=a+b&To=c', 'application/x-www-form-urlencoded; charset=UTF-8')
  expect(told[1]?.sent).toEqual({ From: '+44', To: ['a b', 'c'] })
})

it('what is neither JSON nor a form, too big, or for an alliance that is none is turned away as a machine expects', async () => {
  const told: Told[] = []
  const { send, app } = await open(told)
  for (const body of ['{', '[]', 'null', '"a"', 'a=1']) expect((await send('/hooks/echo', body)).statusCode, body).toBe(400)
  expect((await send('/hooks/echo', '')).statusCode).toBe(400)
  expect((await send('/hooks/small', '{"much":"too much"}')).statusCode).toBe(413)
  expect((await app.inject({ method: 'POST', url: '/nowhere/hooks/echo', payload: '{}' })).statusCode).toBe(404)
  expect(told).toEqual([])
})

it('a fault tells the machine to try again, and nothing of what went wrong', async () => {
  const { send } = await open([])
  const answer = await send('/hooks/broken', '{}')
  expect([answer.statusCode, answer.json()]).toEqual([500, { error: 'not now' }])
})
