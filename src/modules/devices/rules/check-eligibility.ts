import { z } from 'zod'
import { addMonths } from '#platform/clock'
import { command, type Work } from '#platform/command'
import { needed } from '#platform/fields'
import { newId } from '#platform/ids'
import { done, refuse } from '#platform/outcome'
import { ensureSets, isMet, readSets } from './eligibility'

const list = z.preprocess(
  (value) => (value === undefined || value === '' ? [] : [value].flat()),
  z.array(z.string().max(60)).max(40),
)

export const eligibilityForm = z.object({ set: needed('Choose what it is for', 60), met: list })
export interface EligibilityInput extends z.output<typeof eligibilityForm> {
  readonly person: string
}

const personBy = ({ tx, allianceId }: Work, reference: string) =>
  tx
    .selectFrom('person')
    .select(['id', 'reference'])
    .where('alliance_id', '=', allianceId)
    .where('reference', '=', reference.toUpperCase())
    .executeTakeFirst()

/**
 * Writes down which rule a person meets and who checked: not the papers. Good for as many months as the set says.
 * Refuses `not-found`, `no-such-set` and `not-met` (on the field `met`).
 */
export const checkEligibility = command('eligibility.check', async (work, input: EligibilityInput) => {
  await ensureSets(work)
  const person = await personBy(work, input.person)
  if (!person) return refuse('not-found')
  const set = (await readSets(work.tx, work.allianceId)).find(({ code }) => code === input.set)
  if (!set) return refuse('no-such-set', 'Choose what it is for', 'set')
  const met = set.questions.filter(({ code }) => input.met.includes(code)).map(({ code }) => code)
  if (!isMet(set, met)) return refuse('not-met', 'Tick what is true. This is not enough yet', 'met')
  const id = newId(work.at)
  const { allianceId, today, actor } = work
  await work.tx
    .insertInto('eligibility_check')
    .values({
      ...{ alliance_id: allianceId, id, person_id: person.id, set_code: set.code, met },
      ...{ checked_on: today, good_until: addMonths(today, set.months), checked_by: actor.name, account_id: actor.accountId },
    })
    .execute()
  return done(
    { id, person: person.reference },
    { about: { type: 'eligibility_check', id }, person: person.id, detail: { set: set.name } },
  )
})
