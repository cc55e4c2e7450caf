import { describe, expect, it } from 'vitest'
import { newWorld } from '#test/world'
import { modules } from '../app'
import { eachInTurn } from './each'
import { houseOf } from './house'
import { timetable } from './timetable'
import { taskOf } from './worker'

describe('work for every alliance', () => {
  it('that fails in one goes on in all others, and is seen to have failed', async () => {
    const worlds = [await newWorld(), await newWorld(), await newWorld()]
    const [first] = worlds.map(({ allianceId }) => allianceId).toSorted()
    const { db, clock } = worlds[0]?.system ?? (await newWorld()).system
    const did: string[] = []
    const task = taskOf(
      { db, clock },
      async ({ allianceId }) => {
        if (allianceId === first) throw new Error('their rule is broken')
        did.push(allianceId)
      },
      houseOf([]),
    )
    await expect(task({}, {} as never)).rejects.toThrow('their rule is broken')
    expect(did).toEqual(expect.arrayContaining(worlds.map(({ allianceId }) => allianceId).filter((id) => id !== first)))
    expect(did).not.toContain(first)
    did.length = 0
    await task({ allianceId: did[0] ?? worlds.find(({ allianceId }) => allianceId !== first)?.allianceId }, {} as never)
    expect(did).toHaveLength(1)
  })

  it('that fails in several says in how many', async () => {
    const odd = async (one: number) => {
      if (one % 2 === 1) throw new Error(`no ${one}`)
    }
    await expect(eachInTurn([1, 2, 3, 4], odd)).rejects.toThrow('2 of 4 failed; the first: no 1')
    await expect(eachInTurn([2, 4], odd)).resolves.toBeUndefined()
  })
})

describe('work by the clock', () => {
  it('that comes once a day is made up for after a restart; what comes often is not', () => {
    const madeUp = new Map(timetable(modules).map(({ task, options }) => [task, options.backfillPeriod]))
    expect(madeUp.get('chase-loans')).toBe(6 * 3_600_000)
    expect(madeUp.get('post-rounds')).toBe(0)
    expect(madeUp.get('write-digests')).toBe(0)
  })
})
