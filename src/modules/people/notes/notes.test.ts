import { expect, it } from 'vitest'
import { aPerson, eventsOf, got } from '#test/helping'
import { openSite } from '#test/site'
import { newWorld } from '#test/world'
import { markAlive, markDied } from '../mark-died'
import { correctNote, noteForm, writeNote } from './write-note'

const noted = async () => {
  const world = await newWorld()
  const person = await aPerson(world, 'Ann Example')
  const helpline = await world.as('helpline')
  got(await writeNote(helpline, { reference: person.reference, words: 'Has a cat called Tibbles' }))
  const { id } = await world.db.transaction(world.system, (tx) =>
    tx.selectFrom('person_note').select('id').executeTakeFirstOrThrow(),
  )
  return { world, person, helpline, id }
}

it('a corrected note reads as it is now; what it said before is there for those allowed, and no words are in the journal', async () => {
  const { world, person, helpline, id } = await noted()
  got(await correctNote(helpline, { id, words: 'Has a dog called Tibbles', seen: 1 }))
  const site = await openSite(world)
  const page = await site.get(helpline, `/people/${person.reference}`)
  expect(page.body).toContain('Has a dog')
  expect(page.body).not.toContain('Has a cat')
  expect((await site.get(helpline, `/notes/${id}`)).statusCode).toBe(403)
  const before = await site.get(await world.as('coordinator'), `/notes/${id}`)
  expect(before.body).toContain('Has a cat')
  expect(JSON.stringify(await eventsOf(world))).not.toContain('Tibbles')
})

it('eight people correcting one note at once: one does, the others are told it moved on', async () => {
  const { helpline, id } = await noted()
  const all = await Promise.all(
    Array.from({ length: 8 }, (_, at) => correctNote(helpline, { id, words: `Version ${at}`, seen: 1 })),
  )
  expect(all.filter(({ ok }) => ok)).toHaveLength(1)
  expect(all.filter((one) => !one.ok && one.code === 'moved-on')).toHaveLength(7)
})

it('10,000 characters are kept whole, and one more is said; nobody else’s note can be written', async () => {
  expect(noteForm.safeParse({ words: 'x'.repeat(10_000) }).success).toBe(true)
  expect(noteForm.safeParse({ words: 'x'.repeat(10_001) }).error?.issues[0]?.message).toContain('10,000')
  const { world, person, id } = await noted()
  expect(await writeNote(await world.as('champion'), { reference: person.reference, words: 'x' })).toMatchObject({
    code: 'forbidden',
  })
  const other = await newWorld()
  expect(await writeNote(await other.as('helpline'), { reference: person.reference, words: 'x' })).toMatchObject({
    code: 'not-found',
  })
  expect(await correctNote(await other.as('helpline'), { id, words: 'x', seen: 1 })).toMatchObject({ code: 'moved-on' })
  expect((await (await openSite(other)).get(await other.as('coordinator'), `/notes/${id}`)).statusCode).toBe(404)
})

it('someone who has died is not to be reached, kindly said; a mistake is put right', async () => {
  const { world, person, helpline } = await noted()
  expect(await markDied(helpline, { reference: person.reference, diedOn: '2025-12-01', stops: [] })).toMatchObject({
    field: 'diedOn',
  })
  got(await markDied(helpline, { reference: person.reference, diedOn: null, stops: [] }))
  expect(await markDied(helpline, { reference: person.reference, diedOn: null, stops: [] })).toMatchObject({ code: 'moved-on' })
  const page = await (await openSite(world)).get(helpline, `/people/${person.reference}`)
  expect(page.body).toContain('We were told that Ann Example has died')
  const gone = await world.db.transaction(world.system, (tx) => tx.selectFrom('person_reach').select('gone').execute())
  expect(gone).toEqual([{ gone: true }])
  got(await markAlive(helpline, { ...person, stops: [] }))
  expect(await markAlive(helpline, { ...person, stops: [] })).toMatchObject({ code: 'moved-on' })
  expect(await markDied(await world.as('librarian'), { reference: person.reference, diedOn: null, stops: [] })).toMatchObject({
    code: 'forbidden',
  })
})

it('the timeline is narrowed by kind and paged', async () => {
  const { world, person, helpline } = await noted()
  const later = await world.at('2025-11-05T11:00:00Z').as('helpline')
  for (const at of Array.from({ length: 55 }, (_, nth) => nth))
    got(await writeNote(later, { reference: person.reference, words: `Note ${at}` }))
  const site = await openSite(world)
  const first = await site.get(helpline, `/people/${person.reference}?show=record`)
  expect(first.body).not.toContain('Became known to us')
  const older = /href="\/[^/]+(\/people\/[^"]*before=[^"#]*)/.exec(first.body)?.[1]?.replaceAll('&amp;', '&')
  expect((await site.get(helpline, String(older))).body).toContain('Became known to us')
  const loans = await site.get(helpline, `/people/${person.reference}?show=loans`)
  expect(loans.body).not.toContain('A note was written')
})
