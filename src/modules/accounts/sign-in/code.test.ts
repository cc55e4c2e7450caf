import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { accounts } from '#modules/accounts'
import { readConfig } from '#platform/config'
import { runJobs } from '#test/jobs'
import { openSite } from '#test/site'
import { newWorld } from '#test/world'
import { buildApp } from '../../../app'
import { another, askForCode, cookieFrom, enter, inWorld, MAX, opens, withAccount } from './sign-in-trial'

describe('signing in by a one-time code', () => {
  it('lets a person in, and writes events that carry no email address', async () => {
    const world = await newWorld()
    const [site, id] = [await openSite(world), await withAccount(world)]
    const code = await askForCode(world, site, 'Max@Example.org')
    const answer = await enter(world, site, ` ${code?.slice(0, 3)} ${code?.slice(3)} `)
    expect(answer.statusCode).toBe(303)
    expect(answer.headers.location).toBe(`/${world.slug}/work`)
    expect(await opens(world, site, cookieFrom(answer)?.value ?? '')).toBe(200)
    const events = await inWorld<{ action: string; about_id: string; detail: unknown }[]>(world, (tx) =>
      tx.selectFrom('event').select(['action', 'about_id', 'detail']).orderBy('id').execute(),
    )
    expect(events.map(({ action }) => action).sort()).toEqual(['sign-in.ask', 'sign-in.use'])
    expect(events.every(({ about_id }) => about_id === id)).toBe(true)
    expect(JSON.stringify(events)).not.toContain('example.org')
  })

  it('keeps hashes only: neither the code nor the token is in its table, nor in any form’s answer', async () => {
    const world = await newWorld()
    const site = await openSite(world)
    await withAccount(world)
    const code = (await askForCode(world, site)) ?? ''
    const token = cookieFrom(await enter(world, site, code))?.value ?? ''
    const kept = await inWorld<unknown[]>(world, async (tx) => [
      await tx.selectFrom('sign_in').selectAll().execute(),
      await tx.selectFrom('sign_in_code').selectAll().execute(),
      await tx.selectFrom('submission').selectAll().execute(),
    ])
    const written = JSON.stringify(kept, (_key, value) =>
      value?.type === 'Buffer' ? Buffer.from(value.data).toString('latin1') : value,
    )
    expect(token).toMatch(/^[\w-]{43}$/)
    expect(written).not.toContain(token)
    expect(written).not.toContain(`"${code}"`)
  })

  it('says the same, and does the same in the request, for an address we do not know', async () => {
    const world = await newWorld()
    const site = await openSite(world)
    await withAccount(world)
    const shown = async (email: string) => {
      const answer = await site.post(world.public, '/sign-in', { email })
      return [answer.statusCode, answer.body.replaceAll(email, 'EMAIL').replace(/name="submission" value="[^"]+"/g, '')]
    }
    expect(await shown(MAX)).toEqual(await shown('nobody@example.org'))
    expect(await inWorld(world, (tx) => tx.selectFrom('sign_in_code').select('id').execute())).toEqual([])
    await runJobs(world, [accounts])
    expect(await inWorld(world, (tx) => tx.selectFrom('message').select('address').execute())).toEqual([{ address: MAX }])
  })

  it('takes a code once', async () => {
    const world = await newWorld()
    const site = await openSite(world)
    await withAccount(world)
    const code = (await askForCode(world, site)) ?? ''
    expect((await enter(world, site, code)).statusCode).toBe(303)
    const again = await enter(world, site, code)
    expect(again.statusCode).toBe(422)
    expect(cookieFrom(again)).toBeUndefined()
    expect(again.body).toContain('href="#code"')
    expect(again.body).toContain(code)
  })

  it('sent 20 times at once, a code signs in once', async () => {
    const world = await newWorld()
    const site = await openSite(world)
    await withAccount(world)
    const code = (await askForCode(world, site)) ?? ''
    const answers = await Promise.all(Array.from({ length: 20 }, () => enter(world, site, code)))
    expect(answers.filter(({ statusCode }) => statusCode === 303)).toHaveLength(1)
  })

  it('refuses a code after 10 minutes, and takes it a moment before', async () => {
    const world = await newWorld()
    await withAccount(world)
    const code = (await askForCode(world, await openSite(world))) ?? ''
    const late = world.at('2025-11-05T10:10:00Z')
    expect((await enter(late, await openSite(late), code)).statusCode).toBe(422)
    const intime = world.at('2025-11-05T10:09:59Z')
    expect((await enter(intime, await openSite(intime), code)).statusCode).toBe(303)
  })

  it('refuses the right code at the sixth try, and counts wrong tries in the journal', async () => {
    const world = await newWorld()
    const site = await openSite(world)
    await withAccount(world)
    const code = (await askForCode(world, site)) ?? ''
    for (let tries = 0; tries < 5; tries += 1) expect((await enter(world, site, another(code))).statusCode).toBe(422)
    expect((await enter(world, site, code)).statusCode).toBe(422)
    const wrong = await inWorld<unknown[]>(world, (tx) =>
      tx.selectFrom('event').select('detail').where('action', '=', 'sign-in.use').execute(),
    )
    expect(wrong).toEqual(Array.from({ length: 5 }, () => ({ detail: { wrong: true } })))
  })

  it('takes the right code at the fifth try', async () => {
    const world = await newWorld()
    const site = await openSite(world)
    await withAccount(world)
    const code = (await askForCode(world, site)) ?? ''
    for (let tries = 0; tries < 4; tries += 1) await enter(world, site, another(code))
    expect((await enter(world, site, code)).statusCode).toBe(303)
  })

  it('takes only the newest code', async () => {
    const world = await newWorld()
    await withAccount(world)
    const first = (await askForCode(world, await openSite(world))) ?? ''
    const later = world.at('2025-11-05T10:00:01Z')
    const site = await openSite(later)
    const second = (await askForCode(later, site)) ?? ''
    if (first !== second) expect((await enter(later, site, first)).statusCode).toBe(422)
    expect((await enter(later, site, second)).statusCode).toBe(303)
  })

  it('sends at most five codes an hour to an account, and again in the next hour', async () => {
    const world = await newWorld()
    const site = await openSite(world)
    await withAccount(world)
    for (let times = 0; times < 7; times += 1) await askForCode(world, site)
    const sent = () => inWorld<unknown[]>(world, (tx) => tx.selectFrom('message').select('id').execute())
    expect(await sent()).toHaveLength(5)
    const later = world.at('2025-11-05T11:00:01Z')
    await askForCode(later, await openSite(later))
    expect(await sent()).toHaveLength(6)
  })

  it('stops one address asking more than ten times a minute', async () => {
    const world = await newWorld()
    const site = await openSite(world)
    const answers = []
    for (let times = 0; times < 11; times += 1) answers.push(await site.post(world.public, '/sign-in', { email: MAX }))
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([...Array.from({ length: 10 }, () => 200), 429])
  })

  it('asks again for an email address that is none, in the person’s own words', async () => {
    const world = await newWorld()
    const answer = await (await openSite(world)).post(world.public, '/sign-in', { email: 'max at example', next: 'x' })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('<title>Error: Sign in')
    expect(answer.body).toContain('href="#email"')
    expect(answer.body).toContain('value="max at example"')
  })

  it('asks for six numbers when the code is something else', async () => {
    const world = await newWorld()
    const answer = await enter(world, await openSite(world), '12345', { next: `/${world.slug}/people` })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('Enter the 6 numbers from the email')
    expect(answer.body).toContain(`value="/${world.slug}/people"`)
  })

  it.each([
    ['/people?q=a%20b', '/people?q=a%20b'],
    ['/sign-out', '/work'],
    ['', '/work'],
  ])('goes on to a page of this alliance: %s', async (next, to) => {
    const world = await newWorld()
    const site = await openSite(world)
    await withAccount(world)
    const code = (await askForCode(world, site)) ?? ''
    const answer = await enter(world, site, code, { next: `/${world.slug}${next}` })
    expect(answer.headers.location).toBe(`/${world.slug}${to}`)
  })

  it('gives the cookie to this alliance’s pages only, out of reach of scripts', async () => {
    const world = await newWorld()
    const site = await openSite(world)
    await withAccount(world)
    const answer = await enter(world, site, (await askForCode(world, site)) ?? '')
    expect(answer.headers['set-cookie']).toMatch(
      new RegExp(`^digiknow=[\\w-]{43}; Path=/${world.slug}; Expires=Wed, 05 Nov 2025 22:00:00 GMT; HttpOnly; SameSite=Lax$`),
    )
  })

  it('marks the cookie Secure where people reach us by https', async () => {
    const world = await newWorld()
    await withAccount(world)
    const code = (await askForCode(world, await openSite(world))) ?? ''
    const config = readConfig({ PUBLIC_URL: 'https://help.example.org' })
    const assets = { dir: '/tmp', files: {}, built: false }
    const app = await buildApp({ config, db: world.db, clock: world.system.clock, log: pino({ level: 'silent' }), assets })
    const answer = await app.inject({
      method: 'POST',
      url: `/${world.slug}/sign-in/code`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ email: MAX, code }).toString(),
    })
    expect(answer.headers['set-cookie']).toMatch(/; HttpOnly; Secure; SameSite=Lax$/)
  })
})
