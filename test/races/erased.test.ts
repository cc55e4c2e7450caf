import { describe, expect, it } from 'vitest'
import { modules } from '../../src/app'
import { goOn, newTrial, noticeTo, someone, told, written } from '../../src/modules/notifications/engine-trial'
import { erasePerson } from '../../src/modules/people/erasing/erase-person'
import { houseOf } from '../../src/platform/house'
import { newWorld, type World } from '../world'

const { forget } = houseOf(modules)
const [NIGHT, MORNING, SOON] = ['2025-11-05T22:00:00Z', '2025-11-06T09:00:00Z', '2025-11-05T10:05:00Z']

const erase = async (world: World, person: string): Promise<void> => {
  const { reference } = await world.db.transaction(world.system, (tx) =>
    tx.selectFrom('person').select('reference').where('id', '=', person).executeTakeFirstOrThrow(),
  )
  expect(await erasePerson(await world.as('data_lead'), { reference, typed: reference, forget })).toMatchObject({ ok: true })
}

describe('someone erased between the queue and the sending', () => {
  it('gets nothing of what waited for the morning', async () => {
    const [world, trial] = [await newWorld(), newTrial()]
    const person = await someone(world)
    await told(world.at(NIGHT).system, noticeTo(person))
    await goOn(world.at(NIGHT), trial)
    await erase(world.at(NIGHT), person)
    await goOn(world.at(MORNING), trial)
    expect([trial.got, (await written(world)).messages]).toEqual([[], []])
    expect((await written(world)).notices).toMatchObject([{ status: 'cancelled', personalisation: {} }])
  })

  it('gets nothing of what was written and waited for its provider, and their words are gone', async () => {
    const [world, trial] = [await newWorld(), newTrial()]
    const person = await someone(world)
    await told(world.system, noticeTo(person))
    trial.says.send = () => ({ kind: 'later', why: 'busy' })
    await goOn(world, trial)
    await erase(world, person)
    trial.says.send = () => ({ kind: 'taken' })
    await goOn(world.at(SOON), trial)
    expect(trial.got).toEqual([])
    expect((await written(world)).messages).toMatchObject([{ status: 'cancelled', address: '', body: '' }])
  })
})
