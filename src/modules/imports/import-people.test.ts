import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { findPeople } from '#modules/people'
import { allOf, xlsxOf } from '#platform/tabular/index'
import { bringIn } from '#test/bring-in'
import { newWorld, type World } from '#test/world'
import { badRowsFile } from './bad-rows'

const csv = (...lines: string[]): Buffer => Buffer.from(`${lines.join('\n')}\n`)
const HEAD = 'Reference,Name,Year of birth,Phone,Postcode,Language,Email'
const GOOD = csv(
  HEAD,
  'A1,Ann Example,1947,0161 496 0123,SK3 8NR,Urdu,ann@example.org',
  'A2,Siân O’Neill,29/02/1948,07700 900123; 0161 496 0124,sk3 8nr,,',
  'A3,"=HYPERLINK(""http://evil.example"",""Win"")",,,SK1 1AA,Polish,',
)

const peopleOf = ({ db, allianceId }: World) =>
  db.transaction({ allianceId }, (tx) => tx.selectFrom('person').selectAll().orderBy('name').execute())
const countOf = async (world: World): Promise<number> => (await peopleOf(world)).length

/** While `work` runs, the database refuses anyone of this name, with this SQLSTATE. */
const refusing = async ({ ownerUrl }: World, name: string, state: string, work: () => Promise<void>): Promise<void> => {
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  await owner.query(`create function trip() returns trigger language plpgsql as $$ begin
    if new.name = '${name}' then raise exception 'refused by the test' using errcode = '${state}'; end if; return new; end $$`)
  await owner.query('create trigger trip before insert on person for each row execute function trip()')
  try {
    await work()
  } finally {
    await owner.query('drop trigger trip on person; drop function trip')
    await owner.end()
  }
}

