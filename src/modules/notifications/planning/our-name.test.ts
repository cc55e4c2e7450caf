import { expect, it } from 'vitest'
import { newWorld } from '#test/world'
import { goOn, newTrial, noticeTo, planFor, someone, told, written } from '../engine-trial'

const ways = ['text', 'email', 'call']

it('someone for whom we go by another name gets no text or email that shows ours', async () => {
  const [world, trial] = [await newWorld(), newTrial({ showsWho: true })]
  const [careful, other] = [await someone(world, { ways }), await someone(world, { ways, phones: ['+447700900456'] })]
  await planFor(world, careful, { our_name: 'Sam', never_text: false, never_write: false })
  await told(world.system, noticeTo(careful), noticeTo(other))
  await goOn(world, trial)
  expect(trial.got.map(({ to }) => to)).toEqual(['+447700900456'])
  expect((await written(world)).calls).toMatchObject([{ person_id: careful }])
})

it('nor one that was planned before the plan was made', async () => {
  const [world, trial] = [await newWorld(), newTrial({ showsWho: true })]
  const careful = await someone(world, { ways })
  await told(world.system, noticeTo(careful))
  trial.says.send = () => ({ kind: 'later', why: 'busy' })
  await goOn(world, trial)
  trial.says.send = undefined as never
  await planFor(world, careful, { our_name: 'Sam', never_text: false, never_write: false })
  await goOn(world.at('2025-11-05T11:00:00Z'), trial)
  expect([trial.got, (await written(world)).calls.length]).toEqual([[], 1])
})

it('a carrier that shows no name may carry it, in that name', async () => {
  const [world, trial] = [await newWorld({ name: 'DigiKnow', helpline_number: '+441614960100' }), newTrial()]
  const careful = await someone(world, { ways })
  await planFor(world, careful, { our_name: 'Sam', never_text: false, never_write: false })
  await told(world.system, noticeTo(careful))
  await goOn(world, trial)
  expect(trial.got).toHaveLength(1)
  expect(trial.got[0]?.body).toContain('Sam')
  expect(trial.got[0]?.body).not.toMatch(/DigiKnow|0161/)
})
