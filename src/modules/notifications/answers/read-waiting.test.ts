import { describe, expect, it } from 'vitest'
import { houseOf } from '#platform/house'
import { newId } from '#platform/ids'
import { newWorld, type World } from '#test/world'
import { due, goOn, MOBILE, newTrial, noticeTo, someone, type Trial, told, written } from '../engine-trial'
import { readWaiting } from './read-waiting'

/** A text that was kept, and whose own job was cut off. */
const cutOff = async (world: World, words: string, from = MOBILE): Promise<string> => {
  const id = newId()
  const at = world.system.clock.now()
  const said = { provider: 'notify', provider_id: id, from_number: from, words, status: 'received', sent_at: at, received_at: at }
  await world.db.transaction(world.system, (tx) =>
    tx
      .insertInto('inbound_text')
      .values({ alliance_id: world.allianceId, id, ...said })
      .execute(),
  )
  return id
}

const asked = async () => {
  const [world, trial] = [await newWorld(), newTrial()]
  await told(world.system, noticeTo(await someone(world), { template: due }))
  await goOn(world, trial)
  return { world, trial }
}
const readNow = (world: World, { modules }: Trial) => readWaiting(world.system, {}, houseOf(modules))
const statuses = async (world: World) => (await written(world)).texts.map(({ status }) => status)
const [TOO_SOON, SOON] = ['2025-11-05T10:00:59Z', '2025-11-05T10:01:00Z']

describe('a text whose reading was cut off', () => {
  it('is read a minute after it came, once, however many look at the same time', async () => {
    const { world, trial } = await asked()
    await cutOff(world, '1')
    await readNow(world.at(TOO_SOON), trial)
    expect(await statuses(world)).toEqual(['received'])
    await Promise.all(Array.from({ length: 4 }, () => readNow(world.at(SOON), trial)))
    expect(await statuses(world)).toEqual(['answered'])
    const { events, calls } = await written(world)
    expect([events.filter((event) => event === 'text.read').length, calls]).toEqual([1, []])
  })

  it('becomes one call where a person has to read it', async () => {
    const { world, trial } = await asked()
    await cutOff(world, 'Can I keep it till Easter?')
    await Promise.all(Array.from({ length: 4 }, () => readNow(world.at(SOON), trial)))
    const { texts, calls } = await written(world)
    expect([texts.map(({ status }) => status), calls.length]).toEqual([['to_look_at'], 1])
  })

  it('that cannot be read holds up no other, and says so', async () => {
    const { world, trial } = await asked()
    const [, modules] = [await cutOff(world, '1'), trial.modules]
    await cutOff(world, 'Who is this?', '+447700900999')
    const breaks = { name: 'breaks', routes: [], answers: { 'test-renew': () => Promise.reject(new Error('it broke')) } }
    const house = houseOf([...modules.filter(({ name }) => name !== 'test'), breaks])
    await expect(readWaiting(world.at(SOON).system, {}, house)).rejects.toThrow('it broke')
    expect(await statuses(world)).toEqual(['received', 'nobody'])
  })

  it('after a day is left to its own job, and another alliance’s always', async () => {
    const { world, trial } = await asked()
    const other = await newWorld()
    await cutOff(world, '1')
    await cutOff(other, '1')
    await readNow(world.at('2025-11-06T10:00:00Z'), trial)
    expect([await statuses(world), await statuses(other)]).toEqual([['received'], ['received']])
  })
})
