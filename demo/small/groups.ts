import { recordDistribution } from '#modules/distributions'
import { recordPerson } from '#modules/people'
import { cancelSession } from '#modules/sessions'
import type { Chance } from '../chance'
import { madeUpPerson } from '../made-up-people'
import { tell } from '../story'
import { announce, book, gather } from '../tell/groups'
import type { Scene } from './requests'

interface Group {
  readonly title: string
  /** Days from today. */
  readonly inDays: number
  readonly places: number
  readonly booked: number
  readonly way: 'in_person' | 'video'
  readonly headCount: number
  readonly cancelled?: true
}

const GROUPS: readonly Group[] = [
  { title: 'First clicks', inDays: -232, places: 10, booked: 5, way: 'in_person', headCount: 2 },
  { title: 'Safe from scams', inDays: -154, places: 10, booked: 7, way: 'in_person', headCount: 1 },
  { title: 'Tea and tablets', inDays: -75, places: 12, booked: 8, way: 'in_person', headCount: 3 },
  { title: 'Video calls for beginners', inDays: -47, places: 8, booked: 6, way: 'video', headCount: 0 },
  { title: 'Tea and tablets', inDays: -19, places: 12, booked: 9, way: 'in_person', headCount: 4 },
  { title: 'Safe from scams', inDays: -9, places: 10, booked: 2, way: 'in_person', headCount: 0, cancelled: true },
  { title: 'Tea and tablets', inDays: 5, places: 12, booked: 7, way: 'in_person', headCount: 0 },
  { title: 'Photos on your phone', inDays: 9, places: 6, booked: 5, way: 'in_person', headCount: 0 },
  { title: 'Shopping online, safely', inDays: 16, places: 10, booked: 0, way: 'video', headCount: 0 },
]

const tellGroup = async (
  scene: Scene,
  chance: Chance,
  learners: readonly string[],
  places: readonly string[],
  group: Group,
  nth: number,
) => {
  const { story, calendar, champions } = scene
  const { title, inDays, places: room, booked, way, headCount } = group
  const day = inDays < 0 ? calendar.ago(-inDays) : calendar.ahead(inDays)
  const place = way === 'video' ? null : (places[nth % places.length] ?? null)
  const champion = champions[(nth + 2) % champions.length]?.reference ?? null
  const plan = { title, day, time: '10:30', minutes: 90, places: room, way, place, champion }
  const session = await announce(story, plan, inDays < 0 ? 14 : inDays + 4)
  const people = chance.some(learners, booked)
  const bookedOn = inDays < 0 ? calendar.ago(-inDays + 5) : calendar.ago(2)
  for (const person of people) await book(story, session, person, bookedOn)
  if (group.cancelled)
    await tell(story, 'coordinator', [calendar.ago(-inDays + 1), '09:00'], cancelSession, { session, because: 'champion' })
  else if (inDays < 0) await gather(story, chance, session, plan, { came: people.slice(1), more: [], headCount })
}

const LEARNERS = 14

const giveData = async ({ story, calendar, partnerId }: Scene, learners: readonly string[]): Promise<void> => {
  const scheme = 'National Databank'
  for (const [nth, person] of learners.slice(0, 4).entries()) {
    const givenOn = calendar.ago(64 - nth * 13)
    await tell(story, 'librarian', [givenOn, '12:40'], recordDistribution, { what: 'data', person, scheme, givenOn, notes: '' })
  }
  const givenOn = calendar.ago(36)
  const bulk = {
    what: 'data',
    partner: partnerId,
    quantity: 25,
    scheme,
    givenOn,
    notes: 'For families the centre knows',
  } as const
  await tell(story, 'librarian', [givenOn, '12:50'], recordDistribution, bulk)
}

/** Group sessions held and to come, the people who come to them, and data given to some of them. */
export const tellGroups = async (scene: Scene, chance: Chance): Promise<void> => {
  const { story, calendar, postcodes, places } = scene
  const learners: string[] = []
  for (let nth = 0; nth < LEARNERS; nth++) {
    const person = madeUpPerson(chance.fork(nth), postcodes)
    learners.push((await tell(story, 'helpline', [calendar.ago(260), '10:00'], recordPerson, person)).reference)
  }
  for (const [nth, group] of GROUPS.entries()) await tellGroup(scene, chance.fork(`group ${nth}`), learners, places, group, nth)
  await giveData(scene, learners)
}
