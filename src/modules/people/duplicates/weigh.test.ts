import { expect, it } from 'vitest'
import { commonnessFrom } from './described'
import { OFFERED_AT } from './likely-people'
import { type Described, weigh } from './weigh'

const home = { knownAs: '', emails: [], postcode: 'SK3 8NR' }
const LANDLINE = '+441614960123'
const [MOBILE, OTHER] = ['+447700900123', '+447700900456']
/** A borough of 20,000 in which both these names, and the number and the postcode, are borne by a few. */
const common = commonnessFrom(
  new Map([
    ...['marie', 'maria', 'peter'].map((name): [string, number] => [name, 150]),
    ['horley', 4],
    ['#01614960123', 2],
    ['#07700900123', 2],
    ['@sk38nr', 10],
  ]),
  20_000,
)

const offered = (one: Partial<Described>, other: Partial<Described>): boolean => {
  const whole = (some: Partial<Described>): Described => ({ ...home, name: '', birthYear: null, phones: [], ...some })
  return weigh(whole(one), whole(other), common).likelihood >= OFFERED_AT
}

it.each([
  [
    'twins with names alike',
    { name: 'Marie Horley', birthYear: 1966 },
    { name: 'Maria Horley', birthYear: 1966 },
    [MOBILE],
    [MOBILE],
  ],
  [
    'a father and a son of one name, each with a mobile',
    { name: 'Peter Horley', birthYear: 1955 },
    { name: 'Peter Horley' },
    [LANDLINE, MOBILE],
    [LANDLINE, OTHER],
  ],
])('are two people: %s', (_who, one, other, phones, others) => {
  expect(offered({ ...one, phones }, { ...other, phones: others })).toBe(false)
})

it('a name misspelt, or a landline given the second time beside the same mobile, is still one person', () => {
  const born = { birthYear: 1966, phones: [MOBILE] }
  expect(offered({ name: 'Marie Horley', ...born }, { name: 'Marei Horley', ...born })).toBe(true)
  expect(offered({ name: 'Peter Horley', phones: [MOBILE] }, { name: 'Peter Horley', phones: [LANDLINE, MOBILE] })).toBe(true)
})
