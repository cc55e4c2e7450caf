import { describe, expect, it } from 'vitest'
import { personForm, planForm, recordPerson, savePlan } from '#modules/people'
import { eventsOf, got } from '#test/helping'
import { newWorld, type World } from '#test/world'
import { readContact } from '../../people/person.queries'
import { recordRequest } from './record-request'
import { ANN, asked, inside, requestOf } from './who-asks-trial'

const recordNow = (world: World, id: string) =>
  inside(world, async (tx) => ({
    person: await tx.selectFrom('person').select(['name', 'address', 'postcode']).where('id', '=', id).executeTakeFirst(),
    plan: await tx.selectFrom('safe_contact_plan').select('words').where('person_id', '=', id).executeTakeFirst(),
    ...(await readContact(tx, world.allianceId, id)),
  }))

const notes = (world: World) => inside(world, (tx) => tx.selectFrom('person_note_version').select('words').execute())

describe('looking at a request that came by a form', () => {
  it('shows whom we know who may have asked, and why, before anything is said', async () => {
    const { desk, person, site, reference } = await asked()
    const { body } = await site.get(desk, `/requests/${reference}/triage`)
    expect(body).toContain('Is it one of these?')
    expect(body).toContain(`value="${person.reference}"`)
    expect(body).toContain('same phone')
    expect(body).toContain('No, they are new to us')
  })

  it('“it is this one” makes one record, and what they typed this time is added to it', async () => {
    const { world, person, reference, look } = await asked()
    const before = (await requestOf(world, reference)).person_id
    expect((await look(person.reference)).statusCode).toBe(303)
    expect(await requestOf(world, reference)).toMatchObject({ person_id: person.id, status: 'triaged' })
    const now = await recordNow(world, person.id)
    expect(now.phones.map(({ number }) => number)).toEqual(['+441614960123', '+447700900123'])
    expect(now.emails.map(({ address }) => address)).toEqual(['margaret@example.org'])
    expect(now.person).toEqual({ name: ANN.name, address: '4 Long Lane', postcode: 'SK3 8NR' })
    expect(now.plan?.words).toBe('Not after six')
    const merged = await inside(world, (tx) =>
      tx.selectFrom('person').select('merged_into').where('id', '=', before).executeTakeFirstOrThrow(),
    )
    expect(merged.merged_into).toBe(person.id)
    const actions = (await eventsOf(world)).map(({ action }) => action)
    for (const action of ['person.recognise', 'request.triage']) expect(actions).toContain(action)
  })

  it('another address than the one we know, and more words of safe contact, stand beside what we had', async () => {
    const { world, person, look } = await asked({}, { ...ANN, postcode: 'SK1 1AA', safeContact: 'Ask for Marge' })
    await look(person.reference)
    const now = await recordNow(world, person.id)
    expect(now.person?.postcode).toBe('SK1 1AA')
    expect(now.plan?.words).toBe('Ask for Marge\nNot after six')
    expect(await notes(world)).toEqual([{ words: 'They gave another address: 4 Long Lane, SK3 8NR' }])
    expect(JSON.stringify(await eventsOf(world))).not.toMatch(/Long Lane|after six|900123/)
  })

  it('what must never be done binds the one record, whichever of the two it was said under', async () => {
    const { world, desk, person, look } = await asked({ never: ['text'], safeContact: '' })
    const plan = {
      ...planForm.parse({ words: 'Ask for Marge', voicemailOk: 'yes', neverWrite: 'yes' }),
      reference: person.reference,
    }
    got(await savePlan(desk, plan))
    expect((await look(person.reference)).statusCode).toBe(303)
    const now = await inside(world, (tx) =>
      tx.selectFrom('safe_contact_plan').selectAll().where('person_id', '=', person.id).execute(),
    )
    expect(now).toMatchObject([{ words: 'Ask for Marge', never_text: true, never_write: true }])
  })

  it('someone new stays a record of their own, and is not offered again', async () => {
    const { world, desk, person, reference, look, site } = await asked()
    expect((await look('new')).statusCode).toBe(303)
    expect((await requestOf(world, reference)).person_id).not.toBe(person.id)
    const pairs = await inside(world, (tx) => tx.selectFrom('person_pair').select('status').execute())
    expect(pairs).toEqual([{ status: 'apart' }])
    expect((await site.get(desk, `/requests/${reference}`)).body).not.toContain('We may know them already')
  })

  it('not said yet, both records stay as they are', async () => {
    const { world, person, reference, look } = await asked()
    expect((await look('')).statusCode).toBe(303)
    expect((await requestOf(world, reference)).person_id).not.toBe(person.id)
    expect(await inside(world, (tx) => tx.selectFrom('person_pair').select('status').execute())).toEqual([])
  })

  it('nobody but those offered can be chosen: not a stranger, not one of another alliance; what was typed is kept', async () => {
    const { world, desk, reference, look } = await asked()
    const stranger = got(await recordPerson(desk, personForm.parse({ name: 'Tariq Unlike' })))
    const elsewhere = await newWorld()
    const theirs = got(await recordPerson(await elsewhere.as('helpline'), personForm.parse(ANN)))
    for (const who of [stranger.reference, theirs.reference.replace('P-', 'P-9'), 'P-0', 'nonsense']) {
      const answer = await look(who)
      expect([answer.statusCode, answer.body.includes('Choose who it is from the people shown')]).toEqual([409, true])
      expect(answer.body).toContain('To see my grandson')
    }
    expect((await requestOf(world, reference)).status).toBe('new')
  })

  it('a record that more has happened with is left to a coordinator', async () => {
    const { world, desk, person, reference, look } = await asked()
    const { person_id } = await requestOf(world, reference)
    const more = { words: '', needs: ['data' as const], barriers: [], nextAction: 'Ring', nextActionOn: '2025-11-06' }
    got(await recordRequest(desk, { ...more, personId: person_id, source: 'desk' }))
    const answer = await look(person.reference)
    expect([answer.statusCode, answer.body.includes('Ask a coordinator')]).toEqual([409, true])
    expect((await requestOf(world, reference)).person_id).toBe(person_id)
  })

  it('a librarian may not, and a request looked at already is past it', async () => {
    const { world, person, look } = await asked()
    expect((await look(person.reference, await world.as('librarian'))).statusCode).toBe(403)
    expect((await look(person.reference)).statusCode).toBe(303)
    expect((await look(person.reference)).statusCode).toBe(409)
  })
})

