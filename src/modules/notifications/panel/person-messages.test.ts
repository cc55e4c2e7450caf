import { describe, expect, it } from 'vitest'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'
import { goOn, MOBILE, newTrial, noticeTo, someone, told } from '../engine-trial'
import { messageSays } from '../says'

const withMessages = async () => {
  const [world, trial] = [await newWorld(), newTrial()]
  const person = await someone(world)
  await told(world.system, noticeTo(person), noticeTo(person, { notBefore: new Date('2025-12-01T09:00:00Z') }))
  await goOn(world, trial)
  const at = world.system.clock.now()
  const { reference } = await world.db.transaction(world.system, async (tx) => {
    await tx
      .insertInto('inbound_text')
      .values({
        ...{ alliance_id: world.allianceId, id: crypto.randomUUID(), provider: 'notify', provider_id: 'x', from_number: MOBILE },
        ...{ words: `<b>Ring me</b> ${'so '.repeat(200)}`, sent_at: at, received_at: at },
        ...{ status: 'to_look_at', person_id: person, came_of_it: 'We had asked them nothing' },
      })
      .execute()
    return tx.selectFrom('person').select('reference').where('id', '=', person).executeTakeFirstOrThrow()
  })
  return { world, path: `/people/${reference}`, message: trial.got[0]?.id }
}
const pageFor = async (world: World, path: string, ...roles: Parameters<World['as']>) =>
  (await openSite(world)).get(await world.as(...roles), path)

describe('messages on a person’s page', () => {
  it('say what was told and what waits, why, by which way and what came of it', async () => {
    const { world, path, message } = await withMessages()
    const { body } = await pageFor(world, path, 'helpline')
    expect(body).toContain('<h2 id="messages">Messages</h2>')
    expect(body).toContain(`/messages/${message}`)
    expect(body).toContain('by text, sent')
    expect(body).toContain('next look 1 Dec 2025, 9am')
    expect(body).toContain('&lt;b>Ring me')
    expect(body).not.toContain('so '.repeat(150))
  })

  it('a librarian sees that they were told, and not what they wrote', async () => {
    const { world, path, message } = await withMessages()
    const { body } = await pageFor(world, path, 'librarian')
    expect(body).toContain('<h2 id="messages">Messages</h2>')
    expect(body).not.toContain('Ring me')
    expect(body).not.toContain(`/messages/${message}`)
  })

  it('are not there when there is nothing to say', async () => {
    const world = await newWorld()
    await someone(world)
    const { reference } = await world.db.transaction(world.system, (tx) =>
      tx.selectFrom('person').select('reference').where('alliance_id', '=', world.allianceId).executeTakeFirstOrThrow(),
    )
    const page = await pageFor(world, `/people/${reference}`, 'helpline')
    expect([page.statusCode, page.body.includes('id="messages"')]).toEqual([200, false])
  })

  it('are not the other alliance’s to read', async () => {
    const [{ path }, other] = [await withMessages(), await newWorld()]
    expect((await pageFor(other, path, 'helpline')).statusCode).toBe(404)
  })
})

describe('how messages read on a timeline', () => {
  it.each([
    [
      'message.send',
      { way: 'email', templates: 'loan-due-soon loan-extended' },
      'We sent an email: loan due soon, loan extended',
    ],
    ['message.send', { way: 'text', templates: '' }, 'We sent a text'],
    ['message.receipt', { way: 'text', status: 'delivered', templates: 'loan-due-soon' }, 'The text arrived: loan due soon'],
    [
      'notice.give-up',
      { template: 'loan-due-soon', because: 'We know no way to reach them' },
      'Not told: loan due soon. We know no way to reach them',
    ],
    ['text.read', { cameOfIt: 'Answered 1' }, 'They texted us. Answered 1'],
  ] as const)('%s', (action, detail, words) => expect(messageSays[action]?.(detail)).toBe(words))
})
