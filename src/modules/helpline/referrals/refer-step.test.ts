import { describe, expect, it } from 'vitest'
import { partnerForm, recordPartner } from '#modules/partners'
import { planForm, savePlan } from '#modules/people'
import { inside, setUp } from '../calls/desk-trial'

describe('passing someone to a partner during the call', () => {
  it('passes nobody with words in their safe contact plan to a partner that is told nothing', async () => {
    const { world, ctx, send, person } = await setUp()
    const made = await recordPartner(
      await world.as('lead'),
      partnerForm.parse({ name: 'Age Example', sector: 'voluntary', joinedOn: '2020-04-01' }),
    )
    const pickRefer = made.ok ? made.value.id : ''
    await savePlan(ctx, { ...planForm.parse({ words: 'Her husband must not know' }), reference: person.reference })
    const unsaid = await send({ next: 'refer', pickRefer })
    expect([unsaid.statusCode, unsaid.body.includes('which the partner does not see')]).toEqual([409, true])
    expect(await inside(world, (tx) => tx.selectFrom('referral').select('id').execute())).toEqual([])
    expect((await send({ next: 'refer', pickRefer, nextWords: 'Ask for her by name' })).statusCode).toBe(303)
  })
})
