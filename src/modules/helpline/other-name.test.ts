import { describe, expect, it } from 'vitest'
import { planForm, savePlan } from '#modules/people'
import { got } from '#test/helping'
import type { World } from '#test/world'
import { inside, setUp } from './calls/desk-trial'
import { readyToRefer } from './referrals/referral-trial'

const PLAN = planForm.parse({ ourName: 'the library', voicemailOk: 'yes' })
const UNSAID = { alliance: 'the library', helpline: 'the number you have for us' }

/** Our number is known, and to this person we go by another name. */
const callUsOtherwise = async (world: World, reference: string) => {
  await inside(world, (tx) => tx.updateTable('alliance').set({ helpline_number: '+441614960100' }).execute())
  got(await savePlan(await world.as('helpline'), { ...PLAN, reference }))
}

const told = (world: World) => inside(world, (tx) => tx.selectFrom('notice').select(['template', 'personalisation']).execute())

describe('where a safe contact plan gives us another name, neither ours nor our number is', () => {
  it('in what they hear when they take back that a partner knows of them', async () => {
    const { world, desk, site, send, person } = await readyToRefer()
    await callUsOtherwise(world, person.reference)
    await send()
    const share = await inside(world, (tx) =>
      tx.selectFrom('consent').select('id').where('purpose', '=', 'share').executeTakeFirstOrThrow(),
    )
    expect((await site.post(desk, `/consents/${share.id}/withdraw`, { how: 'spoken' })).statusCode).toBe(303)
    expect(await told(world)).toMatchObject([{ template: 'sharing-stopped', personalisation: UNSAID }])
  })

  it('in what whoever asked for somebody hears when it is over', async () => {
    const { world, send, ctx, site } = await setUp()
    const bea = { callerName: 'Bea Example', callerPhones: '0161 496 0999', standing: 'relative', agreed: 'said_so' }
    expect((await send({ ...bea, next: 'ring' })).statusCode).toBe(303)
    const { reference } = await inside(world, (tx) =>
      tx.selectFrom('person').select('reference').where('name', '=', 'Bea Example').executeTakeFirstOrThrow(),
    )
    await callUsOtherwise(world, reference)
    const [request] = await inside(world, (tx) => tx.selectFrom('request').select('reference').execute())
    await site.post(ctx, `/requests/${request?.reference}/close`, { outcome: 'not_needed', whatChanged: '' })
    expect(await told(world)).toMatchObject([{ template: 'what-came-of-it', personalisation: UNSAID }])
  })
})
