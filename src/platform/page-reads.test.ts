import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { newWorld, type World } from '#test/world'
import { type Database, openDatabase, type Scope, type Tx } from './db'
import { isUnavailable } from './faults'
import { newId } from './ids'
import { placesOf } from './page-reads'
import { reading } from './reading'

/** Which transaction this is: its connection, and the moment it began. */
const which = async (tx: Tx): Promise<string> => {
  const { rows } = await sql<{ one: string }>`select pg_backend_pid() || ' ' || transaction_timestamp() as one`.execute(tx)
  return rows[0]?.one ?? ''
}
const scopeOf = (world: World): Scope => ({ allianceId: world.allianceId, readOnly: true })
const asked = (db: Database, scope: Scope): Promise<string> => db.transaction(scope, which)

it('reads all of a page in one transaction, those asked for at once too, and ends it', async () => {
  const world = await newWorld()
  const page = world.db.forPage()
  const at = await Promise.all([1, 2, 3].map(() => asked(page.db, scopeOf(world))))
  expect(new Set([...at, await asked(page.db, scopeOf(world))]).size).toBe(1)
  await page.end()
  expect(at).not.toContain(await asked(page.db, scopeOf(world)))
})

it('keeps apart what another reader, another alliance or a writer sees', async () => {
  const [world, other] = [await newWorld(), await newWorld()]
  const page = world.db.forPage()
  const [lead, helpline] = [await world.as('lead'), await world.as('safeguarding')]
  const scopes: Scope[] = [
    scopeOf(world),
    scopeOf(other),
    { ...lead, readOnly: true },
    { ...helpline, readOnly: true },
    { ...scopeOf(world), totals: true },
    { ...scopeOf(world), readOnly: false },
  ]
  const at: string[] = []
  for (const scope of scopes) at.push(await asked(page.db, scope))
  await page.end()
  expect(new Set(at).size).toBe(scopes.length)
})

it('asks once what is asked twice in the same words, and anew once the page wrote something itself', async () => {
  const world = await newWorld()
  const page = world.db.forPage()
  const ctx = { ...(await world.as('helpline')), db: page.db }
  const add = (tx: Tx, id: string) =>
    tx
      .insertInto('account')
      .values({ alliance_id: world.allianceId, id, name: 'Made up', email: `${id}@example.org` })
      .execute()
  const read = async (name = '%'): Promise<number | false> => {
    const found = await reading(ctx, 'person.find', (tx) =>
      tx.selectFrom('account').select('id').where('alliance_id', '=', world.allianceId).where('name', 'like', name).execute(),
    )
    return found.ok && found.value.length
  }
  const before = await read()
  await world.db.transaction({ allianceId: world.allianceId }, (tx) => add(tx, newId()))
  expect([await read(), await read('Made up%')]).toEqual([before, 1])
  await page.db.transaction({ allianceId: world.allianceId }, (tx) => add(tx, newId()))
  expect([await read(), await read('Made up%')]).toEqual([Number(before) + 2, 2])
  await page.end()
})

it('waits for what is still being read when one reading fails, and the connection is as good as new', async () => {
  const world = await newWorld()
  const db = openDatabase(world.ownerUrl, { max: 2 })
  const page = db.forPage()
  const fails = page.db.transaction(scopeOf(world), (tx) => sql`select 1 / 0`.execute(tx))
  const late = page.db.transaction(scopeOf(world), async (tx) => {
    await new Promise((resolve) => setTimeout(resolve, 50))
    return which(tx)
  })
  await expect(fails).rejects.toThrow('division by zero')
  const ended = page.end()
  await expect(late).rejects.toThrow('aborted')
  await ended
  const next = db.forPage()
  expect(await asked(next.db, scopeOf(world))).toMatch(/^\d+ /)
  await next.end()
  await db.close()
})

it('leaves connections for those who write: a page that finds no place waits until another page ends', async () => {
  const world = await newWorld()
  const db = openDatabase(world.ownerUrl, { max: 2 })
  const [one, two] = [db.forPage(), db.forPage()]
  const order: string[] = []
  const first = await asked(one.db, scopeOf(world))
  const second = asked(two.db, scopeOf(world)).then((at) => {
    order.push('read')
    return at
  })
  expect(await asked(one.db, { ...scopeOf(world), readOnly: false })).not.toBe(first)
  expect(await asked(db, scopeOf(world))).not.toBe(first)
  order.push('ended')
  await one.end()
  expect([await second, order]).toEqual([expect.not.stringMatching(first), ['ended', 'read']])
  await two.end()
  const after = db.forPage()
  expect(await asked(after.db, scopeOf(world))).toBe(await asked(after.db, scopeOf(world)))
  await after.end()
  await db.close()
})

it('whoever waits too long for a place is told that there is none, and takes none from those who come later', async () => {
  const places = placesOf(1, 20)
  await places.take()
  const [late, later] = await Promise.allSettled([places.take(), places.take()])
  expect([late.status, later.status]).toEqual(['rejected', 'rejected'])
  expect(late.status === 'rejected' && isUnavailable(late.reason)).toBe(true)
  places.give()
  await places.take()
  const waits = places.take()
  places.give()
  await expect(waits).resolves.toBeUndefined()
})

it('tells why a transaction could not be opened, which its statements do not wait for', async () => {
  const world = await newWorld()
  const elsewhere = new URL(world.ownerUrl)
  elsewhere.pathname = '/postgres'
  const db = openDatabase(elsewhere.href, { max: 2 })
  const why = /people_kept_apart\(\) does not exist/
  await expect(db.transaction({ allianceId: world.allianceId }, which)).rejects.toThrow(why)
  const page = db.forPage()
  await expect(asked(page.db, scopeOf(world))).rejects.toThrow(why)
  await page.end()
  await db.close()
})