describe('bringing people in', () => {
  it('makes each a person who is found by name, phone and postcode, with an event of their own and one for the file', async () => {
    const world = await newWorld()
    const ctx = await world.as('coordinator')
    expect(await bringIn(ctx, 'people', GOOD)).toMatchObject({ ok: true, tally: { read: 3, written: 3, bad: 0 } })
    const people = await peopleOf(world)
    expect(people.map(({ name, birth_year, postcode, language }) => [name, birth_year, postcode, language])).toEqual([
      ['=HYPERLINK("http://evil.example","Win")', null, 'SK1 1AA', 'pl'],
      ['Ann Example', 1947, 'SK3 8NR', 'ur'],
      ['Siân O’Neill', 1948, 'SK3 8NR', 'en'],
    ])
    const { found, events } = await world.db.transaction({ allianceId: world.allianceId }, async (tx) => ({
      found: await findPeople(tx, world.allianceId, '0161 4960124'),
      events: await tx.selectFrom('event').select(['action', 'actor', 'person_id', 'detail']).orderBy('id').execute(),
    }))
    expect(found.map(({ name }) => name)).toEqual(['Siân O’Neill'])
    const made = events.filter(({ action }) => action === 'person.record')
    const brought = events.filter(({ action }) => action === 'import.people')
    expect([events.length, made.length, brought.length]).toEqual([4, 3, 1])
    expect(events.every(({ actor }) => actor === 'account')).toBe(true)
    expect(new Set(made.map(({ person_id }) => person_id))).toEqual(new Set(people.map(({ id }) => id)))
    expect(brought[0]?.detail).toMatchObject({ read: 3, written: 3, bad: 0 })
  })

  it('the same file again makes nobody twice, and leaves what was put right since', async () => {
    const world = await newWorld()
    await bringIn(world.system, 'people', GOOD)
    await world.db.transaction({ allianceId: world.allianceId }, (tx) =>
      tx.updateTable('person').set({ name: 'Ann Corrected' }).where('name', '=', 'Ann Example').execute(),
    )
    expect((await bringIn(world.system, 'people', GOOD)).tally).toMatchObject({ written: 0, leftOut: { 'already here': 3 } })
    expect((await peopleOf(world)).map(({ name }) => name)).toContain('Ann Corrected')
    expect(await countOf(world)).toBe(3)
  })

  it.each([
    ['name, year of birth and postcode', 'Ann,1947,,SK3 8NR', 'ANN,1947,07700 900123,sk38nr', 1],
    ['name and phone', 'Ann,,07700900123,', 'Ann,,+44 7700 900123,', 1],
    ['the name alone, with another phone', 'Ann,,07700900123,', 'Ann,,07700900124,', 2],
    ['postcode alone, with another year', 'Ann,1947,,SK3 8NR', 'Ann,1975,,SK3 8NR', 2],
  ])('without a reference, two rows with the same %s make the right number of people', async (_what, one, other, people) => {
    const world = await newWorld()
    const head = 'Name,Year of birth,Phone,Postcode'
    expect((await bringIn(world.system, 'people', csv(head, one, other))).ok).toBe(true)
    expect((await bringIn(world.system, 'people', csv(head, other))).ok).toBe(true)
    expect(await countOf(world)).toBe(people)
  })

  const BAD = csv(
    HEAD,
    'B1,Ben Good,1950,0161 496 0123,SK3 8NR,,',
    'B2,Bad Year,29/02/2023,,SK3 8NR,,',
    'B3,Bad Phone,,12,SK3 8NR,,not-an-address',
    ',No Key,,,,,',
    'B5,Ragged,1950',
    'B6,Bea Good,1951,,SK3 8NR,,',
  )

  it('all or nothing: one bad row and nothing is written, each bad row named with its line and reason', async () => {
    const world = await newWorld()
    const brought = await bringIn(await world.as('coordinator'), 'people', BAD)
    expect(brought).toMatchObject({ ok: false, tally: { read: 6, written: 0, bad: 4 } })
    expect(brought.bad).toEqual([
      { line: 3, message: 'Year of birth: “29/02/2023” is a date that does not exist' },
      {
        line: 4,
        message: expect.stringMatching(/^Phone: “12” is not a phone number.*; Email: “not-an-address” is not an email/),
      },
      { line: 5, message: expect.stringContaining('Nothing here tells this person from another') },
      { line: 6, message: expect.stringContaining('This row has 3 cells but there are 7 columns') },
    ])
    const left = await world.db.transaction({ allianceId: world.allianceId }, async (tx) => ({
      people: await tx.selectFrom('person').select('id').execute(),
      tokens: await tx.selectFrom('person_token').select('token').execute(),
      events: await tx.selectFrom('event').select('action').execute(),
      run: await tx.selectFrom('import_run').selectAll().executeTakeFirstOrThrow(),
    }))
    expect(left).toMatchObject({ people: [], tokens: [], events: [], run: { status: 'failed', rows_bad: 4, rows_written: 0 } })
  })

  it('the good rows: those are kept, and the bad come back as a file that can be put right and brought in', async () => {
    const world = await newWorld()
    const brought = await bringIn(world.system, 'people', BAD, { mode: 'good' })
    expect(brought).toMatchObject({ ok: true, tally: { written: 2, bad: 4 } })
    const chunks = await allOf(badRowsFile(world.system, { id: brought.runId, columns: brought.tally.columns }))
    const text = Buffer.concat(chunks.map((chunk) => Buffer.from(chunk))).toString()
    expect(text).toContain('What to put right')
    const right = text
      .replace('29/02/2023', '29/02/2024')
      .replace('12,SK3', '0161 496 0199,SK3')
      .replace('not-an-address', 'bad@example.org')
    const again = await bringIn(world.system, 'people', Buffer.from(right), { mode: 'good' })
    expect(again.tally).toMatchObject({ read: 4, written: 2 + (right.includes('B5') ? 1 : 0), bad: 1 })
    expect((await peopleOf(world)).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Ben Good', 'Bea Good', 'Bad Phone', 'Bad Year']),
    )
  })

  it('takes everything back when a late batch cannot be written', async () => {
    const world = await newWorld()
    const lines = Array.from({ length: 1300 }, (_, at) => `R${at},Person ${at},,,SK3 8NR,,`)
    const ctx = await world.as('coordinator')
    await refusing(world, 'Person 1200', '53100', async () => {
      await expect(bringIn(ctx, 'people', csv(HEAD, ...lines))).rejects.toThrow('refused by the test')
      expect(await countOf(world)).toBe(0)
    })
    expect((await bringIn(ctx, 'people', csv(HEAD, ...lines))).tally.written).toBe(1300)
  })

  it('names the one row of a batch that the database will not take, and keeps the others', async () => {
    const world = await newWorld()
    const lines = Array.from({ length: 60 }, (_, at) => `R${at},Person ${at},,,SK3 8NR,,`)
    await refusing(world, 'Person 37', '23514', async () => {
      const brought = await bringIn(world.system, 'people', csv(HEAD, ...lines), { mode: 'good' })
      expect(brought).toMatchObject({ ok: true, tally: { read: 60, written: 59, bad: 1 } })
      expect(brought.bad).toEqual([{ line: 39, message: expect.stringContaining('Something in this row cannot be saved') }])
    })
    expect(await countOf(world)).toBe(59)
  })

  it('names a row that is wrong as a whole, and keeps the others of its batch', async () => {
    const world = await newWorld()
    const early = csv(
      'Name,Sector,Joined on,Left on',
      'One,charity,01/01/2020,',
      'Two,public,01/01/2020,01/01/2019',
      'Three,private,,',
    )
    const brought = await bringIn(world.system, 'partners', early, { mode: 'good' })
    expect(brought).toMatchObject({ ok: true, tally: { written: 2, bad: 1 } })
    expect(brought.bad).toEqual([{ line: 3, message: 'Left on: is before it joined' }])
  })

  it('a champion may not, and nothing is opened or written', async () => {
    const world = await newWorld()
    expect(await bringIn(await world.as('champion'), 'people', GOOD)).toMatchObject({
      ok: false,
      says: 'Your role does not let you do this',
    })
    expect(await countOf(world)).toBe(0)
  })

  it('the other alliance sees neither the people nor the rows to put right', async () => {
    const [mine, other] = [await newWorld(), await newWorld()]
    const { runId, tally } = await bringIn(mine.system, 'people', BAD, { mode: 'good' })
    expect(await countOf(other)).toBe(0)
    const chunks = await allOf(badRowsFile(other.system, { id: runId, columns: tally.columns }))
    expect(Buffer.concat(chunks.map((chunk) => Buffer.from(chunk))).toString()).not.toContain('Bad Phone')
  })
})

