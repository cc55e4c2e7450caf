import type { Chance } from '../../demo/chance'
import { ringDayFrom } from '../../src/modules/callbacks'
import type { Findable } from '../../src/modules/people/finding/person-tokens'
import { newId } from '../../src/platform/ids'
import { typingError } from '../duplicates/errors'
import type { Shot } from '../load'

export interface DeskPage {
  readonly name: string
  /** Answers at the slowest twentieth may take so long, in milliseconds. */
  readonly most: number
  /** Different requests of one kind: the program and the bare server are sent the same ones in turn. */
  readonly shots: readonly Shot[]
}

const base = '/bench-1'
const got = (path: string): Shot => ({ method: 'GET', path: base + path })
const find = (typed: string): Shot => got(`/find?q=${encodeURIComponent(typed)}`)
const asDialled = (phone: string): string => phone.replace('+44', '0')

/** How many of each kind: enough that no answer is simply remembered. */
const KINDS = 24
const SEARCH = 100
const DESK = 150

const SEARCHES: readonly (readonly [string, (person: Findable, chance: Chance) => string])[] = [
  ['a whole name', ({ name }) => name],
  ['a first name begun', ({ name }) => name.slice(0, 3)],
  ['a surname', ({ name }) => name.split(' ').at(-1) ?? name],
  [
    'a name mistyped',
    ({ name }, chance) =>
      name
        .split(' ')
        .map((word) => typingError(chance, word))
        .join(' '),
  ],
  ['two letters', ({ name }) => name.slice(0, 2)],
  ['a phone number', ({ phones }) => asDialled(phones[0] ?? '0161 496')],
  ['half a phone number', ({ phones }) => asDialled(phones[0] ?? '0161 496').slice(0, 6)],
  ['a postcode', ({ postcode }) => postcode ?? ''],
  ['a name and a district', ({ name, postcode }) => `${name.split(' ')[0]} ${postcode?.split(' ')[0]}`],
  ['nobody', (_person, chance) => `Zz${chance.between(100, 999)} Quxberry`],
]

const days = (count: number): string => new Date(Date.now() + count * 86_400_000).toISOString().slice(0, 10)

const record = ({ reference }: Findable): Shot => ({
  method: 'POST',
  path: `${base}/calls/new`,
  body: new URLSearchParams({
    ...{ submission: newId(), person: reference, direction: 'in', result: 'spoke', minutes: '5', notes: 'Wants to see photos' },
    ...{ needs: 'learn_skills', barriers: 'cost', request: 'new', next: 'ring', ringOn: ringDayFrom(days(2)) },
  }).toString(),
})

/** What is measured: every way to search, and every page of the desk. */
export const deskPages = (known: readonly Findable[], chance: Chance): DeskPage[] => {
  const some = chance.some(known.slice(0, 20_000), KINDS)
  const each = (name: string, most: number, shot: (person: Findable) => Shot): DeskPage => ({ name, most, shots: some.map(shot) })
  return [
    ...SEARCHES.map(([name, typed]) => each(`find: ${name}`, SEARCH, (person) => find(typed(person, chance)))),
    each('desk: a new call', DESK, () => got('/calls/new')),
    each('desk: finding the caller', DESK, (person) => got(`/calls/new?q=${encodeURIComponent(person.name)}`)),
    each('desk: on the line', DESK, ({ reference }) => got(`/calls/new?person=${reference}`)),
    each('desk: calls to make', DESK, () => got('/call-backs')),
    each('desk: requests', DESK, () => got('/requests')),
    each('desk: a person', DESK, ({ reference }) => got(`/people/${reference}`)),
    // Last, since it gives these few people hundreds of open requests.
    { name: 'desk: record a call', most: DESK, shots: some.filter(({ phones }) => phones.length > 0).map(record) },
  ]
}
