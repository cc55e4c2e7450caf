import { describe, expect, it } from 'vitest'
import { askForCallBack } from '#modules/callbacks'
import { mergePeople } from '#modules/people'
import { command } from '#platform/command'
import { houseOf } from '#platform/house'
import { newId } from '#platform/ids'
import { done, type Subject } from '#platform/outcome'
import { readTimeline } from '#platform/timeline'
import { aPerson, got } from '#test/helping'
import { openSite } from '#test/site'
import { modules } from '../../../app'
import { lastLink, readyToRefer } from './referral-trial'

const owe = command('call-back.ask', async (work, { person, about }: { person: string; about: Subject }) => {
  await askForCallBack(work, { person, about, why: 'How is it going?', cause: `test ${about.id}` })
  return done(null)
})

/** Two who are not the same were made one: then more was done about the request of the one and of the other. */
const madeOne = async () => {
  const all = await readyToRefer()
  const { world, person, request, partner } = all
  const other = await aPerson(world, 'Bea Other', { phones: '0161 496 0999', address: '2 Short Street' })
  const coordinator = await world.as('coordinator')
  const { id } = got(await mergePeople(coordinator, { kept: other.reference, merged: person.reference, choices: {}, stops: [] }))
  const later = world.at('2025-11-05T11:00:00Z')
  const [desk, site] = [await later.as('helpline'), await openSite(later)]
  const shared = ['phone', 'needs', 'words']
  const sent = await site.post(desk, `/requests/${request.reference}/refer`, { partner: partner.id, shared, agreed: 'yes' })
  expect(sent.statusCode).toBe(303)
  const apart = async () =>
    expect((await site.post(await later.as('coordinator'), `/merges/${id}/undo`, {})).statusCode).toBe(303)
  return { ...all, other, desk, site, apart }
}

type World = Awaited<ReturnType<typeof readyToRefer>>['world']

const whose = (world: World, table: 'referral' | 'call_back' | 'attendance' | 'call') =>
  world.db.transaction(world.system, async (tx) =>
    (await tx.selectFrom(table).select('person_id').orderBy('person_id').execute()).map(({ person_id }) => person_id),
  )

/** A one-to-one session about a request, and the person who comes to it. */
const booked = async (world: World, request: string, person: string): Promise<string> => {
  const own = { alliance_id: world.allianceId, id: newId(new Date('2025-11-05T11:00:00Z')) }
  const when = { starts_at: new Date('2025-11-12T10:00:00Z'), ends_at: new Date('2025-11-12T11:00:00Z') }
  await world.db.transaction(world.system, async (tx) => {
    const session = { ...own, ...when, kind: 'one_to_one', way: 'phone', status: 'planned', request_id: request }
    await tx.insertInto('session').values(session).execute()
    const comes = { alliance_id: world.allianceId, session_id: own.id, person_id: person, status: 'booked' }
    await tx.insertInto('attendance').values(comes).execute()
  })
  return own.id
}

