import { expect, it } from 'vitest'
import { killMessages } from '../../bench/messages/kill'

it('killed outright in the middle of sending, app, database and both, every text comes once at the provider', async () => {
  const lines: string[] = []
  const result = await killMessages({ messages: 200, kills: 3, log: (line) => lines.push(line) })
  console.info(`${lines.join('\n')}\n${JSON.stringify(result)}`)
  const { lost, doubled, arrived, kills, untold, statuses } = result
  expect({ lost, doubled, arrived, kills, untold }).toEqual({ lost: 0, doubled: 0, arrived: 200, kills: 3, untold: 0 })
  expect(statuses.unsure).toBeUndefined()
}, 600_000)
