import { Temporal } from 'temporal-polyfill'
import { writeRequest } from '#modules/helpline'
import { writePerson } from '#modules/people'
import { command } from '#platform/command'
import { done } from '#platform/outcome'
import { type HelpInput, personOf, WAYS, type Way, wayBack } from './help'

const SATURDAY = 6
const WITHIN = 2

/** So many working days on, weekends left out: Thursday and two days is Monday. */
export const workingDaysOn = (day: string, days: number): string => {
  let date = Temporal.PlainDate.from(day)
  for (let left = days; left > 0; ) {
    date = date.add({ days: 1 })
    if (date.dayOfWeek < SATURDAY) left -= 1
  }
  return date.toString()
}

export interface AskedForHelp {
  readonly reference: string
  readonly way: Way
  readonly by: string
}

/** Someone asks for help on the public site: a new person and their request, to be got back to within two working days. */
export const askForHelp = command('public.ask-for-help', async (work, input: HelpInput) => {
  const person = await writePerson(work, personOf(input))
  const way = wayBack(input)
  const by = workingDaysOn(work.today, WITHIN)
  const request = await writeRequest(work, {
    personId: person.value.id,
    source: 'public_form',
    words: input.words,
    needs: input.needs,
    barriers: [],
    nextAction: WAYS[way].nextAction,
    nextActionOn: by,
  })
  if (!request.ok) return request
  return done<AskedForHelp>({ reference: request.value.reference, way, by }, ...request.happened)
})
