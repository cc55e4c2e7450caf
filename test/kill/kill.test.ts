import { expect, it } from 'vitest'
import { killTest } from '../../bench/kill'

it('killed outright in the middle of writing, app, database and both, it comes back and every acknowledged call is there once', async () => {
  const lines: string[] = []
  const { acknowledged, written, slowest, kills, retries, ...wrong } = await killTest({
    kills: 3,
    log: (line) => lines.push(line),
  })
  console.info(`${lines.join('\n')}\n${acknowledged} acknowledged, ${written} written, ${retries} pressed again`)
  expect(wrong).toEqual({ lost: 0, doubled: 0, halves: [], odd: [], orphans: 0 })
  expect(acknowledged).toBeGreaterThan(20)
  expect(kills).toEqual({ app: 1, database: 1, both: 1 })
  expect(slowest).toBeLessThan(30_000)
}, 180_000)