describe('files of every sort', () => {
  const path = (name: string, content: Buffer | string): string => {
    const file = join(mkdtempSync(join(tmpdir(), 'digiknow-import-')), name)
    writeFileSync(file, content)
    return file
  }
  const text = 'Reference,Name,Postcode\nA1,Zoë Müller,SK3 8NR\n'

  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-16 with its mark', Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['Windows-1252', iconv.encode(text, 'windows-1252')],
  ])('reads %s', async (_name, bytes) => {
    const world = await newWorld()
    await bringIn(world.system, 'people', path('people.csv', bytes))
    expect((await peopleOf(world)).map(({ name }) => name)).toEqual(['Zoë Müller'])
  })

  it('reads XLSX', async () => {
    const world = await newWorld()
    const columns = ['Reference', 'Name', 'Postcode'].map((label) => ({ key: label, label }))
    const book = await xlsxOf(columns, [{ Reference: 'A1', Name: 'Zoë Müller', Postcode: 'SK3 8NR' }])
    await bringIn(world.system, 'people', path('people.xlsx', book))
    expect((await peopleOf(world)).map(({ name }) => name)).toEqual(['Zoë Müller'])
  })

  it.each([
    ['a PDF called .csv', 'people.csv', '%PDF-1.7\n%âãÏÓ\n1 0 obj', /looks like a PDF/],
    ['an empty file', 'empty.csv', '', /This file is empty/],
    ['headings alone', 'people.csv', 'Reference,Name\n', /headings but no rows/],
    ['another table', 'libraries.csv', 'Colour,Size\nred,9\n', /We found no column for: Name/],
    ['no headings', 'people.csv', 'A1,SK3 8NR,01/02/1950\nA2,SK3 8NR,01/02/1950\n', /first row looks like details/],
  ])('refuses %s in words that say what is wrong', async (_name, filename, content, says) => {
    const world = await newWorld()
    const brought = await bringIn(world.system, 'people', path(filename, content))
    expect(brought.ok).toBe(false)
    expect(brought.says).toMatch(says)
    const run = await world.db.transaction({ allianceId: world.allianceId }, (tx) =>
      tx.selectFrom('import_run').select(['status', 'failure']).executeTakeFirstOrThrow(),
    )
    expect(run).toEqual({ status: 'failed', failure: brought.says })
  })

  it('is told which column is which', async () => {
    const world = await newWorld()
    const mapping = [
      { name: 'name', column: 'Wer' },
      { name: 'postcode', column: 'Wo' },
    ]
    const brought = await bringIn(world.system, 'people', csv('Wer,Wo', 'Ann,SK3 8NR'), { mapping })
    expect(brought.tally.written).toBe(1)
  })
})
