import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { newWorld } from '#test/world'
import { prepared } from './prepared'

const inside = async <T>(work: Parameters<Awaited<ReturnType<typeof newWorld>>['db']['transaction']>[1]): Promise<T> => {
  const world = await newWorld()
  return (await world.db.transaction({ allianceId: world.allianceId }, work)) as T
}

it('is put into words once, and given its values each time', async () => {
  let written = 0
  const named = prepared((tx, name: string, most: number) => {
    written += 1
    return tx.selectNoFrom(sql<string>`${name}::text || ' of ' || ${'us'}::text`.as('words')).limit(most)
  })
  const all = await inside(async (tx) => [await named(tx, 'one', 1), await named(tx, 'two', 5), await named(tx, 'none', 0)])
  expect([all, written]).toEqual([[[{ words: 'one of us' }], [{ words: 'two of us' }], []], 1])
})

it('takes words of its own, and a value twice; one that is left out is null', async () => {
  const twice = prepared(
    (_tx, one: string, other: string | null = 'never used') =>
      sql<{ one: string; other: string | null }>`select ${one}::text || ${one}::text as one, ${other}::text as other`,
  )
  expect(await inside((tx) => twice(tx, 'a'))).toEqual([{ one: 'aa', other: null }])
})

it.each([
  ['text', (name: string) => name.toUpperCase()],
  ['part of a text', (name: string) => `${name}%`],
  ['a list', (name: string) => [...name]],
])('fails at once where a value is looked into as %s', async (_as, looked) => {
  const wrong = prepared((_tx, name: string) => sql`select ${looked(name)}`)
  await expect(inside((tx) => wrong(tx, 'Ann'))).rejects.toThrow(TypeError)
})
