import { z } from 'zod'
import { keysOf, WAYS } from '#modules/champions'
import { SKILL_CODES } from '#modules/skills'
import { clockTime } from '#platform/clock-time'
import { date, oneOf, someOf, whole, words } from '#platform/fields'

const maybeId = (error: string) => z.preprocess((value) => String(value ?? '').trim() || null, z.uuid({ error }).nullable())
const maybeReference = () =>
  z.preprocess(
    (value) =>
      String(value ?? '')
        .trim()
        .slice(0, 20) || null,
    z.string().nullable(),
  )

const when = {
  way: oneOf(keysOf(WAYS), 'Choose how you will meet'),
  date: date('Enter the date, such as 27 3 2026'),
  time: clockTime('Enter the time, such as 13:30 or 1.30pm'),
}

/** A one-to-one to come. */
export const planForm = z.object({
  ...when,
  minutes: whole(5, 480, 'Enter how many minutes, from 5 to 480'),
  title: words(200),
  place: maybeId('Choose a place from the list'),
  champion: maybeReference(),
})
export type PlanForm = z.output<typeof planForm>

const practice = {
  minutes: whole(1, 720, 'Enter how many minutes it took, from 1 to 720'),
  skills: someOf(SKILL_CODES, 'Choose skills from the list'),
  notes: words(4000),
}

/** How a planned one-to-one went. */
export const recordForm = z.object(practice)
export type RecordForm = z.output<typeof recordForm>

/** A one-to-one that nobody had planned. */
export const unplannedForm = z.object({ ...when, ...practice, champion: maybeReference() })
export type UnplannedForm = z.output<typeof unplannedForm>

/** A group session to come. */
export const groupForm = planForm.extend({
  title: z.preprocess(
    (value) => String(value ?? '').trim(),
    z.string().min(1, { error: 'Enter what the session is called' }).max(200, { error: 'Use 200 characters or fewer' }),
  ),
  places: whole(1, 500, 'Enter how many places there are, from 1 to 500'),
})
export type GroupForm = z.output<typeof groupForm>

const listed = (value: unknown): unknown[] => (value === undefined || value === '' ? [] : [value].flat())

const REFERENCE = /^P-\d+$/i

/** References typed one a line or split by commas: P-1001. */
const references = () =>
  z.preprocess(
    (value) => String(value ?? '').trim(),
    z.string().transform((typed, issue) => {
      const all = typed.split(/[\s,;]+/).filter(Boolean)
      const odd = all.find((one) => !REFERENCE.test(one))
      if (odd)
        issue.addIssue({ code: 'custom', message: `Enter references such as P-1001. We could not read “${odd.slice(0, 20)}”` })
      return all.map((one) => one.toUpperCase())
    }),
  )

/** How a group session went: who came of those booked, who came besides, and how many we did not name. */
export const groupRecordForm = z.object({
  ...practice,
  came: z.preprocess(listed, z.array(z.string().regex(REFERENCE, { error: 'Choose people from the list' }))),
  more: references(),
  headCount: whole(0, 1000, 'Enter how many others came, from 0 to 1,000'),
})
export type GroupRecordForm = z.output<typeof groupRecordForm>

export const BECAUSE = {
  learner: 'They could not make it',
  missed: 'They were not there',
  champion: 'I, or the champion, could not make it',
  other: 'Another reason',
} as const

export const cancelForm = z.object({ because: oneOf(keysOf(BECAUSE), 'Choose why it is not happening') })
