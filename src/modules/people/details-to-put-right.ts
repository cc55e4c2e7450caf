import type { Ask } from '#platform/http/ask'
import type { Refusal } from '#platform/outcome'
import { reading } from '#platform/reading'
import { readContact, readPerson } from './person.queries'

const line = ({ number, label }: { number: string; label: string }): string => [number, label].filter(Boolean).join(' ')

/** A person's record as its form starts. */
export const detailsToPutRight = async (ask: Ask): Promise<Record<string, string | string[]> | Refusal> => {
  const { allianceId } = ask.ctx
  const read = await reading(ask.ctx, 'person.correct', async (tx) => {
    const person = await readPerson(tx, allianceId, ask.params.person ?? '')
    return person ? { person, ...(await readContact(tx, allianceId, person.id)) } : undefined
  })
  if (!read.ok) return read
  const { person, phones, emails } = read.value
  const [firstWay = '', secondWay = '', thirdWay = ''] = person.ways
  return {
    ...{ name: person.name, knownAs: person.known_as, sayAs: person.say_as, firstWay, secondWay, thirdWay },
    birthYear: String(person.birth_year ?? ''),
    ageBand: person.age_band,
    phones: phones.map(line).join('\n'),
    emails: emails.map(({ address }) => address).join('\n'),
    reachThrough: person.reach_through,
    bestTimes: person.best_times,
    doNotCall: person.do_not_call ? 'yes' : '',
    address: person.address,
    postcode: person.postcode ?? '',
    language: person.language,
    alsoSpeaks: person.also_speaks,
    interpreter: person.interpreter ? 'yes' : '',
    accessNeeds: person.access_needs,
    supportNeeds: person.support_needs,
  }
}
