import { describe, expect, it } from 'vitest'
import { openSite, type Site } from '#test/site'
import { newWorld, type World } from '#test/world'
import { closeAccount } from '../close-account'
import { linkAccount } from '../link-account'
import { setRoles } from '../set-roles'
import { askForCode, cookieFrom, enter, inWorld, opens, tokenFor, withAccount } from './sign-in-trial'

describe('a sign-in', () => {
  const signedIn = async (world: World, site: Site): Promise<string> => {
    const answer = await enter(world, site, (await askForCode(world, site)) ?? '')
    return cookieFrom(answer)?.value ?? ''
  }

  it('opens nothing in the other alliance', async () => {
    const [mine, other] = [await newWorld(), await newWorld()]
    const site = await openSite(mine)
    await withAccount(mine)
    const token = await signedIn(mine, site)
    expect(await opens(mine, site, token)).toBe(200)
    expect(await opens(other, site, token)).toBe(303)
  })

  it('cannot be had with the other alliance’s code', async () => {
    const [mine, other] = [await newWorld(), await newWorld()]
    await withAccount(mine)
    await withAccount(other)
    const code = (await askForCode(mine, await openSite(mine))) ?? ''
    expect((await enter(other, await openSite(other), code)).statusCode).toBe(422)
  })

  it('ends when the person signs out, and the cookie goes', async () => {
    const world = await newWorld()
    const site = await openSite(world)
    const id = await withAccount(world)
    const [one, two] = [await tokenFor(world, id), await tokenFor(world, id)]
    const page = await site.app.inject({ url: `/${world.slug}/sign-out`, cookies: { digiknow: one } })
    expect(page.body).toContain('You are signed in as Max')
    const answer = await site.app.inject({
      method: 'POST',
      url: `/${world.slug}/sign-out`,
      cookies: { digiknow: one },
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: '',
    })
    expect(answer.headers['set-cookie']).toMatch(/^digiknow=; Path=.*Expires=Thu, 01 Jan 1970/)
    expect(await opens(world, site, one)).toBe(303)
    expect(await opens(world, site, two)).toBe(200)
  })

  it('runs out after 12 hours', async () => {
    const world = await newWorld()
    const site = await openSite(world)
    await withAccount(world)
    const token = await signedIn(world, site)
    const night = world.at('2025-11-05T22:00:00Z')
    expect(await opens(night, await openSite(night), token)).toBe(303)
  })

  it('ends at once when the account is closed, and no code or link opens it any more', async () => {
    const world = await newWorld()
    const [site, id] = [await openSite(world), await withAccount(world)]
    const token = await tokenFor(world, id)
    const code = (await askForCode(world, site)) ?? ''
    const link = await linkAccount(world.system, { account: id })
    if (!link.ok) throw new Error(link.says)
    expect(await closeAccount(await world.as('admin'), { account: id })).toMatchObject({ ok: true })
    expect(await opens(world, site, token)).toBe(303)
    expect((await enter(world, site, code)).statusCode).toBe(422)
    const tokenOfLink = link.value.path.split('=')[1] ?? ''
    expect((await site.post(world.public, '/sign-in/link', { token: tokenOfLink })).statusCode).toBe(409)
    expect(await linkAccount(world.system, { account: id })).toMatchObject({ ok: false, code: 'not-found' })
    const before = await inWorld<unknown[]>(world, (tx) => tx.selectFrom('message').select('id').execute())
    await askForCode(world, site)
    expect(await inWorld(world, (tx) => tx.selectFrom('message').select('id').execute())).toHaveLength(before.length)
  })

  it('does what the roles of this moment allow', async () => {
    const world = await newWorld()
    const [site, id] = [await openSite(world), await withAccount(world)]
    const token = await signedIn(world, site)
    expect(await opens(world, site, token)).toBe(200)
    await setRoles(await world.as('admin'), { account: id, roles: ['lead'], person: '', partner: '' })
    expect(await opens(world, site, token)).toBe(403)
  })
})

describe('a one-time link', () => {
  const linked = async () => {
    const world = await newWorld()
    const [site, id] = [await openSite(world), await withAccount(world, { role: 'admin' })]
    const made = await linkAccount(world.system, { account: id })
    if (!made.ok) throw new Error(made.says)
    return { world, site, path: made.value.path, token: made.value.path.split('=')[1] ?? '' }
  }

  it('shows a button however often it is opened, and signs in once', async () => {
    const { world, site, path, token } = await linked()
    for (let times = 0; times < 3; times += 1) expect((await site.get(world.public, path)).body).toContain('Sign in as Max')
    const answer = await site.post(world.public, '/sign-in/link', { token })
    expect(await opens(world, site, cookieFrom(answer)?.value ?? '', '/accounts')).toBe(200)
    const again = await site.post(world.public, '/sign-in/link', { token })
    expect([again.statusCode, cookieFrom(again)]).toEqual([409, undefined])
    expect((await site.get(world.public, path)).statusCode).toBe(409)
  })

  it('is over after 24 hours', async () => {
    const { world, path, token } = await linked()
    const late = world.at('2025-11-06T10:00:00Z')
    const site = await openSite(late)
    expect((await site.get(late.public, path)).statusCode).toBe(409)
    expect((await site.post(late.public, '/sign-in/link', { token })).statusCode).toBe(409)
  })

  it('says nobody’s name for a link that was never made, and nothing in the other alliance', async () => {
    const { path, token } = await linked()
    const other = await newWorld()
    const site = await openSite(other)
    expect((await site.get(other.public, path)).statusCode).toBe(409)
    expect((await site.post(other.public, '/sign-in/link', { token })).statusCode).toBe(409)
    expect((await site.get(other.public, '/sign-in/link')).statusCode).toBe(409)
    expect((await site.post(other.public, '/sign-in/link', {})).statusCode).toBe(409)
  })
})

describe('the people of a demonstration', () => {
  it('can be chosen with one press in demo mode', async () => {
    const world = await newWorld()
    const site = await openSite(world, { demo: true })
    await withAccount(world, { persona: 'helpline' })
    expect((await site.get(world.public, '/sign-in')).body).toContain('Helpline worker')
    const answer = await site.post(world.public, '/sign-in/persona', { persona: 'helpline' })
    expect(await opens(world, site, cookieFrom(answer)?.value ?? '')).toBe(200)
    expect((await site.post(world.public, '/sign-in/persona', { persona: 'nobody' })).statusCode).toBe(404)
  })

  it('cannot be signed in to anywhere else: not by choosing, not by code, not by link', async () => {
    const world = await newWorld()
    const [site, id] = [await openSite(world), await withAccount(world, { persona: 'helpline' })]
    expect((await site.get(world.public, '/sign-in')).body).not.toContain('Helpline worker')
    const chosen = await site.post(world.public, '/sign-in/persona', { persona: 'helpline' })
    expect([chosen.statusCode, cookieFrom(chosen)]).toEqual([404, undefined])
    expect(await askForCode(world, site)).toBeUndefined()
    const link = await linkAccount(world.system, { account: id })
    if (!link.ok) throw new Error(link.says)
    const token = link.value.path.split('=')[1] ?? ''
    expect((await site.get(world.public, link.value.path)).statusCode).toBe(409)
    expect((await site.post(world.public, '/sign-in/link', { token })).statusCode).toBe(409)
    const demo = await openSite(world, { demo: true })
    const code = (await askForCode(world, demo)) ?? ''
    expect((await enter(world, site, code)).statusCode).toBe(422)
    expect((await enter(world, demo, code)).statusCode).toBe(303)
  })
})
