import { describe, expect, it } from 'vitest'
import { newId } from '#platform/ids'
import { template } from '#platform/template'
import { newWorld, type World } from '#test/world'
import { around, compose } from './compose'
import { fieldsIn, render } from './render'
import { wordsFor } from './words-for'

const due = template({
  name: 'test-due',
  when: 'In tests',
  fields: { device: 'tablet DK-0317', day: 'Friday 5 December' },
  words: {
    text: 'Your ((device)) is due back on ((day)).',
    subject: 'Your ((device)) is due back',
    body: 'Your (( device )) is due back.\n\nThe day is ((day)).',
    call: 'Ask whether they are done with the ((device)).',
  },
})
const FACTS = { device: 'tablet DK-0317', day: 'Friday 5 December' }

describe('words with their facts', () => {
  it.each([
    ['text', '', 'Your tablet DK-0317 is due back on Friday 5 December.'],
    ['email', 'Your tablet DK-0317 is due back', 'Your tablet DK-0317 is due back.\n\nThe day is Friday 5 December.'],
    ['letter', 'Your tablet DK-0317 is due back', 'Your tablet DK-0317 is due back.\n\nThe day is Friday 5 December.'],
    ['call', '', 'Ask whether they are done with the tablet DK-0317.'],
  ] as const)('as a %s', (form, subject, body) => expect(render(due.words, FACTS, form)).toEqual({ subject, body }))

  it('puts a fact in once, and does not read it again', () =>
    expect(render(due.words, { device: '((day)) $& $1', day: 'x' }, 'text').body).toBe('Your ((day)) $& $1 is due back on x.'))

  it('names the fact that is not there', () => expect(() => render(due.words, { device: 'tablet' }, 'text')).toThrow('((day))'))

  it('lists each field once', () => expect(fieldsIn('((a)) (( b )) ((a)) (c) ((d)')).toEqual(['a', 'b']))

  it('a fact named like what every object has is still a missing fact', () =>
    expect(() => render({ ...due.words, text: '((constructor))' }, {}, 'text')).toThrow('((constructor))'))
})

describe('one message of several things', () => {
  const parts = [render(due.words, FACTS, 'email'), render(due.words, { device: 'SIM', day: 'Monday' }, 'email')]
  const envelope = { name: 'Rita', from: 'DigiKnow, 0161 496 0123' }

  it('greets once and signs once', () => {
    const { subject, body } = compose(around.words, parts, envelope, 'email')
    expect(subject).toBe('Some news for you')
    expect(body.match(/Hello Rita/g)).toHaveLength(1)
    expect(body.match(/From DigiKnow/g)).toHaveLength(1)
    expect(body).toContain('The day is Friday 5 December.\n\nYour SIM is due back.')
  })

  it('keeps the subject of a single thing', () =>
    expect(compose(around.words, parts.slice(0, 1), envelope, 'email').subject).toBe('Your tablet DK-0317 is due back'))

  it('joins texts by a space', () => {
    const texts = [render(due.words, FACTS, 'text'), render(due.words, FACTS, 'text')]
    expect(compose(around.words, texts, envelope, 'text').body).toBe(
      'Hello Rita. Your tablet DK-0317 is due back on Friday 5 December. Your tablet DK-0317 is due back on Friday 5 December. DigiKnow, 0161 496 0123',
    )
  })
})

const write = async (world: World, number: number, language: string, text: string): Promise<string> => {
  const id = newId()
  await world.db.transaction(world.system, (tx) =>
    tx
      .insertInto('template_version')
      .values({
        alliance_id: world.allianceId,
        id,
        template: due.name,
        language,
        number,
        text_words: text,
        subject_words: '',
        body_words: '',
        call_words: '',
        made_at: new Date(),
      })
      .execute(),
  )
  return id
}
const chosenIn = (world: World, language: string) =>
  world.db.transaction(world.system, async (tx) => (await wordsFor(tx, world.allianceId, [due], [language]))(due, language))

describe('the words to use now', () => {
  it('are ours until the alliance has its own', async () =>
    expect(await chosenIn(await newWorld(), 'ur')).toEqual({ version: null, language: 'en', words: due.words }))

  it('are the newest, in their language or else in English, and never another alliance’s', async () => {
    const [world, other] = [await newWorld(), await newWorld()]
    await write(other, 1, 'en', 'not ours')
    expect((await chosenIn(world, 'ur')).version).toBeNull()
    await write(world, 1, 'en', 'first')
    const second = await write(world, 2, 'en', 'second')
    expect(await chosenIn(world, 'ur')).toMatchObject({ version: second, language: 'en', words: { text: 'second' } })
    const urdu = await write(world, 1, 'ur', 'اردو')
    expect(await chosenIn(world, 'ur')).toMatchObject({ version: urdu, language: 'ur', words: { text: 'اردو' } })
  })

  it('of many at once are the same as one by one', async () => {
    const world = await newWorld()
    const id = await write(world, 1, 'pl', 'po polsku')
    const words = await world.db.transaction(world.system, (tx) => wordsFor(tx, world.allianceId, [due, around], ['pl', 'ur']))
    expect([words(due, 'pl').version, words(due, 'ur').version, words(around, 'pl').version]).toEqual([id, null, null])
  })
})
