import { describe, expect, it } from 'vitest'
import { personForm, recordPerson } from '#modules/people'
import type { Role } from '#platform/access'
import { newId } from '#platform/ids'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'
import { closeAccount } from './close-account'
import { inviteAccount } from './invite-account'
import { reopenAccount } from './reopen-account'
import { setRoles } from './set-roles'
import { inWorld } from './sign-in/sign-in-trial'

const SITE = 'https://help.example.org/stockport'
const max = { name: 'Max Example', email: 'max@example.org', roles: ['helpline'] as Role[], person: '', partner: '', site: SITE }

const rolesOf = async (world: World, id: string): Promise<string[]> => {
  const rows = await inWorld<{ role: string }[]>(world, (tx) =>
    tx.selectFrom('account_role').select('role').where('account_id', '=', id).orderBy('role').execute(),
  )
  return rows.map(({ role }) => role)
}

const invited = async (
  world: World,
  more: Partial<typeof max> & { roles?: never[] | readonly string[] } = {},
): Promise<string> => {
  const made = await inviteAccount(await world.as('admin'), { ...max, ...more })
  if (!made.ok) throw new Error(made.says)
  return made.value.id
}

const ann = async (world: World) => {
  const made = await recordPerson(world.system, personForm.parse({ name: 'Ann' }))
  if (!made.ok) throw new Error(made.says)
  return made.value
}

const partner = async (world: World): Promise<string> => {
  const id = newId()
  const row = { alliance_id: world.allianceId, id, name: 'Age Well', sector: 'voluntary', joined_on: '2025-01-01' }
  await inWorld(world, (tx) => tx.insertInto('partner').values(row).execute())
  return id
}

describe('inviting someone', () => {
  it('makes the account, says so in the journal, and writes to tell them how to sign in', async () => {
    const world = await newWorld()
    const id = await invited(world)
    expect(await rolesOf(world, id)).toEqual(['helpline'])
    const [event, message] = await inWorld<[unknown, { body: string }]>(world, async (tx) => [
      await tx.selectFrom('event').select(['action', 'actor', 'about_id', 'detail']).executeTakeFirst(),
      await tx.selectFrom('message').select(['address', 'about_id', 'body']).executeTakeFirstOrThrow(),
    ])
    expect(event).toEqual({ action: 'account.invite', actor: 'account', about_id: id, detail: { roles: ['helpline'] } })
    expect(message).toMatchObject({ address: 'max@example.org', about_id: id })
    expect(message.body).toContain(`${SITE}/sign-in`)
  })

  it('ties a champion to a person and a partner’s account to a partner', async () => {
    const world = await newWorld()
    const [person, age] = [await ann(world), await partner(world)]
    const id = await invited(world, { roles: ['champion', 'partner'], person: person.reference.toLowerCase(), partner: age })
    const row = await inWorld(world, (tx) =>
      tx.selectFrom('account').select(['person_id', 'partner_id']).where('id', '=', id).executeTakeFirst(),
    )
    expect(row).toEqual({ person_id: person.id, partner_id: age })
  })

  it('refuses a champion who is nobody we know, and a person or partner of the other alliance', async () => {
    const [world, other] = [await newWorld(), await newWorld()]
    const admin = await world.as('admin')
    const [stranger, theirs] = [await ann(other), await partner(other)]
    for (const person of ['', 'P-0', stranger.reference])
      expect(await inviteAccount(admin, { ...max, roles: ['champion'], person })).toMatchObject({
        code: 'no-person',
        field: 'person',
      })
    for (const id of ['', 'Age Well', theirs])
      expect(await inviteAccount(admin, { ...max, roles: ['partner'], partner: id })).toMatchObject({ code: 'no-partner' })
    expect(await inWorld(world, (tx) => tx.selectFrom('message').select('id').execute())).toEqual([])
  })

  it('refuses an address that has an account, though not in the other alliance', async () => {
    const [world, other] = [await newWorld(), await newWorld()]
    await invited(world)
    expect(await inviteAccount(await world.as('admin'), max)).toMatchObject({ ok: false, code: 'has-account', field: 'email' })
    await invited(other)
  })

  it('has region officers in a region alone, and nobody there who would see people', async () => {
    const [world, region] = [await newWorld(), await newWorld({ is_region: true })]
    const refused = { ok: false, code: 'wrong-role', field: 'roles' }
    expect(await inviteAccount(await world.as('admin'), { ...max, roles: ['region'] })).toMatchObject(refused)
    expect(await inviteAccount(await region.as('admin'), max)).toMatchObject(refused)
    expect(await inviteAccount(await region.as('admin'), { ...max, roles: ['region', 'admin'] })).toMatchObject({ ok: true })
  })

  it('only an administrator may, and the form keeps what was typed', async () => {
    const world = await newWorld()
    expect(await inviteAccount(await world.as('lead', 'coordinator'), max)).toMatchObject({ ok: false, code: 'forbidden' })
    const page = await (await openSite(world)).post(await world.as('admin'), '/accounts/new', { name: 'Max', email: 'no' })
    expect(page.statusCode).toBe(422)
    for (const part of ['value="Max"', 'value="no"', 'href="#email"', 'href="#roles"', 'Choose at least one thing they may do'])
      expect(page.body).toContain(part)
  })
})

