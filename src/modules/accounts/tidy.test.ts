import { describe, expect, it } from 'vitest'
import { newId } from '#platform/ids'
import { newWorld, type World } from '#test/world'
import { inWorld, withAccount } from './sign-in/sign-in-trial'
import { tidy } from './tidy'

describe('the nightly tidying', () => {
  const days = (count: number): Date => new Date(Date.parse('2025-11-05T10:00:00Z') - count * 86_400_000)

  const daysOrNull = (count: number | null): Date | null => (count === null ? null : days(count))

  /** [ended, runs out], in days ago */
  const signIns = [
    [29, 29],
    [31, 31],
    [null, -1],
    [null, 31],
  ] as const

  /** [made, runs out, used], in days ago */
  const codes = [
    [0.5, -0.5, null],
    [0.5, 0.4, null],
    [0.5, -0.5, 0.4],
    [0.01, 0.005, 0.006],
  ] as const

  const fill = (world: World, id: string) =>
    inWorld(world, async (tx) => {
      const rows = [6, 8].map((age) => ({
        alliance_id: world.allianceId,
        id: newId(),
        action: `age ${age}`,
        created_at: days(age),
      }))
      await tx.insertInto('submission').values(rows).execute()
      const key = { alliance_id: world.allianceId, account_id: id }
      const made = signIns.map(([ended, expires]) => ({
        ...key,
        id: newId(),
        token_hash: Buffer.from(`${ended} ${expires}`),
        created_at: days(40),
        last_seen_at: days(40),
        expires_at: days(expires),
        ended_at: daysOrNull(ended),
      }))
      await tx.insertInto('sign_in').values(made).execute()
      const sent = codes.map(([created, expires, used]) => ({
        ...key,
        id: newId(),
        kind: 'code',
        code_hash: Buffer.from(`${created} ${expires} ${used}`),
        created_at: days(created),
        expires_at: days(expires),
        used_at: daysOrNull(used),
      }))
      await tx.insertInto('sign_in_code').values(sent).execute()
    })

  it('forgets what is old and keeps what may still matter', async () => {
    const world = await newWorld()
    await fill(world, await withAccount(world))
    await tidy(world.system)
    const left = await inWorld<unknown[]>(world, async (tx) => [
      (await tx.selectFrom('submission').select('action').execute()).map(({ action }) => action),
      (await tx.selectFrom('sign_in').select('token_hash').orderBy('token_hash').execute()).map((row) => String(row.token_hash)),
      (await tx.selectFrom('sign_in_code').select('code_hash').orderBy('code_hash').execute()).map((row) =>
        String(row.code_hash),
      ),
    ])
    expect(left).toEqual([['age 6'], ['29 29', 'null -1'], ['0.01 0.005 0.006', '0.5 -0.5 null']])
  })
})
