import { describe, expect, it } from 'vitest'
import { endPersonaSignIns, printFirstAdminLink } from '#modules/accounts'
import { SKILL_CODES } from '#modules/skills'
import { clockAt } from '#platform/clock'
import { newId } from '#platform/ids'
import { cookieOf, openSite } from '#test/site'
import { NOW, newWorld, type World } from '#test/world'
import { addNewAlliance } from './alliance'
import { addUser, closeUser, linkUser, listUsers, setUserRoles } from './user'

const ORIGIN = 'https://help.example.org'
const EMAIL = 'max@example.org'

const add = (world: World, more: Partial<Parameters<typeof addUser>[2]> = {}) =>
  addUser(world, EMAIL, { name: 'Max', roles: ['admin'], alliance: world.slug, origin: ORIGIN, ...more })

describe('digiknow user', () => {
  it('adds, lists, changes, links and closes', async () => {
    const world = await newWorld()
    const alliance = world.slug
    expect(await add(world)).toBe(`Max can sign in at ${ORIGIN}/${alliance}/sign-in with ${EMAIL}`)
    await addUser(world, 'Zoe@example.org', { name: 'Zoe', roles: ['helpline', 'lead'], alliance, origin: ORIGIN })
    expect(await setUserRoles(world, 'zoe@example.org', { roles: ['coordinator'], alliance })).toContain('coordinator')
    const link = await linkUser(world, 'zoe@example.org', { alliance, origin: ORIGIN })
    expect(link).toMatch(new RegExp(`^${ORIGIN}/${alliance}/sign-in/link\\?token=[\\w-]{43}$`))
    expect(await closeUser(world, 'zoe@example.org', { alliance })).toBe('zoe@example.org cannot sign in any more')
    expect(await listUsers(world, { alliance })).toBe('max@example.org\tMax\tadmin\nzoe@example.org\tZoe\tcoordinator\tclosed')
  })

  it.each([
    [{ alliance: 'nowhere' }, 'There is no alliance with the short name nowhere'],
    [{ roles: ['king'] }, 'There is no role king'],
    [{ roles: [] }, 'Choose at least one thing they may do'],
    [{ name: ' ' }, 'Enter their name'],
    [{ roles: ['champion'] }, 'Enter the reference of the person'],
    [{ roles: ['partner'], partner: 'Nobody Ltd' }, 'There is no partner called Nobody Ltd'],
  ])('refuses %o in plain words', async (more, words) => {
    await expect(add(await newWorld(), more)).rejects.toThrow(words)
  })

  it('refuses to close the last administrator, and an address nobody has', async () => {
    const world = await newWorld()
    await add(world)
    await expect(closeUser(world, EMAIL, { alliance: world.slug })).rejects.toThrow('This is the only administrator')
    await expect(closeUser(world, 'no@example.org', { alliance: world.slug })).rejects.toThrow('There is no account')
  })
})

describe('digiknow alliance add', () => {
  const names = () => ({ slug: `n${newId().slice(-12)}`, typed: { name: 'TechMates', borough: 'Wigan' } })

  it('sets up an alliance in a region, with its skills and its brand', async () => {
    const world = await newWorld()
    const [region, { slug, typed }] = [names(), names()]
    await addNewAlliance(world, region.slug, { ...region.typed, isRegion: true })
    const said = await addNewAlliance(world, slug, { ...typed, region: region.slug, helpline: '0161 496 0123' })
    expect(said).toContain(`--alliance ${slug}`)
    const { rows } = await world.db.pool.query(
      'select mine.id, mine.helpline_number, region.slug as region from alliance mine join alliance region on region.id = mine.region_id where mine.slug = $1',
      [slug],
    )
    expect(rows).toMatchObject([{ helpline_number: '+441614960123', region: region.slug }])
    const skills = await world.db.transaction({ allianceId: rows[0].id }, (tx) =>
      tx.selectFrom('skill').select('code').where('alliance_id', '=', rows[0].id).execute(),
    )
    expect(skills).toHaveLength(SKILL_CODES.length)
  })

  it('refuses a short name in use, an odd one, an unknown region, and colours nobody could read', async () => {
    const world = await newWorld()
    const { slug, typed } = names()
    await expect(addNewAlliance(world, world.slug, typed)).rejects.toThrow('short name already')
    await expect(addNewAlliance(world, 'Two Words', typed)).rejects.toThrow('Use small letters')
    await expect(addNewAlliance(world, slug, { ...typed, region: world.slug })).rejects.toThrow('There is no region')
    await expect(addNewAlliance(world, slug, { ...typed, helpline: 'ring me' })).rejects.toThrow('number in full')
    await expect(addNewAlliance(world, slug, { ...typed, brand: { brand: '#ffffff' } })).rejects.toThrow('cannot be used')
  })
})

describe('starting outside the demonstration', () => {
  const said = async (world: World): Promise<string[]> => {
    const lines: string[] = []
    await printFirstAdminLink(world.db, ORIGIN, (line) => lines.push(line), clockAt(NOW))
    return lines.filter((line) => line.includes(world.slug))
  }

  it('says how to make an administrator, then prints a link for the first, until one has signed in', async () => {
    const world = await newWorld()
    expect((await said(world)).join()).toContain(`digiknow user add EMAIL`)
    await add(world)
    const [who, link = ''] = await said(world)
    expect(who).toContain('Max, the first administrator')
    const site = await openSite(world)
    const token = new URL(link).searchParams.get('token') ?? ''
    expect((await site.post(world.public, '/sign-in/link', { token })).statusCode).toBe(303)
    expect(await said(world)).toEqual([])
  })

  it('ends the sign-ins of personas, and nobody else’s', async () => {
    const world = await newWorld()
    const [persona, person] = [await world.as('helpline'), await world.as('coordinator')]
    await world.db.transaction({ allianceId: world.allianceId }, (tx) =>
      tx.updateTable('account').set({ persona: 'helpline' }).where('id', '=', String(persona.actor.accountId)).execute(),
    )
    const [theirs, mine, site] = [await cookieOf(persona), await cookieOf(person), await openSite(world)]
    await endPersonaSignIns(world.db, clockAt(NOW))
    const opened = async (cookies: Record<string, string>) =>
      (await site.app.inject({ url: `/${world.slug}/people`, cookies })).statusCode
    expect([await opened(theirs), await opened(mine)]).toEqual([303, 200])
  })
})