describe('looked at by two, each with the page open', () => {
  const opened = async () => {
    const all = await asked()
    const { desk, site, reference, look } = all
    const { body } = await site.get(desk, `/requests/${reference}/triage`)
    const seen = /name="seen" value="([^"]*)"/.exec(body)?.[1] ?? ''
    const late = (who: string, page = seen) => look(who, desk, { seen: page })
    const first = (who: string) => look(who, desk, { seen, nextAction: 'Write to them' })
    /** Sent, then sent again from the page that shows what the first one changed. */
    const twice = async (who: string) => {
      const shown = await late(who)
      expect([shown.statusCode, shown.body.includes('It now says')]).toEqual([409, true])
      return late(who, /name="seen" value="([^"]*)"/.exec(shown.body)?.[1])
    }
    return { ...all, seen, first, twice }
  }

  it('the same press again, after the first is through, is answered the same', async () => {
    const { world, person, reference, look, desk, seen } = await opened()
    const press = { seen, submission: crypto.randomUUID() }
    for (const _turn of [1, 2]) expect((await look(person.reference, desk, press)).statusCode).toBe(303)
    expect((await requestOf(world, reference)).person_id).toBe(person.id)
    expect((await eventsOf(world)).filter(({ action }) => /^request\.(triage|edit)$/.test(action))).toHaveLength(1)
  })

  it('who comes second and says who it is makes one record of the two', async () => {
    const { world, person, reference, first, twice } = await opened()
    expect((await first('')).statusCode).toBe(303)
    expect((await twice(person.reference)).statusCode).toBe(303)
    expect((await requestOf(world, reference)).person_id).toBe(person.id)
    const actions = (await eventsOf(world)).map(({ action }) => action)
    for (const action of ['person.recognise', 'request.triage', 'request.edit']) expect(actions).toContain(action)
  })

  it('both say it is the same person: that is so', async () => {
    const { world, person, reference, first, twice } = await opened()
    expect((await first(person.reference)).statusCode).toBe(303)
    expect((await twice(person.reference)).statusCode).toBe(303)
    expect((await requestOf(world, reference)).person_id).toBe(person.id)
  })

  it('one says it is someone we know, the other that they are new: the second is asked to see to it with a coordinator', async () => {
    const { world, person, reference, first, twice } = await opened()
    expect((await first(person.reference)).statusCode).toBe(303)
    const answer = await twice('new')
    expect([answer.statusCode, answer.body.includes(`said that this is ${person.reference}`)]).toEqual([409, true])
    expect((await requestOf(world, reference)).person_id).toBe(person.id)
    expect(
      await inside(world, (tx) => tx.selectFrom('person_pair').select('status').where('status', '=', 'apart').execute()),
    ).toEqual([])
  })
})

describe('at the call desk', () => {
  it('someone we know who gives a new number and a postcode keeps both', async () => {
    const { world, desk, person, site } = await asked()
    const call = {
      ...{
        person: person.reference,
        name: 'Margret Ollerenshaw',
        phones: '+44 161 496 0123, 0161 496 0555',
        postcode: 'SK3 8NR',
      },
      ...{ needs: 'data', next: 'ring', nextOn: '2025-11-06', safeContact: 'Mornings only' },
    }
    expect((await site.post(desk, '/calls/new', call)).statusCode).toBe(303)
    const now = await recordNow(world, person.id)
    expect(now.phones.map(({ number }) => number)).toEqual(['+441614960123', '+441614960555'])
    expect([now.person?.postcode, now.plan?.words]).toEqual(['SK3 8NR', 'Mornings only'])
    const more = (await eventsOf(world)).filter(({ action }) => action === 'person.hear-more')
    expect(more).toMatchObject([{ person_id: person.id, detail: { added: ['phone numbers', 'postcode'] } }])
  })

  it('the desk asks for another number of someone we know, and never puts in the one that rings', async () => {
    const { desk, person, site } = await asked()
    const at = `/calls/new?person=${person.reference}`
    expect((await site.get(desk, at)).body).toContain('They gave another number')
    expect((await site.get(desk, `${at}&phone=%2B441614960777`)).body).not.toContain('value="+441614960777"')
    const wrong = await site.post(desk, '/calls/new', { person: person.reference, needs: 'data', next: 'sorted', phones: 'red' })
    expect([wrong.statusCode, wrong.body.includes('value="red"')]).toEqual([422, true])
  })

  it('who says nothing new has nothing written about them', async () => {
    const { world, desk, person, site } = await asked()
    await site.post(desk, '/calls/new', { person: person.reference, needs: 'data', next: 'sorted' })
    expect((await eventsOf(world)).filter(({ action }) => action === 'person.hear-more')).toEqual([])
  })
})
