import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { newId } from '#platform/ids'
import { openSite } from '#test/site'
import { newWorld } from '#test/world'
import { recordRequest } from '../requests/record-request'
import { endStuckCallsOfAll } from './end-stuck-calls'
import { asked, inside, known, lent, list, setUp } from './queue-trial'

describe('a list of people to ring', () => {
  it('takes people, devices and loans by reference, each person once; nobody else', async () => {
    const { world, mine, site, ann, bob } = await setUp()
    const device = await lent(world, bob.id, '2025-12-01')
    const references = `${ann.reference.toLowerCase()}, ${device} ${ann.reference}\n${bob.reference}`
    const made = await site.post(mine, '/call-lists/new', { ...list, choose: 'references', references })
    expect(made.statusCode).toBe(303)
    expect(await asked(world)).toMatchObject([
      { name: 'Ann Example', priority: 2, status: 'waiting' },
      { name: 'Bob Example', priority: 2, status: 'waiting' },
    ])
    const page = await site.get(mine, String(made.headers.location).slice(`/${world.slug}`.length))
    expect(page.body).toContain('0 reached, 2 waiting')
    const events = await inside(world, (tx) =>
      tx.selectFrom('event').select('detail').where('action', '=', 'call-list.make').execute(),
    )
    expect(events).toEqual([{ detail: { name: list.name, people: 2 } }])
  })

  it.each([
    ['borrowers', { model: 'm10' }, ['Ann Example']],
    ['borrowers', { model: 'tablet' }, ['Ann Example', 'Bob Example']],
    ['late', {}, ['Bob Example']],
    ['need', { need: 'data' }, ['Cal Example']],
  ])('finds %s %j', async (choose, fields, names) => {
    const { world, mine, site, ann, bob } = await setUp()
    const cal = await known(mine, 'Cal Example')
    await lent(world, ann.id, '2025-12-01')
    await lent(world, bob.id, '2025-11-01', 'Other')
    const step = { nextAction: 'Ring', nextActionOn: '2025-11-06' }
    await recordRequest(mine, { words: '', needs: ['data'], barriers: [], personId: cal.id, source: 'call', ...step })
    expect((await site.post(mine, '/call-lists/new', { ...list, choose, ...fields })).statusCode).toBe(303)
    expect((await asked(world)).map(({ name }) => name)).toEqual(names)
  })

  it.each([
    ['references', { choose: 'references', references: 'P-99999 nonsense' }, 'We cannot find P-99999, NONSENSE'],
    ['references', { choose: 'references', references: '' }, 'Enter references'],
    ['model', { choose: 'borrowers', model: '' }, 'Enter a kind or a model'],
    ['choose', { choose: 'late' }, 'That is nobody'],
    ['need', { choose: 'need' }, 'Choose what they asked for'],
    ['name', { choose: 'late', name: '' }, 'Enter a name'],
  ])('says what is wrong with %s, keeps the words, and rings nobody', async (field, fields, says) => {
    const { world, mine, site } = await setUp()
    const page = await site.post(mine, '/call-lists/new', { ...list, ...fields })
    expect(page.statusCode).toBe(422)
    expect(page.body).toContain(`href="#${field}"`)
    expect(page.body).toContain(says)
    expect(page.body).toContain('Please switch it off')
    expect(await asked(world)).toEqual([])
  })

  it('is nobody who has died, and no loan that is back', async () => {
    const { world, mine, site, ann, bob } = await setUp()
    const [anns, bobs] = [await lent(world, ann.id, '2025-12-01'), await lent(world, bob.id, '2025-12-01')]
    const loans = await inside(world, async (tx) => {
      await tx.updateTable('person').set({ has_died: true }).where('id', '=', ann.id).execute()
      return tx.selectFrom('loan').select(['reference', 'person_id']).execute()
    })
    const ofBob = loans.find(({ person_id }) => person_id === bob.id)?.reference
    const send = (references: string) => site.post(mine, '/call-lists/new', { ...list, choose: 'references', references })
    const dead = await send(`${anns} ${bobs}`)
    expect([dead.statusCode, dead.body.includes(`We cannot find ${anns}, or`)]).toEqual([422, true])
    expect((await send(`${bobs} ${ofBob}`)).statusCode).toBe(303)
    expect(await asked(world)).toMatchObject([{ name: 'Bob Example' }])
    await inside(world, (tx) =>
      tx
        .updateTable('loan')
        .set({ status: 'returned', returned_on: '2025-11-05', returned_at: new Date('2025-11-05T10:00:00Z') })
        .where('person_id', '=', bob.id)
        .execute(),
    )
    const back = await send(String(ofBob))
    expect([back.statusCode, back.body.includes(`We cannot find ${ofBob}, or they are not out on loan now`)]).toEqual([422, true])
  })

  it('leaves out whom we may not get in touch with, says how many, and writes to who is not to be rung', async () => {
    const { world, mine, site, ann, bob } = await setUp()
    const [cal, dot] = [await known(mine, 'Cal Example'), await known(mine, 'Dot Example')]
    const home = { do_not_call: true, address: '1 Long Lane', postcode: 'SK1 1AA' }
    await inside(world, (tx) => tx.updateTable('person').set(home).where('id', '=', dot.id).execute())
    const hold = { alliance_id: world.allianceId, purpose: 'hold', how: 'spoken', given_on: '2025-01-01' }
    const back = { withdrawn_at: new Date('2025-06-01T10:00:00Z'), withdrawn_how: 'spoken' }
    const consents = [
      { ...hold, id: newId(), person_id: ann.id, ...back },
      { ...hold, id: newId(), person_id: bob.id, ends_on: '2025-11-04' },
      { ...hold, id: newId(), person_id: cal.id, ...back },
      { ...hold, id: newId(), person_id: cal.id },
    ]
    await inside(world, async (tx) => {
      for (const consent of consents) await tx.insertInto('consent').values(consent).execute()
    })
    const send = (...those: readonly { reference: string }[]) => {
      const references = those.map(({ reference }) => reference).join(' ')
      return site.post(mine, '/call-lists/new', { ...list, choose: 'references', references })
    }
    const nobody = await send(ann, bob)
    expect([nobody.statusCode, nobody.body.includes('That is nobody we may get in touch with')]).toEqual([422, true])
    expect(await asked(world)).toEqual([])
    const made = await send(ann, bob, cal, dot)
    expect(made.statusCode).toBe(303)
    expect((await asked(world)).map(({ name }) => name)).toEqual(['Cal Example', 'Dot Example'])
    const page = String(made.headers.location).slice(`/${world.slug}`.length)
    const before = (await site.get(mine, page)).body
    expect(before).toContain('2 are not on it: we may not get in touch with them.')
    expect(before).not.toMatch(/Ann Example|Bob Example/)
    await endStuckCallsOfAll(world.at('2025-11-06T06:40:00Z').system)
    expect((await site.get(mine, page)).body).toContain('0 reached, 1 waiting, 1 written to instead')
    expect((await site.get(mine, String((await send(cal)).headers.location).slice(`/${world.slug}`.length))).body).not.toContain(
      'not on it',
    )
  })

  it('counts everyone on a long list, says how many it shows, and refuses one that is too long', async () => {
    const { world, mine, site } = await setUp()
    const add = (from: number, to: number) =>
      inside(world, (tx) =>
        sql`
          with many as (insert into person (alliance_id, id, name, created_on)
            select ${world.allianceId}, gen_random_uuid(), 'Person ' || n, '2025-01-01' from generate_series(${from}::integer, ${to}) n returning id)
          insert into request (alliance_id, id, person_id, status, source, opened_at, opened_on, words, needs, next_action, next_action_on)
          select ${world.allianceId}, gen_random_uuid(), id, 'new', 'call', now(), '2025-01-01', '', '{data}', 'Ring', '2025-11-06' from many`.execute(
          tx,
        ),
      )
    await add(1, 1002)
    const made = await site.post(mine, '/call-lists/new', { ...list, choose: 'need', need: 'data' })
    expect(made.statusCode).toBe(303)
    const page = await site.get(mine, String(made.headers.location).slice(`/${world.slug}`.length))
    expect(page.body).toContain('0 reached, 1,002 waiting')
    expect(page.body).toContain('The first 1,000 of 1,002 people are shown here')
    await add(1003, 5001)
    const tooMany = await site.post(mine, '/call-lists/new', { ...list, choose: 'need', need: 'data' })
    expect([tooMany.statusCode, tooMany.body.includes('That is more than 5,000 people')]).toEqual([422, true])
  })

  it('cannot name people of the other alliance', async () => {
    const { ann } = await setUp()
    const elsewhere = await newWorld()
    const site = await openSite(elsewhere)
    const page = await site.post(await elsewhere.as('helpline'), '/call-lists/new', {
      ...list,
      choose: 'references',
      references: ann.reference,
    })
    expect([page.statusCode, page.body.includes(`We cannot find ${ann.reference}`)]).toEqual([422, true])
  })

  it('stops once: those not reached are not rung for it any more', async () => {
    const { world, mine, site, ann } = await setUp()
    const made = await site.post(mine, '/call-lists/new', { ...list, choose: 'references', references: ann.reference })
    const at = String(made.headers.location).slice(`/${world.slug}`.length)
    expect((await site.post(mine, `${at}/stop`, {})).statusCode).toBe(303)
    expect((await site.post(mine, `${at}/stop`, {})).statusCode).toBe(409)
    expect(await asked(world)).toMatchObject([{ status: 'called_off' }])
    const elsewhere = await newWorld()
    const theirs = await openSite(elsewhere)
    expect((await theirs.post(await elsewhere.as('helpline'), `${at}/stop`, {})).statusCode).toBe(404)
  })
})
