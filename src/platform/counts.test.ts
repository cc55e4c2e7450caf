import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { newWorld } from '#test/world'
import { readCounts } from './counts'

it('gives each count under its own name, as a number', async () => {
  const { db, allianceId } = await newWorld()
  const counts = await db.transaction({ allianceId, readOnly: true }, (tx) =>
    readCounts(tx, {
      '/a.path "quoted"': sql`select count(*) from generate_series(1, ${3}::int)`,
      people: tx.selectFrom('person').select(({ fn }) => fn.countAll().as('n')),
    }),
  )
  expect(counts).toEqual({ '/a.path "quoted"': 3, people: 0 })
})

it('plans are kept in the transaction that asks for it, and in no other', async () => {
  const { db, allianceId } = await newWorld()
  const mode = async (keepsPlans?: boolean) => {
    const { rows } = await db.transaction({ allianceId, readOnly: true, ...(keepsPlans && { keepsPlans }) }, (tx) =>
      sql<{ plan_cache_mode: string }>`show plan_cache_mode`.execute(tx),
    )
    return rows[0]?.plan_cache_mode
  }
  expect([await mode(true), await mode()]).toEqual(['force_generic_plan', 'auto'])
})
