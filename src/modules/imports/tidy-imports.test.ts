import { expect, it } from 'vitest'
import { newId } from '#platform/ids'
import { newWorld, type World } from '#test/world'
import { tidyImports } from './tidy-imports'

const daysAgo = (days: number): Date => new Date(Date.parse('2025-11-05T10:00:00Z') - days * 86_400_000)

const aRun = async (world: World, age: number): Promise<string> => {
  const key = { alliance_id: world.allianceId, id: newId() }
  await world.db.transaction({ allianceId: world.allianceId }, async (tx) => {
    await tx
      .insertInto('import_run')
      .values({
        ...key,
        ...{ kind: 'people', filename: 'p.csv', status: 'uploaded', content: Buffer.from('Name') },
        created_at: daysAgo(age),
      })
      .execute()
    const row = { alliance_id: key.alliance_id, import_run_id: key.id, line: 2, cells: '{"Name":"Ann"}', problems: '[]' }
    await tx.insertInto('import_bad_row').values(row).execute()
  })
  return key.id
}

const keptOf = (world: World, id: string) =>
  world.db.transaction({ allianceId: world.allianceId }, async (tx) => ({
    file: (await tx.selectFrom('import_run').select('content').where('id', '=', id).executeTakeFirstOrThrow()).content !== null,
    rows: (await tx.selectFrom('import_bad_row').select('line').where('import_run_id', '=', id).execute()).length,
  }))

it('forgets a file after a day and its bad rows after a month, of this alliance alone', async () => {
  const [world, other] = [await newWorld(), await newWorld()]
  const runs = [await aRun(world, 0.9), await aRun(world, 2), await aRun(world, 31)]
  const theirs = await aRun(other, 31)
  await tidyImports(world.system)
  expect(await Promise.all(runs.map((id) => keptOf(world, id)))).toEqual([
    { file: true, rows: 1 },
    { file: false, rows: 1 },
    { file: false, rows: 0 },
  ])
  expect(await keptOf(other, theirs)).toEqual({ file: true, rows: 1 })
})
