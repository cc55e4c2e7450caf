import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { newId } from '#platform/ids'
import { type TemplateWords, template } from '#platform/template'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'
import { pagesOf } from '../letters/letters-trial'
import { wrongWords } from './check-words'
import { around } from './compose'
import { bringBackWords, saveWords } from './save-words'
import { plainly, textCost } from './text-cost'
import { readVersions } from './version.queries'

const OURS = around.words
const PATH = `/templates/${around.name}`
const versionsOf = ({ db, allianceId }: World, language = 'en') =>
  db.transaction({ allianceId }, (tx) => readVersions(tx, allianceId, around, language))
const save = (world: World, words: Partial<TemplateWords>, language = 'en') =>
  saveWords(world.system, { template: around, language, words: { ...OURS, ...words } })
const eventsOf = ({ db, allianceId }: World) =>
  db.transaction({ allianceId }, (tx) =>
    tx.selectFrom('event').select(['action', 'detail']).orderBy(sql`detail ->> 'number'`).execute(),
  )

const speaks = (world: World, language: string) =>
  world.db.transaction(world.system, (tx) =>
    tx
      .insertInto('person')
      .values({ alliance_id: world.allianceId, id: newId(), name: 'Ann Example', language, created_on: '2025-01-01' })
      .execute(),
  )

describe('what a text costs', () => {
  it.each([
    ['one of 160', 'a'.repeat(160), 1, 160, 160],
    ['two from 161', 'a'.repeat(161), 2, 161, 306],
    ['two of 306', 'a'.repeat(306), 2, 306, 306],
    ['three from 307', 'a'.repeat(307), 3, 307, 459],
    ['three of 459', 'a'.repeat(459), 3, 459, 459],
    ['the euro counts twice', '€'.repeat(80), 1, 160, 160],
    ['and so makes two', '€'.repeat(81), 2, 162, 306],
    ['70 of another alphabet', 'ي'.repeat(70), 1, 70, 70],
    ['two from 71', 'ي'.repeat(71), 2, 71, 134],
    ['a flag of many parts', '🏴󠁧󠁢󠁷󠁬󠁳󠁿', 1, 14, 70],
    ['nothing yet', '', 1, 0, 160],
  ])('%s', (_what, words, texts, characters, fits) => expect(textCost(words)).toMatchObject({ texts, characters, fits }))

  it('names each character that changes the encoding, and what it would be without', () =>
    expect(textCost(`${'a'.repeat(150)}łłć`)).toMatchObject({ odd: ['ł', 'ć'], texts: 3, textsWithoutOdd: 1 }))

  it('does not pay for typographic marks', () => {
    expect(plainly('It’s “due” – soon…\u00a0now')).toBe('It\'s "due" - soon... now')
    expect(textCost(plainly('It’s “due” – soon…\u00a0now')).odd).toEqual([])
  })
})

describe('words are checked when they are saved', () => {
  const asking = template({
    name: 'test-asking',
    when: 'In tests',
    fields: { device: 'tablet', day: 'Friday' },
    asks: { answer: 'renew', replies: ['1', 'YES'] },
    words: { text: '((device)) by ((day)). Reply 1', subject: 'About ((device))', body: '((device)) ((day))', call: 'Ask.' },
  })
  it.each([
    ['a fact we do not have', { text: '((devise)) by ((day)). Reply 1' }, 'text', '((devise)). You can use ((device)), ((day))'],
    ['a fact left out', { body: 'Bring back ((device))' }, 'body', 'Say ((day)) too'],
    ['brackets left open', { subject: 'About ((device)' }, 'subject', 'Close each pair of brackets'],
    ['brackets with nothing in', { call: 'Ask (( )) now' }, 'call', 'Close each pair of brackets'],
    ['no word on how to answer', { text: '((device)) by ((day)) at 11' }, 'text', 'Say how to answer: 1 or YES'],
  ] as const)('%s', (_what, words, field, says) => {
    const wrong = wrongWords(asking, { ...asking.words, ...words })
    expect(wrong.map((one) => one.field)).toEqual([field])
    expect(wrong[0]?.message).toContain(says)
  })
  it('and ours are right', () => expect([wrongWords(asking, asking.words), wrongWords(around, OURS)]).toEqual([[], []]))
  it('an answer may be written small, and single brackets are only brackets', () =>
    expect(wrongWords(asking, { ...asking.words, text: '((device)) (yours) by ((day)): say yes' })).toEqual([]))
})

