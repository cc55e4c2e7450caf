import { expect, it } from 'vitest'
import { aChampion, eventsOf, got } from '#test/helping'
import { newWorld } from '#test/world'
import { readChampion } from './champion.queries'
import { correctChampion, correctChampionForm } from './correct-champion'

const typed = {
  kind: 'student',
  languages: ['en', 'ur'],
  ways: 'phone',
  maxLearners: '2',
  travelsMiles: '0',
  from3: '9',
  to3: '12.30',
}

it('puts right how a champion can help, and when, for good', async () => {
  const world = await newWorld()
  const joan = await aChampion(world, 'Joan Tully')
  got(await correctChampion(await world.as('coordinator'), { ...correctChampionForm.parse(typed), champion: joan.reference }))
  const now = await world.db.transaction({ allianceId: world.allianceId }, (tx) =>
    readChampion(tx, world.allianceId, joan.reference),
  )
  expect(now).toMatchObject({ kind: 'student', languages: ['en', 'ur'], ways: ['phone'], max_learners: 2, status: 'active' })
  expect(now?.availability).toEqual([{ weekday: 3, starts: '09:00', ends: '12:30' }])
  expect(await eventsOf(world)).toContainEqual(expect.objectContaining({ action: 'champion.correct', about_id: joan.id }))
})

it('not from the other alliance, not by the helpline, and an end before its start is named by its day', async () => {
  const [world, other] = [await newWorld(), await newWorld()]
  const joan = await aChampion(world, 'Joan Tully')
  const input = { ...correctChampionForm.parse(typed), champion: joan.reference }
  expect(await correctChampion(await other.as('coordinator'), input)).toMatchObject({ code: 'not-found' })
  expect(await correctChampion(await world.as('helpline'), input)).toMatchObject({ code: 'forbidden' })
  const wrong = correctChampionForm.safeParse({ ...typed, from3: '14:00' })
  expect(wrong.error?.issues).toMatchObject([{ path: ['from3'], message: expect.stringContaining('On Wednesday') }])
})
