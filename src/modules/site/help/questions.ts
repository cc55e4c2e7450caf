import { z } from 'zod'
import type { Attempt } from '#platform/forms'
import {
  askerProblem,
  type HelpField,
  type HelpInput,
  helpFields,
  neverProblem,
  type Problem,
  reachProblem,
  WAY_CODES,
  type Way,
} from './help'

type Values = Attempt['values']
type Answered = Partial<HelpInput>

export const said = (values: Values, name: HelpField): string => [values[name] ?? ''].flat()[0] ?? ''

/** Whose number and address the form asks for: their own, somebody else's, or the asker's, who has to ask that person first. */
export const reachedOf = (values: Values): 'you' | 'them' | 'asker' => {
  if (said(values, 'whom') !== 'other') return 'you'
  return said(values, 'agreed') === 'not_yet' ? 'asker' : 'them'
}

export const wayOf = (values: Values): Way => WAY_CODES.find((way) => way === said(values, 'way')) ?? 'call'

const isForOther = (values: Values): boolean => said(values, 'whom') === 'other'
const tells = (values: Values): boolean => [values.needs ?? []].flat().includes('feedback')

interface Question {
  readonly fields: readonly HelpField[] | ((values: Values) => readonly HelpField[])
  /** Whether it is asked at all, by what was said before. */
  readonly when?: (values: Values) => boolean
  /** What is wrong with the answer beyond each field of it. */
  readonly problem?: (answered: Answered, values: Values) => Problem | null
}

const oneOfThe = (fields: readonly HelpField[], problem: Problem | null): Problem | null =>
  problem && fields.includes(problem.field) ? problem : null

const CONTACT: Readonly<Record<Way, readonly HelpField[]>> = {
  call: ['phones'],
  text: ['phones'],
  email: ['email'],
  letter: ['address', 'postcode'],
}

const ofAsker =
  (field: HelpField) =>
  (answered: Answered): Problem | null =>
    oneOfThe([field], askerProblem({ standing: 'other', agreed: 'said_so', askerName: 'x', ...answered, whom: 'other' }))

/** The questions in their order, one a page. */
export const QUESTIONS = {
  whom: { fields: ['whom'] },
  standing: { fields: ['standing'], when: isForOther, problem: ofAsker('standing') },
  agreed: { fields: ['agreed'], when: isForOther, problem: ofAsker('agreed') },
  needs: { fields: ['needs'] },
  theme: { fields: ['theme'], when: tells },
  words: { fields: ['words'] },
  askerName: { fields: ['askerName'], when: isForOther, problem: ofAsker('askerName') },
  name: { fields: ['name', 'website'] },
  way: { fields: ['way'] },
  contact: {
    fields: (values: Values) => CONTACT[wayOf(values)],
    problem: (answered, values) => reachProblem(wayOf(values), answered),
  },
  postcode: { fields: ['postcode'], when: (values) => wayOf(values) !== 'letter' && reachedOf(values) !== 'asker' },
  language: { fields: ['language'] },
  times: { fields: ['bestTimes'] },
  safe: {
    fields: ['never', 'safeContact'],
    problem: ({ never = [] }, values) => neverProblem(wayOf(values), never),
  },
  askerReach: { fields: ['askerReach'], when: (values) => reachedOf(values) === 'them' },
} as const satisfies Record<string, Question>
export type QuestionName = keyof typeof QUESTIONS

const NAMES = Object.keys(QUESTIONS) as [QuestionName, ...QuestionName[]]
const questionOf = (name: QuestionName): Question => QUESTIONS[name]

/** The boxes of a question. */
export const fieldsOf = (name: QuestionName, values: Values): readonly HelpField[] => {
  const { fields } = questionOf(name)
  return typeof fields === 'function' ? fields(values) : fields
}

/** The question of this name, or undefined for a name that no page of ours sent. */
export const questionNamed = (name: unknown): QuestionName | undefined => NAMES.find((one) => one === String(name))

/** The questions asked of someone who has said this much. */
export const asked = (values: Values): QuestionName[] => NAMES.filter((name) => questionOf(name).when?.(values) ?? true)

/** What a page's answer must be, given what was said on the others. */
export const schemaOf = (name: QuestionName, values: Values) => {
  const { problem } = questionOf(name)
  const shape = Object.fromEntries(fieldsOf(name, values).map((field) => [field, helpFields[field]]))
  return z.object(shape).superRefine((answered, issue) => {
    const wrong = problem?.(answered as Answered, values)
    if (wrong) issue.addIssue({ code: 'custom', path: [wrong.field], message: wrong.says })
  })
}

const isAnswered = (name: QuestionName, values: Values): boolean => schemaOf(name, values).safeParse(values).success

/** The first question whose answer is not there or will not do; undefined when everything is said. */
export const firstUnanswered = (values: Values): QuestionName | undefined =>
  asked(values).find((name) => !isAnswered(name, values))

/** What was said to the questions that count: what somebody typed before they chose otherwise is not sent. */
export const heard = (values: Values): Values => {
  const fields = asked(values).flatMap((name) => fieldsOf(name, values))
  return Object.fromEntries(Object.entries(values).filter(([name]) => fields.some((field) => field === name)))
}

/** The question after this one, or undefined when it was the last. */
export const after = (name: QuestionName, values: Values): QuestionName | undefined => {
  const all = asked(values)
  return all[all.indexOf(name) + 1]
}

/** The question before this one; undefined before the first. From the check page, the last. */
export const before = (name: QuestionName | undefined, values: Values): QuestionName | undefined => {
  const all = asked(values)
  return name ? all[all.indexOf(name) - 1] : all.at(-1)
}
