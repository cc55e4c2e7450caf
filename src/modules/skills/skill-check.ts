import { z } from 'zod'
import { oneOf } from '#platform/fields'
import { plural } from '#ui/format'
import { FOUNDATION } from './framework'

export const ANSWERS = { not_yet: 'Not yet', with_help: 'With help', alone: 'On their own' } as const
export type Answer = keyof typeof ANSWERS
export const ANSWER_CODES = Object.keys(ANSWERS) as [Answer, ...Answer[]]

export const MOMENTS = { before: 'At the start', after: 'At the end' } as const
export type Moment = keyof typeof MOMENTS

/** A check's answers, by skill code. */
export type Answers = Readonly<Record<string, Answer>>

/** One answer for each first step. */
export const skillCheckForm = z.object(
  Object.fromEntries(
    FOUNDATION.map(({ code, name }) => [code, oneOf(ANSWER_CODES, `Choose how it goes: ${name.toLowerCase()}`)]),
  ),
)

const RANK: Readonly<Record<Answer, number>> = { not_yet: 0, with_help: 1, alone: 2 }

const alone = (answers: Answers): number => Object.values(answers).filter((answer) => answer === 'alone').length

/** What changed between two checks, in words: "Can now do 3 more things on their own, and 1 more with help." */
export const whatChanged = (before: Answers, after: Answers): string => {
  const shared = Object.keys(after).filter((code) => code in before)
  const moved = (to: Answer): number =>
    shared.filter((code) => after[code] === to && RANK[before[code] ?? 'not_yet'] < RANK[to]).length
  const lost = shared.filter((code) => RANK[after[code] ?? 'not_yet'] < RANK[before[code] ?? 'not_yet']).length
  const gains = [
    moved('alone') > 0 && `${plural(moved('alone'), 'more thing')} on their own`,
    moved('with_help') > 0 && `${plural(moved('with_help'), 'more thing')} with help`,
  ].filter(Boolean)
  const gained = gains.length > 0 ? `Can now do ${gains.join(', and ')}.` : 'Nothing has changed for the better yet.'
  return lost > 0 ? `${gained} ${plural(lost, 'thing')} got harder.` : gained
}

/** How far someone has come, in words: "5 of 8 first steps on their own". */
export const soFar = (answers: Answers): string => `${alone(answers)} of ${FOUNDATION.length} first steps on their own`