describe('an alliance’s own words', () => {
  it('are kept version after version, by whom and when, and never changed', async () => {
    const world = await newWorld()
    const lead = await world.as('lead')
    const first = await saveWords(lead, {
      template: around,
      language: 'en',
      words: { ...OURS, call: 'Hi ((name)) ((from)) ((message))' },
    })
    expect(first).toMatchObject({ ok: true, value: { number: 1 } })
    await save(world, { subject: 'News' })
    const versions = await versionsOf(world)
    expect(versions.map(({ number, by }) => [number, by])).toEqual([
      [2, null],
      [1, 'Test lead'],
      [0, null],
    ])
    expect(await eventsOf(world)).toMatchObject([
      { action: 'template.save', detail: { number: 1, language: 'en' } },
      { action: 'template.save', detail: { number: 2 } },
    ])
    for (const change of ['update template_version set text_words = $1', 'delete from template_version where text_words <> $1'])
      await expect(world.db.pool.query(change, ['x'])).rejects.toThrow('permission denied')
  })

  it('are refused when a fact is wrong, and nothing is written', async () => {
    const world = await newWorld()
    expect(await save(world, { text: '((nobody))' })).toMatchObject({ ok: false, code: 'wrong-words', field: 'text' })
    expect(await save(world, {}, 'tlh')).toMatchObject({ ok: false, status: 404 })
    expect([(await versionsOf(world)).length, (await eventsOf(world)).length]).toEqual([1, 0])
  })

  it('saved by eight at once are numbered, or the late are told', async () => {
    const world = await newWorld()
    const outcomes = await Promise.all(Array.from({ length: 8 }, (_, turn) => save(world, { subject: `News ${turn}` })))
    const saved = outcomes.filter(({ ok }) => ok).length
    expect(saved).toBeGreaterThan(0)
    expect(outcomes.filter((outcome) => !outcome.ok && outcome.code !== 'moved-on')).toEqual([])
    expect((await versionsOf(world)).map(({ number }) => number)).toEqual(
      Array.from({ length: saved + 1 }, (_, at) => saved - at),
    )
  })

  it('come back as a new version, ours too, and once', async () => {
    const world = await newWorld()
    await save(world, { subject: 'First' })
    await save(world, { subject: 'Second' })
    const back = (number: number, newest: number) =>
      bringBackWords(world.system, { template: around, language: 'en', number, newest })
    expect(await back(1, 2)).toMatchObject({ ok: true, value: { number: 3 } })
    expect(await back(1, 2)).toMatchObject({ ok: false, code: 'moved-on' })
    expect(await back(3, 3)).toMatchObject({ ok: false, code: 'moved-on' })
    expect(await back(9, 3)).toMatchObject({ ok: false, status: 404 })
    expect(await back(0, 3)).toMatchObject({ ok: true, value: { number: 4 } })
    expect((await versionsOf(world)).map(({ number, againOf, words }) => [number, againOf, words.subject])).toEqual([
      [4, 0, OURS.subject],
      [3, 1, 'First'],
      [2, null, 'Second'],
      [1, null, 'First'],
      [0, null, OURS.subject],
    ])
    expect((await eventsOf(world)).at(-1)).toMatchObject({ action: 'template.bring-back', detail: { number: 4, againOf: 0 } })
  })

  it('that no longer fit do not come back', async () => {
    const world = await newWorld()
    await save(world, { subject: 'First' })
    await save(world, { subject: 'Second' })
    const shrunk = { ...around, fields: { name: '', from: '' } }
    expect(await bringBackWords(world.system, { template: shrunk, language: 'en', number: 1, newest: 2 })).toMatchObject({
      ok: false,
      code: 'wrong-words',
    })
  })
})

