import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { callForm, recordCall } from '#modules/helpline'
import type { Tx } from '#platform/db'
import { houseOf } from '#platform/house'
import { aMatch, aPerson, aRequest, eventsOf, got } from '#test/helping'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'
import { modules } from '../../../app'
import { giveConsent } from '../consent/give-consent'
import { correctPerson } from '../correct-person'
import { detailsForm } from '../details'
import { writeNote } from '../notes/write-note'
import { breakGlass } from '../restricting/break-glass'
import { restrictPerson } from '../restricting/restrict-person'
import { planForm } from '../safe-contact/plan'
import { savePlan } from '../safe-contact/save-plan'
import { erasePerson } from './erase-person'

const MARK = 'Zzquill'
const { forget } = houseOf(modules)

const erase = (world: World, reference: string) =>
  world.as('data_lead').then((ctx) => erasePerson(ctx, { reference, typed: reference.toLowerCase(), forget }))

interface Column {
  readonly table: string
  readonly column: string
  readonly type: string
}

const columns = async (tx: Tx): Promise<Column[]> =>
  (
    await sql<Column>`
      select c.table_name as table, c.column_name as column, c.udt_name as type from information_schema.columns c
      join information_schema.tables t using (table_schema, table_name)
      where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.udt_name in ('text', 'jsonb', '_text')
        and c.is_generated = 'NEVER' and c.column_name <> 'reference' and exists (select from information_schema.columns a
          where a.table_schema = 'public' and a.table_name = c.table_name and a.column_name = 'alliance_id')
      order by 1, 2`.execute(tx)
  ).rows

/** Every place of this alliance's that still says the word. */
const stillSaid = (world: World) =>
  world.db.transaction(world.system, async (tx) => {
    const found: string[] = []
    for (const { table, column } of await columns(tx)) {
      const { rows } = await sql<{ held: number }>`
        select count(*) as held from ${sql.table(table)} where ${sql.ref(column)}::text ilike ${`%${MARK}%`}`.execute(tx)
      if (Number(rows[0]?.held) > 0) found.push(`${table}.${column}`)
    }
    return found
  })

/** Writes the word into one column of a person's rows; false where a rule of the database forbids it. */
const markOne = async (tx: Tx, { table, column, type }: Column, personId: string): Promise<boolean> => {
  const value = type === 'jsonb' ? sql`${JSON.stringify({ said: MARK })}::jsonb` : sql`${MARK}`
  await sql`savepoint try`.execute(tx)
  try {
    const { numAffectedRows } = await sql`
      update ${sql.table(table)} set ${sql.ref(column)} = ${value} where person_id = ${personId}`.execute(tx)
    return Boolean(numAffectedRows)
  } catch {
    await sql`rollback to savepoint try`.execute(tx)
    return false
  }
}

/** Writes the word wherever the database lets words stand in a row of this person's: what no rule forbids, someone may type. */
const markEverything = (world: World, personId: string) =>
  world.db.transaction(world.system, async (tx) => {
    const { rows } = await sql<{ table: string }>`
      select table_name as table from information_schema.columns where table_schema = 'public' and column_name = 'person_id'`.execute(
      tx,
    )
    const owned = rows.map(({ table }) => table)
    const marked: string[] = []
    for (const column of (await columns(tx)).filter(({ table, type }) => owned.includes(table) && type !== '_text'))
      if (await markOne(tx, column, personId)) marked.push(`${column.table}.${column.column}`)
    return marked
  })

const lived = async () => {
  const world = await newWorld()
  const { request } = await aMatch(world, `Ada ${MARK}`, 'Joan Tully')
  const { person } = request
  const helpline = await world.as('helpline')
  const details = {
    name: `Ada ${MARK}`,
    knownAs: MARK,
    phones: '07700 900123',
    emails: `ada@${MARK}.example`,
    address: `1 ${MARK} Road`,
  }
  got(await correctPerson(helpline, { ...detailsForm.parse({ ...details, supportNeeds: MARK }), reference: person.reference }))
  got(await savePlan(helpline, { ...planForm.parse({ words: MARK }), reference: person.reference }))
  got(await writeNote(helpline, { reference: person.reference, words: `${MARK} has a cat` }))
  const consent = { purpose: 'hold', partner: null, how: 'spoken', givenOn: '2025-11-04', onBehalf: MARK, endsOn: null } as const
  got(await giveConsent(helpline, { ...consent, reference: person.reference }))
  const said = { person: person.reference, request: request.reference, notes: MARK, next: 'ring', nextOn: '2025-11-06' }
  got(await recordCall(helpline, callForm.parse({ ...said, nextWords: `${MARK} is out on Mondays`, minutes: '3' })))
  return { world, person, request, helpline }
}

