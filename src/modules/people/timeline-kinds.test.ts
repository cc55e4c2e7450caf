import { expect, it } from 'vitest'
import { modules } from '../../app'
import { KINDS, kindOf } from './timeline-kinds'

/** Events of these are about no person: about the house, its rules, its partners and places, its shelves. */
const ABOUT_NOBODY = [
  ...['alliance.', 'sign-in.', 'hook.', 'staff-notice.', 'job.', 'phone.', 'template.', 'target.', 'safeguarding.numbers'],
  ...['partner.record', 'partner.correct', 'partner.end', 'place.', 'way-in.', 'call-list.', 'public.found-device'],
  ...['lending-rule.', 'stock-rule.', 'stock-check.', 'import.places', 'import.areas', 'import.postcodes'],
  ...['import.partners', 'import.devices', 'partner.tell', 'feedback.', 'duty.'],
]

const actions = modules.flatMap(({ says }) => Object.keys(says ?? {}))
const beginsWith = (beginnings: readonly string[]) => (action: string) => beginnings.some((one) => action.startsWith(one))
const kindsOf = (action: string) => Object.values(KINDS).filter(({ actions: begins }) => beginsWith(begins)(action))

it('every action that may be about a person is of exactly one kind, so that narrowing a timeline loses nothing', () => {
  expect(actions.length).toBeGreaterThan(100)
  const lost = actions.filter((action) => !beginsWith(ABOUT_NOBODY)(action) && kindsOf(action).length !== 1)
  expect(lost).toEqual([])
})

it('what partners did about someone is among the requests', () => {
  for (const action of ['public.referral', 'public.refer', 'partner.asked', 'partner.answer', 'partner.refer'])
    expect(kindsOf(action)).toEqual([KINDS.requests])
})

it('a word nobody knows is all', () => {
  expect([kindOf('requests'), kindOf('toString'), kindOf('red')]).toEqual(['requests', 'all', 'all'])
})