describe('the pages', () => {
  it('list, show, change, look and bring back, with what was typed kept', async () => {
    const world = await newWorld()
    const lead = await world.as('lead')
    const site = await openSite(world)
    expect((await site.get(lead, '/templates')).body).toContain('Around every message')
    expect((await site.get(lead, PATH)).body).toContain('Paid for as 1 text')
    const wrong = await site.post(lead, `${PATH}/change?language=en`, { ...OURS, text: 'Dear ((nam)) <b>' })
    expect(wrong.statusCode).toBe(422)
    expect(wrong.body).toContain('We have nothing to put in for ((nam))')
    expect(wrong.body).toContain('Dear ((nam)) &lt;b>')
    const looked = await site.post(lead, `${PATH}/look?language=en`, { ...OURS, text: 'Ahoy ((name)). ((message)) ((from))' })
    expect([looked.statusCode, looked.body.includes('Ahoy Rita. Your tablet')]).toEqual([200, true])
    const badLook = await site.post(lead, `${PATH}/look?language=en`, { ...OURS, text: 'Ahoy' })
    expect([badLook.statusCode, badLook.body.includes('Say ((name))')]).toEqual([422, true])
    expect(await versionsOf(world)).toHaveLength(1)
    const saved = await site.post(lead, `${PATH}/change?language=en`, { ...OURS, text: 'Ahoy ((name)). ((message)) ((from))' })
    expect([saved.statusCode, saved.headers.location]).toEqual([303, `/${world.slug}${PATH}?language=en`])
    expect((await site.get(lead, PATH)).body).toContain('Ahoy Rita.')
    expect((await site.get(lead, `${PATH}?version=0`)).body).toContain('Hello Rita.')
    expect((await site.get(lead, `${PATH}?version=7`)).statusCode).toBe(404)
    const back = await site.post(lead, `${PATH}/bring-back?language=en`, { number: '0', newest: '1' })
    expect(back.statusCode).toBe(303)
    expect(await versionsOf(world)).toHaveLength(3)
  })

  it('in the languages people speak, and no other', async () => {
    const world = await newWorld()
    const lead = await world.as('lead')
    const site = await openSite(world)
    expect((await site.get(lead, `${PATH}?language=ur`)).statusCode).toBe(404)
    await speaks(world, 'ur')
    await speaks(world, 'bfi')
    const page = await site.get(lead, `${PATH}?language=ur`)
    expect(page.body).toContain('No words in Urdu yet')
    expect(page.body).not.toContain('British Sign')
    const urdu = {
      text: 'سلام ((name))۔ ((message)) ((from))',
      subject: 'خبر',
      body: '((name)) ((message)) ((from))',
      call: '((name)) ((from)) ((message))',
    }
    expect((await site.post(lead, `${PATH}/change?language=ur`, urdu)).statusCode).toBe(303)
    const shown = await site.get(lead, `${PATH}?language=ur`)
    expect([shown.body.includes('سلام Rita'), shown.body.includes('Letters of this alphabet')]).toEqual([true, true])
  })

  it('show the letter as it will print', async () => {
    const world = await newWorld()
    const answer = await (await openSite(world)).get(await world.as('helpline'), `${PATH}/letter.pdf?language=en&version=0`)
    expect([answer.statusCode, answer.headers['content-type'], answer.rawPayload.subarray(0, 5).toString()]).toEqual([
      200,
      'application/pdf',
      '%PDF-',
    ])
  })

  it('show a letter in another language with its English beside it, and say so where it cannot be printed', async () => {
    const [world, BENGALI] = [await newWorld(), 'আপনার ট্যাবলেট']
    for (const language of ['bn', 'uk']) await speaks(world, language)
    const [site, lead] = [await openSite(world), await world.as('lead')]
    const inWords = (body: string) => ({ ...OURS, body: `((name))\n\n${body}\n\n((message))\n\n((from))` })
    await site.post(lead, `${PATH}/change?language=bn`, inWords(BENGALI))
    await site.post(lead, `${PATH}/change?language=uk`, inWords('Добрий день'))
    const pages = async (language: string) =>
      pagesOf((await site.get(lead, `${PATH}/letter.pdf?language=${language}`)).rawPayload)
    expect(await pages('uk')).toEqual([expect.stringContaining('Добрий день'), expect.stringContaining('Hello')])
    expect(await pages('bn')).toEqual([expect.stringContaining('Ask us for this in your language')])
    expect((await site.get(lead, `${PATH}?language=bn`)).body).toContain('We cannot print Bengali yet.')
    expect((await site.get(lead, `${PATH}?language=uk`)).body).not.toContain('cannot print')
  })

  it('of a template there is not are not found', async () => {
    const world = await newWorld()
    const lead = await world.as('lead')
    const site = await openSite(world)
    const answers = [
      await site.get(lead, '/templates/nothing'),
      await site.get(lead, '/templates/constructor/change'),
      await site.post(lead, '/templates/nothing/change', { ...OURS }),
      await site.post(lead, '/templates/nothing/look', { ...OURS }),
      await site.post(lead, '/templates/nothing/bring-back', { number: '0', newest: '1' }),
    ]
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([404, 404, 404, 404, 404])
  })
})
