import { expect, it } from 'vitest'
import { askForCallBack } from '#modules/callbacks'
import { command } from '#platform/command'
import { takeTurn, writeJournal } from '#platform/journal'
import { done } from '#platform/outcome'
import { aPerson, eventsOf, got } from '#test/helping'
import { openSite } from '#test/site'
import { newWorld } from '#test/world'

const TIMES = 12

const note = command('note.write', async (work, { person, steps }: { person: string; steps: number }) => {
  const about = { type: 'person', id: person }
  for (let nth = 0; nth < steps; nth++)
    await writeJournal(work.tx, work, [
      { action: 'call-back.call-off', about, detail: { nth: nth * 2 } },
      { action: 'call-back.call-off', about, detail: { nth: nth * 2 + 1 } },
    ])
  return done(null, { about, person }, { about, person, ...{ action: 'match.end' } })
})

it('of one moment, what a command does comes first, then what came of it in the order it did', async () => {
  const world = await newWorld()
  const desk = await world.as('helpline')
  const { id: person } = await aPerson(world, 'Ann Example')
  const before = (await eventsOf(world)).length
  for (let time = 0; time < TIMES; time++) got(await note(desk, { person, steps: 2 }))
  const told = (await eventsOf(world)).slice(before).map(({ action, detail }) => (detail as { nth?: number }).nth ?? action)
  // The commands too, one after another at one moment, in the order they were given.
  expect(told).toEqual(Array.from({ length: TIMES }, () => ['note.write', 0, 1, 2, 3, 'match.end']).flat())
})

const about = (id: string) => ({ type: 'person', id })

const step = command('match.end', async (work, person: string) => {
  await writeJournal(work.tx, work, [{ action: 'call-back.call-off', about: about(person) }])
  return done(null, { about: about(person) })
})

it('so does each step of a larger one, and what took its turn before it was told', async () => {
  const larger = command('note.write', async (work, person: string) => {
    const first = await step.within(work, person)
    const turn = takeTurn(work)
    await writeJournal(work.tx, work, [{ action: 'call-back.ask', about: about(person) }])
    const second = await step.within(work, person)
    if (!first.ok || !second.ok) return first
    return done(null, ...first.happened, ...second.happened, { about: about(person), turn })
  })
  const world = await newWorld()
  const coordinator = await world.as('coordinator')
  const { id: person } = await aPerson(world, 'Ann Example')
  const before = (await eventsOf(world)).length
  got(await larger(coordinator, person))
  expect((await eventsOf(world)).slice(before).map(({ action }) => action)).toEqual([
    ...['match.end', 'call-back.call-off', 'note.write', 'call-back.ask', 'match.end', 'call-back.call-off'],
  ])
})

it('a timeline tells of a death below what was called off for it', async () => {
  const owe = command('call-back.ask', async (work, person: string) => {
    await askForCallBack(work, { person, about: { type: 'person', id: person }, why: 'How is it going?', cause: person })
    return done(null)
  })
  const world = await newWorld()
  const [desk, site] = [await world.as('helpline'), await openSite(world)]
  for (let time = 0; time < TIMES; time++) {
    const { id, reference } = await aPerson(world, `Ann Example ${time}`)
    got(await owe(desk, id))
    expect((await site.post(desk, `/people/${reference}/died`, {})).statusCode).toBe(303)
    const theirs = (await eventsOf(world)).filter(({ person_id }) => person_id === id).map(({ action }) => action)
    expect(theirs).toEqual(['person.record', 'call-back.ask', 'person.died', 'call-back.call-off'])
    const { body } = await site.get(desk, `/people/${reference}`)
    const timeline = body.slice(body.indexOf('id="timeline"'))
    const [above, below] = ['A call that we owed them is not needed any more', 'We were told that they have died']
    expect(timeline).toMatch(new RegExp(`${above}.*${below}`, 's'))
  }
})
