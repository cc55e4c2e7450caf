import { expect, it } from 'vitest'
import type { Ctx } from '#platform/command'
import type { Database, Tx } from '#platform/db'
import { aPerson, eventsOf, got } from '#test/helping'
import { newWorld, type World } from '#test/world'
import { endConsent } from './end-consents'

const agreedUntil = async (world: World, name: string, endsOn: string | null): Promise<string> => {
  const { id } = await aPerson(world, name)
  const consent = { purpose: 'hold', how: 'spoken', given_on: '2025-10-01', ends_on: endsOn }
  await world.db.transaction(world.system, (tx) =>
    tx
      .insertInto('consent')
      .values({ alliance_id: world.allianceId, id: crypto.randomUUID(), person_id: id, ...consent })
      .execute(),
  )
  return id
}

/** The same context, which counts the consents that ended as it reads them. */
const counting = (ctx: Ctx): { ctx: Ctx; read: () => number } => {
  let read = 0
  const counted = (tx: Tx): Tx =>
    tx.withPlugin({
      transformQuery: ({ node }) => node,
      transformResult: async ({ result }) => {
        read += result.rows.filter((row) => 'ends_on' in row).length
        return result
      },
    })
  const transaction: Database['transaction'] = (who, work, keep) => ctx.db.transaction(who, (tx) => work(counted(tx)), keep)
  return { ctx: { ...ctx, db: { ...ctx.db, transaction } }, read: () => read }
}

it('ends what this very person agreed to, reads nobody else’s for it, and refuses whose did not end', async () => {
  const world = await newWorld()
  const [ann, bea, cal] = [
    await agreedUntil(world, 'Ann Example', '2025-11-03'),
    await agreedUntil(world, 'Bea Example', '2025-11-04'),
    await agreedUntil(world, 'Cal Example', '2025-11-05'),
  ]
  const { ctx, read } = counting(world.system)
  got(await endConsent(ctx, { personId: bea, stops: [] }))
  for (const personId of [bea, cal]) expect(await endConsent(ctx, { personId, stops: [] })).toMatchObject({ code: 'moved-on' })
  expect(read()).toBe(1)
  got(await endConsent(ctx, { personId: ann, stops: [] }))
  const ended = (await eventsOf(world)).filter(({ action }) => action === 'consent.end').map(({ person_id }) => person_id)
  expect(ended).toEqual([bea, ann])
})