describe('erasing someone', () => {
  it('takes their words out of every table there is, and the counts stay', async () => {
    const { world, person, request } = await lived()
    got(await restrictPerson(await world.as('coordinator'), { reference: person.reference, why: MARK, readers: [], stops: [] }))
    got(await breakGlass(await world.as('helpline'), { who: person.reference, why: MARK }))
    const marked = await markEverything(world, person.id)
    expect(marked).toEqual(
      expect.arrayContaining(['call.notes', 'request.words', 'match.answer', 'consent.on_behalf', 'glass_broken.why']),
    )
    got(await erase(world, person.reference))
    expect(await stillSaid(world)).toEqual([])
    const kept = await world.db.transaction(world.system, async (tx) => ({
      calls: (await tx.selectFrom('call').select('id').execute()).length,
      requests: await tx.selectFrom('request').select(['status', 'reference']).execute(),
      people: await tx.selectFrom('person').select('name').where('id', '=', person.id).execute(),
    }))
    expect(kept).toEqual({
      calls: 1,
      requests: [{ status: 'closed', reference: request.reference }],
      people: [{ name: 'Someone who was erased' }],
    })
  })

  it('nobody finds, opens or reaches them after', async () => {
    const { world, person, helpline } = await lived()
    got(await erase(world, person.reference))
    const site = await openSite(world)
    expect((await site.get(helpline, `/people/${person.reference}`)).statusCode).toBe(404)
    expect((await site.get(helpline, `/find?q=${person.reference}`)).body).toContain('We know nobody by that')
    const reach = await world.db.transaction(world.system, (tx) =>
      tx.selectFrom('person_reach').select(['gone', 'phones', 'postal']).where('person_id', '=', person.id).execute(),
    )
    expect(reach).toEqual([{ gone: true, phones: [], postal: [] }])
    expect(await erase(world, person.reference)).toMatchObject({ code: 'not-found' })
    const said = (await eventsOf(world)).filter(({ action }) => action === 'person.erase')
    expect(said).toMatchObject([{ about_id: person.id, detail: {} }])
  })

  it('asks twice: the reference typed must be theirs, and the box ticked', async () => {
    const { world, person } = await lived()
    const data = await world.as('data_lead')
    expect(await erasePerson(data, { reference: person.reference, typed: 'P-1', forget })).toMatchObject({ field: 'typed' })
    const page = await (await openSite(world)).post(data, `/people/${person.reference}/erase`, {
      why: 'Asked',
      typed: person.reference,
    })
    expect([page.statusCode, page.body.includes('Tick to say that you know this cannot be taken back')]).toEqual([422, true])
    const done = await (await openSite(world)).post(data, `/people/${person.reference}/erase`, {
      why: 'Asked',
      typed: person.reference,
      sure: 'yes',
    })
    expect(done.statusCode).toBe(303)
  })

  it('not while they help as a champion, not by the helpline, not from the other alliance', async () => {
    const { world, helpline, person } = await lived()
    const champion = await world.db.transaction(world.system, (tx) =>
      tx.selectFrom('person').select('reference').where('name', '=', 'Joan Tully').executeTakeFirstOrThrow(),
    )
    expect(await erase(world, champion.reference)).toMatchObject({ code: 'still-champion' })
    expect(await erasePerson(helpline, { reference: person.reference, typed: person.reference, forget })).toMatchObject({
      code: 'forbidden',
    })
    expect(await erase(await newWorld(), person.reference)).toMatchObject({ code: 'not-found' })
  })

  it('fails whole when one module cannot forget', async () => {
    const world = await newWorld()
    const person = await aPerson(world, `Ada ${MARK}`)
    const broken = [...forget, () => Promise.reject(new Error('cannot forget'))]
    const ctx = await world.as('data_lead')
    await expect(erasePerson(ctx, { reference: person.reference, typed: person.reference, forget: broken })).rejects.toThrow(
      'cannot forget',
    )
    expect(await stillSaid(world)).toContain('person.name')
  })
})

it('a device still out, or put by, stands in the way', async () => {
  const world = await newWorld()
  const { person } = await aRequest(world, 'Ada Example')
  await world.db.transaction(world.system, async (tx) => {
    const own = { alliance_id: world.allianceId }
    const device = { ...own, id: crypto.randomUUID(), kind: 'tablet', status: 'promised', added_on: '2025-01-01' }
    await tx.insertInto('device').values(device).execute()
    const wipe = {
      ...own,
      id: crypto.randomUUID(),
      device_id: device.id,
      wiped_on: '2025-01-01',
      method: 'factory_reset',
      passed: true,
    }
    await tx
      .insertInto('wipe')
      .values({ ...wipe, done_by: 'Test', recorded_at: new Date('2025-01-01') })
      .execute()
    const loan = {
      ...own,
      id: crypto.randomUUID(),
      device_id: device.id,
      wipe_id: wipe.id,
      person_id: person.id,
      status: 'promised',
    }
    await tx
      .insertInto('loan')
      .values({ ...loan, promised_at: new Date('2025-11-01') })
      .execute()
  })
  expect(await erase(world, person.reference)).toMatchObject({ code: 'device-put-by' })
  await world.db.transaction(world.system, (tx) =>
    sql`update loan set status = 'on_loan', collected_on = '2025-11-02', due_on = '2026-01-02', signed_name = 'Ada' where person_id = ${person.id}`.execute(
      tx,
    ),
  )
  expect(await erase(world, person.reference)).toMatchObject({ code: 'device-out' })
})
