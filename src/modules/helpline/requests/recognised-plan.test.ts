import { expect, it } from 'vitest'
import { planForm, savePlan } from '#modules/people'
import { got } from '#test/helping'
import { asked, inside, requestOf } from './who-asks-trial'

it.each([
  ['a number', { safe_number: '+447700900777' }],
  ['an address', { safe_email: 'safe@example.org' }],
  ['hours', { safe_windows: JSON.stringify([{ day: 'tuesday', from: '10:00', until: '12:00' }]) }],
  ['a name for us', { our_name: 'the library' }],
])(
  'where the new plan says %s that ours does not, a coordinator chooses; said in both, or only in ours, it stands',
  async (_what, more) => {
    const { world, desk, person, reference, look } = await asked()
    const { person_id } = await requestOf(world, reference)
    got(await savePlan(desk, { ...planForm.parse({ words: 'Ask for Marge' }), reference: person.reference }))
    const set = (id: string, plan: object) =>
      inside(world, (tx) => tx.updateTable('safe_contact_plan').set(plan).where('person_id', '=', id).execute())
    await set(person_id, more)
    const answer = await look(person.reference)
    expect([answer.statusCode, answer.body.includes('Both have a safe contact plan, and they differ')]).toEqual([409, true])
    expect(answer.body).toContain('To see my grandson')
    expect((await requestOf(world, reference)).person_id).toBe(person_id)
    await set(person.id, more)
    expect((await look(person.reference)).statusCode).toBe(303)
    const plan = await inside(world, (tx) => tx.selectFrom('safe_contact_plan').selectAll().executeTakeFirstOrThrow())
    expect(plan).toMatchObject({ words: 'Ask for Marge\nNot after six', person_id: person.id })
  },
)
