import { describe, expect, it } from 'vitest'
import { restrictPerson } from '#modules/people'
import { eventsOf, got } from '#test/helping'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'
import { ANN, asked, inside, requestOf } from './who-asks-trial'

const notes = (world: World) => inside(world, (tx) => tx.selectFrom('person_note_version').select('words').execute())

describe('who asked by a form, beside whom we know', () => {
  it('shows the two records side by side before they become one, and how they are taken apart', async () => {
    // With no plan of safe contact: where there is one, no number is read off here.
    const { desk, site, reference } = await asked({ birthYear: 1974, safeContact: '' })
    const { body } = await site.get(desk, `/requests/${reference}/triage`)
    const table = /<table[^>]*digiknow-compare.*?<\/table>/s.exec(body)?.[0] ?? ''
    for (const said of [
      'Margaret Ollerenshaw',
      'known to us',
      'Margret Ollerenshaw',
      'from this form',
      '0161 496 0123, 07700 900123',
    ])
      expect(table).toContain(said)
    expect(table).toMatch(/is-different.*Born.*\(not the same\).*"We have">1947<.*"This form">1974</s)
    expect(body).toContain('A coordinator can take the two apart again for 30 days')
    expect(body).not.toContain('The one record is kept apart too')
  })

  it('where one record says that they have died it says so, and what would stop; one of another alliance is never beside it', async () => {
    const { world, desk, person, site, reference } = await asked()
    await inside(world, (tx) => tx.updateTable('person').set({ has_died: true }).where('id', '=', person.id).execute())
    const { person_id, id } = await requestOf(world, reference)
    const at = new Date('2025-11-05T09:00:00Z')
    const ring = {
      status: 'waiting',
      due_from: at,
      asked_at: at,
      about_type: 'request',
      about_id: id,
      cause: 'call 1',
      why: 'Ring',
    }
    await inside(world, (tx) =>
      tx
        .insertInto('call_back')
        .values({ alliance_id: world.allianceId, id, person_id, ...ring })
        .execute(),
    )
    const { body } = await site.get(desk, `/requests/${reference}/triage`)
    expect(body).toContain(`${person.reference} says that they have died, and the other record does not.`)
    expect(body).toMatch(/this stops at once, and whoever helps them is told:.*1 call/s)
    const elsewhere = await newWorld()
    const theirs = await (await openSite(elsewhere)).get(await elsewhere.as('helpline'), `/requests/${reference}/triage`)
    expect([theirs.statusCode, theirs.body.includes('Ollerenshaw')]).toEqual([404, false])
  })

  it('what the form says otherwise is kept as a note: what we had stays', async () => {
    const { world, person, look } = await asked({ birthYear: 1974, language: 'pl' })
    expect((await look(person.reference)).statusCode).toBe(303)
    expect(await notes(world)).toEqual([{ words: 'The form said otherwise. Year of birth: 1974. Speaks: Polish' }])
    const now = await inside(world, (tx) =>
      tx.selectFrom('person').select(['birth_year', 'language']).where('id', '=', person.id).executeTakeFirst(),
    )
    expect(now).toEqual({ birth_year: 1947, language: 'en' })
    expect(JSON.stringify(await eventsOf(world))).not.toMatch(/1974|Polish/)
  })

  it('a form that asks no language says nothing of it: whom we ring with an interpreter goes on so', async () => {
    const { world, desk, person, site, reference, look } = await asked({ birthYear: 1974 }, { ...ANN, language: 'ur' })
    expect((await site.get(desk, `/requests/${reference}/triage`)).body).not.toMatch(/<th scope="row">\s*Speaks/)
    expect((await look(person.reference)).statusCode).toBe(303)
    expect(await notes(world)).toEqual([{ words: 'The form said otherwise. Year of birth: 1974' }])
    const now = await inside(world, (tx) =>
      tx.selectFrom('person').select('language').where('id', '=', person.id).executeTakeFirst(),
    )
    expect(now).toEqual({ language: 'ur' })
  })

  it('another language than the usual one was said: it stands beside ours', async () => {
    const { desk, site, reference } = await asked({ language: 'pl' }, { ...ANN, language: 'ur' })
    expect((await site.get(desk, `/requests/${reference}/triage`)).body).toMatch(/<th scope="row">\s*Speaks.*Urdu.*Polish/s)
  })

  it('taken apart, the notes of what the form said go back with it', async () => {
    const { world, site, person, reference, look } = await asked({ birthYear: 1974 }, { ...ANN, postcode: 'SK1 1AA' })
    const form = await requestOf(world, reference)
    expect((await look(person.reference)).statusCode).toBe(303)
    const noted = () =>
      inside(world, (tx) =>
        tx
          .selectFrom('person_note as n')
          .innerJoin('person_note_version as v', 'v.note_id', 'n.id')
          .select(['n.person_id', 'v.words'])
          .orderBy('v.words')
          .execute(),
      )
    const both = ['The form said otherwise. Year of birth: 1974', 'They gave another address: 4 Long Lane, SK3 8NR']
    expect(await noted()).toEqual(both.map((words) => ({ person_id: person.id, words })))
    const { id } = await inside(world, (tx) => tx.selectFrom('person_merge').select('id').executeTakeFirstOrThrow())
    expect((await site.post(await world.as('coordinator'), `/merges/${id}/undo`, {})).statusCode).toBe(303)
    expect(await noted()).toEqual(both.map((words) => ({ person_id: form.person_id, words })))
  })

  it('that somebody kept apart was shown beside it is written down', async () => {
    const { world, person, site, reference } = await asked()
    const guardian = await world.as('safeguarding', 'helpline')
    got(await restrictPerson(guardian, { reference: person.reference, why: 'A relative', readers: [], stops: [] }))
    const { body } = await site.get(guardian, `/requests/${reference}/triage`)
    expect(body).toContain(`${person.reference} is kept apart, and the other record is not.`)
    expect((await site.get(await world.as('coordinator'), `/requests/${reference}/triage`)).body).not.toContain(person.reference)
    const read = (await eventsOf(world)).filter(({ action, person_id }) => action.includes('read') && person_id === person.id)
    expect(JSON.stringify(read)).toContain('who asked by a form')
  })
})
