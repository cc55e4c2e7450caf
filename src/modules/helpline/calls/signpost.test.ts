import { describe, expect, it } from 'vitest'
import { configureMail } from '#modules/notifications'
import { newId } from '#platform/ids'
import type { World } from '#test/world'
import { inside, place, setUp } from './desk-trial'

const request = (world: World) => inside(world, (tx) => tx.selectFrom('request').selectAll().executeTakeFirstOrThrow())
const nothingWritten = async (world: World) =>
  expect(await inside(world, (tx) => tx.selectFrom('call').select('id').execute())).toEqual([])

describe('showing somebody where to go, on the call', () => {
  const byEmail = (world: World, person: string) =>
    inside(world, (tx) =>
      tx
        .insertInto('person_email')
        .values({ alliance_id: world.allianceId, person_id: person, address: 'ann@example.org' })
        .execute(),
    )

  it('shown where to go, a request that was open before goes on as it was', async () => {
    const { world, send, site, ctx, person } = await setUp()
    const id = await place(world, 'Example Library')
    await send({ next: 'other', nextWords: 'The course starts', nextOn: '2025-11-20' })
    const { reference } = await request(world)
    expect((await site.get(ctx, `/calls/new?person=${person.reference}`)).body).toContain('A request that is open stays open')
    expect((await send({ request: reference, next: 'signpost', place: id })).statusCode).toBe(303)
    expect(await request(world)).toMatchObject({ status: 'new', next_action: 'The course starts', next_action_on: '2025-11-20' })
    const signs = await inside(world, (tx) => tx.selectFrom('signpost').select(['request_id', 'place_id']).execute())
    expect(signs).toEqual([{ request_id: (await request(world)).id, place_id: id }])
  })

  it('nothing is sent to someone nobody can write to: said at the choice, and nothing is written', async () => {
    const { world, send } = await setUp()
    const id = await place(world, 'Example Library')
    const stranger = { person: 'new', name: 'Bob Landline', phones: '0161 496 0150' }
    const sent = await send({ ...stranger, next: 'signpost', place: id, sentHow: 'message' })
    expect([sent.statusCode, sent.body.includes('href="#sentHow"')]).toEqual([409, true])
    expect(sent.body).toContain('We know no way to write to them')
    await nothingWritten(world)
  })

  it('nor to someone with only a mobile, where the alliance sends no texts', async () => {
    const { world, send } = await setUp()
    const id = await place(world, 'Example Library')
    const mobile = { person: 'new', name: 'Bob Mobile', phones: '07700 900123' }
    const from = { smtpUrl: undefined, mailFrom: 'x@localhost' }
    configureMail({ demo: false, ...from }, () => {})
    try {
      const sent = await send({ ...mobile, next: 'signpost', place: id, sentHow: 'message' })
      expect([sent.statusCode, sent.body.includes('We know no way to write to them')]).toEqual([409, true])
    } finally {
      configureMail({ demo: true, ...from }, () => {})
    }
    await nothingWritten(world)
    expect((await send({ ...mobile, next: 'signpost', place: id, sentHow: 'message' })).statusCode).toBe(303)
  })

  it('shows them where to go, sends it, and that ends a new request', async () => {
    const { world, send, person } = await setUp()
    await byEmail(world, person.id)
    const id = await place(world, 'Example Library')
    expect((await send({ next: 'signpost', place: id, signpostWords: 'Tuesdays at 2', sentHow: 'message' })).statusCode).toBe(303)
    expect(await request(world)).toMatchObject({ status: 'done', outcome: 'signposted' })
    const signs = await inside(world, (tx) => tx.selectFrom('signpost').selectAll().execute())
    expect(signs).toMatchObject([{ person_id: person.id, place_id: id, words: 'Tuesdays at 2', sent_how: 'message' }])
    const [notice] = await inside(world, (tx) => tx.selectFrom('notice').select(['template', 'personalisation']).execute())
    expect(notice).toMatchObject({
      template: 'where-to-go',
      personalisation: { where: 'Example Library, 1 High Street, SK1 1AA. Tuesdays at 2' },
    })
  })

  it('a place that has closed is refused by its field', async () => {
    const { world, send } = await setUp()
    const sent = await send({ next: 'signpost', place: newId() })
    expect([sent.statusCode, sent.body.includes('Choose a place that is open')]).toEqual([409, true])
    await nothingWritten(world)
  })
})
