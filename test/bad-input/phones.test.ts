import { expect, it } from 'vitest'
import { receiveText } from '../../src/modules/notifications'
import { newTrial, written } from '../../src/modules/notifications/engine-trial'
import { newId } from '../../src/platform/ids'
import { aPerson } from '../helping'
import { runJobs } from '../jobs'
import { newWorld } from '../world'

const FORMATS = [
  '07700900123',
  '07700 900 123',
  '+447700900123',
  '+44 (0)7700 900123',
  '0044 7700 900123',
  '(07700) 900-123',
] as const

it.each(FORMATS)('a number written down as %s, texted from in every format, is one person’s', async (typed) => {
  const [world, { modules }] = [await newWorld(), newTrial()]
  const person = await aPerson(world, 'Six Formats', { phones: typed })
  const numbers = await world.db.transaction(world.system, (tx) => tx.selectFrom('person_phone').select('number').execute())
  expect(numbers).toEqual([{ number: '+447700900123' }])
  // Providers leave the plus sign out
  for (const from of [...FORMATS, '447700900123']) {
    const at = world.system.clock.now()
    await receiveText(world.system, { provider: 'notify', providerId: newId(), from, to: '', words: 'Please ring me', at })
  }
  await runJobs(world, modules)
  const { texts, calls } = await written(world)
  expect(texts.map(({ from_number, person_id }) => [from_number, person_id])).toEqual(
    Array.from({ length: FORMATS.length + 1 }, () => ['+447700900123', person.id]),
  )
  expect(calls).toHaveLength(FORMATS.length + 1)
})

it.each(['', '12', 'Shop', '999999999999999999999'])('“%s” is nobody’s number, and is kept as it came', async (from) => {
  const [world, { modules }] = [await newWorld(), newTrial()]
  await receiveText(world.system, { provider: 'notify', providerId: newId(), from, to: '', words: 'Hello', at: new Date() })
  await runJobs(world, modules)
  expect((await written(world)).texts).toMatchObject([{ from_number: from, status: 'nobody', person_id: null }])
})
