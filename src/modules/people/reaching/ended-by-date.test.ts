import { describe, expect, it } from 'vitest'
import { aPerson } from '#test/helping'
import { openSite } from '#test/site'
import { newWorld } from '#test/world'

describe('whose agreement ended by its date', () => {
  const ENDED = 'They agreed that we keep in touch until 3 November 2025. Please do not ring or write.'
  const STOPPED = 'They asked us to stop keeping in touch. Please do not ring or write.'
  const past = { given_on: '2025-11-01', ends_on: '2025-11-03' }
  const back = (moment: string) => ({ given_on: '2025-10-01', withdrawn_at: new Date(moment), withdrawn_how: 'spoken' })

  it.each([
    ['ended, never taken back', [past], ENDED],
    ['taken back before, agreed again until a day', [back('2025-10-20T10:00:00Z'), past], ENDED],
    ['taken back after it ended', [past, back('2025-11-03T23:30:00Z'), back('2025-11-04T09:00:00Z')], STOPPED],
    ['taken back, with no last day', [back('2025-10-20T10:00:00Z')], STOPPED],
    ['taken back before its last day', [{ ...back('2025-11-02T09:00:00Z'), ends_on: '2025-11-03' }], STOPPED],
    ['agreed again, without an end', [past, { given_on: '2025-11-04' }], null],
    ['agreed again, until a later day', [past, { given_on: '2025-11-04', ends_on: '2025-11-30' }], null],
  ] as const)('%s: the page says what happened', async (_what, consents, said) => {
    const world = await newWorld()
    const person = await aPerson(world, 'Ann Example', { phones: '07700 900123' })
    const hold = { alliance_id: world.allianceId, person_id: person.id, purpose: 'hold', how: 'spoken' } as const
    await world.db.transaction(world.system, async (tx) => {
      for (const one of consents)
        await tx
          .insertInto('consent')
          .values({ ...hold, id: crypto.randomUUID(), ...one })
          .execute()
    })
    const { body } = await (await openSite(world)).get(await world.as('helpline'), `/people/${person.reference}`)
    expect([ENDED, STOPPED].filter((words) => body.includes(words))).toEqual(said === null ? [] : [said])
    expect(body.includes('Do not get in touch')).toBe(said !== null)
  })
})
