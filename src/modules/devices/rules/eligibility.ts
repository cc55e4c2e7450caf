import type { Work } from '#platform/command'
import type { Tx } from '#platform/db'

/** Every 'all' must hold, and where there are any 'one', one of those. */
export type Needed = 'all' | 'one'

export interface Question {
  readonly code: string
  readonly question: string
  readonly needed: Needed
}

export interface EligibilitySet {
  readonly code: string
  readonly name: string
  readonly words: string
  /** How long an answer is good for. */
  readonly months: number
  readonly questions: readonly Question[]
}

const one = (code: string, question: string): Question => ({ code, question, needed: 'one' })
const all = (code: string, question: string): Question => ({ code, question, needed: 'all' })

/** What an alliance starts with, and may change: as few questions as lending and the national schemes for data need. */
export const FIRST_SETS: readonly EligibilitySet[] = [
  {
    code: 'lending',
    name: 'Borrowing a device',
    words: 'One is enough. Believe what people say; look at a paper only if they offer it, and give it back.',
    months: 12,
    questions: [
      one('low_income', 'Money is tight, or they get a benefit such as Universal Credit or Pension Credit'),
      one('disability', 'They are disabled or have a long illness'),
      one('asylum', 'They are seeking asylum or are a refugee'),
      one('child', 'A child at home needs it for school'),
      one('carer', 'They care for someone'),
      one('judgement', 'None of these, and the person who checks says yes'),
    ],
  },
  {
    code: 'data_gift',
    name: 'Free data from a national scheme',
    words: 'The scheme asks for the first two and one of the others. No papers are needed.',
    months: 6,
    questions: [
      all('adult', 'They are 18 or over'),
      all('low_income', 'Their household has a low income'),
      one('no_home', 'They have no internet at home, or not enough'),
      one('no_away', 'They have no internet away from home, or not enough'),
      one('no_money', 'They cannot afford their contract or top-up'),
    ],
  },
]

/** Whether these answers meet a set. */
export const isMet = (set: EligibilitySet, met: readonly string[]): boolean => {
  const needed = set.questions.filter((question) => question.needed === 'all')
  const oneOf = set.questions.filter((question) => question.needed === 'one')
  return (
    needed.every(({ code }) => met.includes(code)) &&
    (oneOf.length === 0 || oneOf.some(({ code }) => met.includes(code))) &&
    met.length > 0
  )
}

/** The sets of questions that can be asked today. */
export const readSets = async (tx: Tx, allianceId: string): Promise<readonly EligibilitySet[]> => {
  const sets = await tx.selectFrom('eligibility_set').selectAll().where('alliance_id', '=', allianceId).orderBy('name').execute()
  if (sets.length === 0) return FIRST_SETS
  const questions = await tx
    .selectFrom('eligibility_question')
    .select(['set_code', 'code', 'question', 'needed'])
    .where('alliance_id', '=', allianceId)
    .orderBy('position')
    .execute()
  return sets
    .filter(({ ended_on }) => ended_on === null)
    .map(({ code, name, words, months }) => ({
      ...{ code, name, words, months },
      questions: questions
        .filter((question) => question.set_code === code)
        .map((question) => ({ ...question, needed: question.needed as Needed })),
    }))
}

/** Gives an alliance its first sets, once, in the use case that first needs them. */
export const ensureSets = async ({ tx, allianceId }: Work): Promise<void> => {
  const known = await tx.selectFrom('eligibility_set').select('code').where('alliance_id', '=', allianceId).limit(1).execute()
  if (known.length > 0) return
  await tx
    .insertInto('eligibility_set')
    .values(FIRST_SETS.map(({ questions: _, ...set }) => ({ alliance_id: allianceId, ...set })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await tx
    .insertInto('eligibility_question')
    .values(
      FIRST_SETS.flatMap(({ code, questions }) =>
        questions.map((question, position) => ({ alliance_id: allianceId, set_code: code, position, ...question })),
      ),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The newest check of a person that is still good, for one set; undefined when there is none. */
export const goodCheck = (tx: Tx, allianceId: string, personId: string, set: string, today: string) =>
  tx
    .selectFrom('eligibility_check')
    .select(['met', 'checked_on', 'checked_by', 'good_until'])
    .where('alliance_id', '=', allianceId)
    .where('person_id', '=', personId)
    .where('set_code', '=', set)
    .where('good_until', '>=', today)
    .orderBy('checked_on', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
