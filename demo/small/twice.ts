import { lookForDuplicates, mergePeople, personForm, recordPerson } from '#modules/people'
import { systemActor } from '#platform/access'
import { clockAt } from '#platform/clock'
import type { Chance } from '../chance'
import { madeUpPerson, madeUpPhone } from '../made-up-people'
import { tell } from '../story'
import type { Scene } from './requests'

type Fields = Readonly<Record<string, string>>

/** Someone as two workers wrote them down, weeks apart: what differs is what differs in life. */
const TWICE: readonly ((one: Fields, chance: Chance) => Fields)[] = [
  (one) => ({ ...one, name: String(one.name).replace(/([a-z])([a-z])$/, '$2$1') }),
  (one, chance) => ({ ...one, name: one.name ?? '', postcode: '', phones: `${one.phones}, ${madeUpPhone(chance)}` }),
  (one) => ({ ...one, name: String(one.name).split(' ').reverse().join(' ') }),
]

const recordTwice = async (
  { story, calendar, postcodes }: Scene,
  chance: Chance,
  again: (typeof TWICE)[number],
): Promise<[string, string]> => {
  const made = madeUpPerson(chance, postcodes)
  const first: Fields = {
    name: made.name,
    birthYear: String(made.birthYear ?? chance.between(1935, 1980)),
    phones: madeUpPhone(chance),
    postcode: made.postcode ?? chance.pick(postcodes),
  }
  const record = (days: number, fields: Fields) =>
    tell(story, 'helpline', [calendar.ago(days), '11:20'], recordPerson, personForm.parse(fields))
  const [one, other] = [await record(chance.between(60, 200), first), await record(chance.between(3, 20), again(first, chance))]
  return [one.reference, other.reference]
}

/** Some people were written down twice: two pairs wait for the coordinator, and one was made one record last week. */
export const tellTwice = async (scene: Scene, chance: Chance): Promise<void> => {
  const { story, calendar } = scene
  const pairs: [string, string][] = []
  for (const [nth, again] of TWICE.entries()) pairs.push(await recordTwice(scene, chance.fork(nth), again))
  const [kept = '', merged = ''] = pairs.at(-1) ?? []
  await tell(story, 'coordinator', [calendar.ago(2), '15:10'], mergePeople, { kept, merged, choices: {}, stops: [] })
  await lookForDuplicates({ db: story.db, allianceId: story.allianceId, actor: systemActor, clock: clockAt(story.now) })
}