describe('two records taken apart', () => {
  it('a partner asked meanwhile is not shown the one person with the needs of the other', async () => {
    const { world, site, person, other, apart } = await madeOne()
    const link = await lastLink(world)
    expect((await site.get(world.public, link)).body).toContain('Bea Other')
    await apart()
    expect(await whose(world, 'referral')).toEqual([person.id])
    const { body } = await site.get(world.public, link)
    for (const theirs of ['Bea Other', '496 0999', 'Short Street']) expect(body).not.toContain(theirs)
    // It was the kept record that agreed: whoever it was must be asked again.
    expect(body).not.toContain('grandson')
    expect(await whose(world, 'referral')).not.toContain(other.id)
  })

  it('what hangs on the request goes back with it, and what hangs on that; the rest stays', async () => {
    const { world, desk, person, other, request, apart } = await madeOne()
    const session = await booked(world, request.id, other.id)
    const abouts = [
      { type: 'request', id: request.id },
      { type: 'session', id: session },
    ]
    for (const about of abouts) got(await owe(desk, { person: other.id, about }))
    await apart()
    expect(await whose(world, 'call_back')).toEqual([person.id, person.id])
    expect(await whose(world, 'attendance')).toEqual([person.id])
  })

  it('a call owed about the other’s own record stays with them', async () => {
    const { world, desk, other, apart } = await madeOne()
    got(await owe(desk, { person: other.id, about: { type: 'person', id: other.id } }))
    await apart()
    expect(await whose(world, 'call_back')).toEqual([other.id])
  })

  it('what happened since about what goes back is told on its own page, and no more on the other’s; the rest stays', async () => {
    const { world, site, desk, person, other, request, apart } = await madeOne()
    const link = await lastLink(world)
    expect((await site.post(world.public, link, { answer: 'accept' })).statusCode).toBe(303)
    const call = { person: other.reference, direction: 'out', notes: 'How it goes', next: 'other', nextWords: 'Ask again' }
    const said = await site.post(desk, '/calls/new', { ...call, nextOn: '2025-11-09', request: request.reference })
    expect(said.statusCode).toBe(303)
    const about = { type: 'person', id: other.id }
    got(await owe(desk, { person: other.id, about }))
    const told = async (of: { reference: string; id: string }) =>
      (await readTimeline(desk, { type: 'person', id: of.id })).map(({ action }) => action).toSorted()
    const before = await told(other)
    for (const action of ['referral.send', 'public.referral', 'call.record']) expect(before).toContain(action)
    await apart()
    const [theirs, others] = [await told(person), await told(other)]
    for (const action of ['referral.send', 'public.referral', 'call.record']) {
      expect(theirs).toContain(action)
      expect(others).not.toContain(action)
    }
    expect(others).toEqual(expect.arrayContaining(['person.record', 'person.merge', 'person.unmerge', 'call-back.ask']))
    expect(theirs).not.toContain('call-back.ask')
    expect((await site.get(desk, `/people/${other.reference}`)).body).not.toContain('said yes')
    expect((await site.get(desk, `/people/${person.reference}`)).body).toContain('said yes')
    // Made one again after all, the one page tells all of it.
    const again = { kept: other.reference, merged: person.reference, choices: {}, stops: [] }
    got(await mergePeople(await world.at('2025-11-05T12:00:00Z').as('coordinator'), again))
    expect(await told(other)).toEqual(expect.arrayContaining(['referral.send', 'public.referral', 'call.record']))
  })

  it('the one who did not take back that we keep their details has no request that says to close it', async () => {
    const { world, desk, site, person, request } = await readyToRefer()
    const other = await aPerson(world, 'Bea Other', { phones: '0161 496 0999' })
    const back = { withdrawn_at: new Date('2025-11-05T09:00:00Z'), withdrawn_how: 'spoken' }
    const said = { purpose: 'hold', how: 'spoken', given_on: '2025-11-01', ...back }
    const whose = { alliance_id: world.allianceId, id: newId(), person_id: other.id }
    await world.db.transaction(world.system, (tx) =>
      tx
        .insertInto('consent')
        .values({ ...whose, ...said })
        .execute(),
    )
    const [coordinator, { consentWithdrawn, stopsForPerson }] = [await world.as('coordinator'), houseOf(modules)]
    const both = { kept: other.reference, merged: person.reference, choices: {} }
    const { id } = got(await mergePeople(coordinator, { ...both, stops: stopsForPerson, withdrawn: consentWithdrawn }))
    const shown = async () => (await site.get(desk, `/requests/${request.reference}`)).body
    expect(await shown()).toContain('They asked us to stop: no calls and no messages. Close this')
    expect((await site.post(coordinator, `/merges/${id}/undo`, {})).statusCode).toBe(303)
    expect(await shown()).toContain('They do agree that we keep in touch. Ask what they need now')
  })
})