describe('changing roles', () => {
  it('gives and takes them, and says which they were', async () => {
    const world = await newWorld()
    const id = await invited(world)
    const admin = await world.as('admin')
    await setRoles(admin, { account: id, roles: ['lead', 'coordinator'], person: '', partner: '' })
    expect(await rolesOf(world, id)).toEqual(['coordinator', 'lead'])
    const event = await inWorld(world, (tx) =>
      tx.selectFrom('event').select('detail').where('action', '=', 'account.set-roles').executeTakeFirst(),
    )
    expect(event).toEqual({ detail: { roles: ['lead', 'coordinator'], were: ['helpline'] } })
  })

  it('never takes the last administrator away, also when two go at once', async () => {
    const world = await newWorld()
    const admin = await world.as('admin')
    const rights = { roles: ['lead' as const], person: '', partner: '' }
    const self = { account: admin.actor.accountId ?? '', ...rights }
    expect(await setRoles(admin, self)).toMatchObject({ ok: false, code: 'last-admin', field: 'roles' })
    const second = await invited(world, { roles: ['admin'] })
    const both = await Promise.all([setRoles(admin, self), setRoles(admin, { account: second, ...rights })])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(both.find(({ ok }) => !ok)).toMatchObject({ code: 'last-admin' })
  })

  it('does not count a closed account or a persona as an administrator', async () => {
    const world = await newWorld()
    const admin = await world.as('admin')
    const second = await invited(world, { roles: ['admin'] })
    await closeAccount(admin, { account: second })
    const third = await invited(world, { email: 'persona@example.org', roles: ['admin'] })
    await inWorld(world, (tx) => tx.updateTable('account').set({ persona: 'admin' }).where('id', '=', third).execute())
    const self = { account: admin.actor.accountId ?? '', roles: ['lead' as const], person: '', partner: '' }
    expect(await setRoles(admin, self)).toMatchObject({ ok: false, code: 'last-admin' })
  })

  it('shows the form with the roles of today, and the refusal on it', async () => {
    const world = await newWorld()
    const [site, admin] = [await openSite(world), await world.as('admin')]
    const path = `/accounts/${admin.actor.accountId}/roles`
    expect((await site.get(admin, path)).body).toMatch(/value="admin"[^>]*checked|checked[^>]*value="admin"/)
    const page = await site.post(admin, path, { roles: 'lead' })
    expect([page.statusCode, page.body.includes('This is the only administrator')]).toEqual([409, true])
  })
})

describe('closing an account', () => {
  it('leaves the name, ends the sign-ins, and can be undone', async () => {
    const world = await newWorld()
    const [site, admin, id] = [await openSite(world), await world.as('admin'), await invited(world)]
    expect((await site.post(admin, `/accounts/${id}/close`, {})).headers.location).toBe(`/${world.slug}/accounts/${id}`)
    expect((await site.get(admin, `/accounts/${id}`)).body).toContain('Account closed, and signed out everywhere')
    expect(await closeAccount(admin, { account: id })).toMatchObject({ ok: false, code: 'moved-on' })
    expect(await setRoles(admin, { account: id, roles: ['lead'], person: '', partner: '' })).toMatchObject({ code: 'not-found' })
    expect((await site.get(admin, '/accounts?state=closed')).body).toContain('Max Example')
    expect((await site.get(admin, '/accounts?state=open')).body).not.toContain('Max Example')
    expect(await reopenAccount(admin, { account: id })).toMatchObject({ ok: true })
    expect(await reopenAccount(admin, { account: id })).toMatchObject({ ok: false, code: 'moved-on' })
    expect(await rolesOf(world, id)).toEqual(['helpline'])
  })

  it('refuses your own, and the last administrator', async () => {
    const world = await newWorld()
    const admin = await world.as('admin')
    const own = { account: admin.actor.accountId ?? '' }
    expect(await closeAccount(admin, own)).toMatchObject({ ok: false, code: 'yourself' })
    expect(await closeAccount(world.system, own)).toMatchObject({ ok: false, code: 'last-admin' })
  })

  it('of two administrators closing each other at once, one stays', async () => {
    const world = await newWorld()
    const [admin, second] = [await world.as('admin'), await invited(world, { roles: ['admin'] })]
    const closed = await Promise.all([
      closeAccount(world.system, { account: admin.actor.accountId ?? '' }),
      closeAccount(world.system, { account: second }),
    ])
    expect(closed.filter(({ ok }) => ok)).toHaveLength(1)
  })
})

describe('the accounts on screen', () => {
  it('lists names, roles and state, and finds by name, email and role', async () => {
    const world = await newWorld()
    const [site, lead] = [await openSite(world), await world.as('lead')]
    await invited(world)
    for (const query of ['', '?q=MAX', '?q=max@', '?role=helpline'])
      expect((await site.get(lead, `/accounts${query}`)).body).toContain('Max Example')
    for (const query of ['?q=zoe', '?role=champion', '?q=%25'])
      expect((await site.get(lead, `/accounts${query}`)).body).not.toContain('Max Example')
    expect((await site.get(lead, '/accounts?format=csv')).body).toContain('Max Example')
    expect((await site.get(lead, '/accounts')).body).not.toContain('Invite someone')
  })

  it('are not there for the other alliance, whatever is done with their ids', async () => {
    const [world, other] = [await newWorld(), await newWorld()]
    const [site, admin, id] = [await openSite(other), await other.as('admin'), await invited(world)]
    for (const account of [id, 'not-an-id', newId()]) {
      expect((await site.get(admin, `/accounts/${account}`)).statusCode).toBe(404)
      expect((await site.get(admin, `/accounts/${account}/roles`)).statusCode).toBe(404)
      expect((await site.post(admin, `/accounts/${account}/roles`, { roles: 'lead' })).statusCode).toBe(404)
      expect((await site.post(admin, `/accounts/${account}/close`, {})).statusCode).toBe(404)
      expect((await site.post(admin, `/accounts/${account}/reopen`, {})).statusCode).toBe(404)
    }
    expect(await rolesOf(world, id)).toEqual(['helpline'])
  })
})
