import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { expect, it } from 'vitest'
import { cookieOf, openSite } from '#test/site'
import { newWorld, type World } from '#test/world'
import { tellScreens } from './live'

const tell = (world: World, keep = true) =>
  world.db.transaction(
    { allianceId: world.allianceId },
    async (tx) => tellScreens({ tx, allianceId: world.allianceId }, 'calls'),
    () => keep,
  )

/** What a screen hears: each line as it comes. */
const listen = async (origin: string, world: World, cookie: string) => {
  const ended = new AbortController()
  const answer = await fetch(`${origin}/${world.slug}/live/calls`, {
    headers: { cookie },
    signal: ended.signal,
    redirect: 'manual',
  })
  const heard: string[] = []
  const read = async () => {
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) heard.push(part.value)
  }
  void read().catch(() => {})
  return { answer, heard, stop: () => ended.abort(), changes: () => heard.join('').split('data: changed').length - 1 }
}

const until = async (check: () => boolean): Promise<void> => {
  for (let tries = 0; tries < 100 && !check(); tries += 1) await sleep(30)
  expect(check()).toBe(true)
}

const cookieText = async (ctx: Parameters<typeof cookieOf>[0]) =>
  Object.entries(await cookieOf(ctx))
    .map(([name, value]) => `${name}=${value}`)
    .join('; ')

it('screens in two processes hear of a change in their own alliance, once it is committed, and of no other', async () => {
  const [world, other] = [await newWorld(), await newWorld()]
  const ctx = await world.as('helpline')
  const [one, two] = [await openSite(world), await openSite(world)]
  const origins = await Promise.all([one, two].map(({ app }) => app.listen({ port: 0, host: '127.0.0.1' })))
  const cookie = await cookieText(ctx)
  const screens = await Promise.all(origins.map((origin) => listen(origin, world, cookie)))
  const stranger = await listen(origins[0] ?? '', other, await cookieText(await other.as('helpline')))
  expect(screens[0]?.answer.headers.get('content-type')).toBe('text/event-stream')
  await sleep(300)
  const before = screens.map((screen) => screen.changes())
  const strangers = stranger.changes()

  await tell(world, false)
  await sleep(300)
  expect(screens.map((screen) => screen.changes())).toEqual(before)
  await tell(world)
  await until(() => screens.every((screen, at) => screen.changes() === (before[at] ?? 0) + 1))
  expect(stranger.changes()).toBe(strangers)

  // The listening connection breaks: it listens again by itself, and every screen looks again.
  const broken = screens.map((screen) => screen.changes())
  const owner = new pg.Client({ connectionString: world.ownerUrl })
  await owner.connect()
  const ears = "query = 'listen digiknow_live' and datname = current_database()"
  const { rowCount } = await owner.query(`select pg_terminate_backend(pid) from pg_stat_activity where ${ears}`)
  await owner.end()
  expect(rowCount).toBe(2)
  await until(() => screens.every((screen, at) => screen.changes() > (broken[at] ?? 0)))
  await tell(world)
  await until(() => screens.every((screen, at) => screen.changes() > (broken[at] ?? 0) + 1))

  // A program that stops does not wait for its screens.
  const started = Date.now()
  await Promise.all([one.app.close(), two.app.close()])
  expect(Date.now() - started).toBeLessThan(3000)
  for (const screen of [...screens, stranger]) screen.stop()
})

it('is not open to everyone', async () => {
  const world = await newWorld()
  const site = await openSite(world)
  expect((await site.get(world.public, '/live/calls')).statusCode).toBe(303)
  expect((await site.get(await world.as('partner'), '/live/calls')).statusCode).toBe(403)
})
