import { z } from 'zod'
import { command } from '#platform/command'
import { needed, whole, words } from '#platform/fields'
import { newId } from '#platform/ids'
import { done, refuse } from '#platform/outcome'
import { ensureSets, type Needed } from './eligibility'

const QUESTION = 'Write each question on a line of its own, 200 characters at most, 20 lines at most'
const lines = z.preprocess(
  (value) =>
    String(value ?? '')
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
  z.array(z.string().max(200, { error: QUESTION })).max(20, { error: QUESTION }),
)

/** A set as it is typed: its questions a line each, those that must all hold and those of which one is enough. */
export const setForm = z
  .object({
    name: needed('Enter what the questions are for', 80),
    words: words(400),
    months: whole(1, 60, 'Enter a number of months from 1 to 60'),
    all: lines,
    one: lines,
  })
  .refine(({ all, one }) => all.length + one.length > 0, { path: ['one'], error: 'Enter at least one question' })
export type SetInput = z.output<typeof setForm>

const codeOf = (name: string): string =>
  `s_${name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .slice(0, 30)}`

/**
 * Writes a set of questions anew, or adds one. Checks made before keep the code of the question that was met: a question whose
 * words stay keeps its code. Refuses `not-found`, `already-there`.
 */
export const setEligibility = command('lending-rule.set', async (work, { code, ...input }: SetInput & { code?: string }) => {
  await ensureSets(work)
  const { tx, allianceId } = work
  const { name, words: said, months } = input
  const columns = { name, words: said, months, ended_on: null }
  const own = { alliance_id: allianceId, code: code ?? codeOf(name) }
  const known = await tx
    .selectFrom('eligibility_set')
    .select('code')
    .where('alliance_id', '=', allianceId)
    .where('code', '=', own.code)
    .executeTakeFirst()
  if (code && !known) return refuse('not-found')
  if (!code && known) return refuse('already-there', 'There is one of this name already', 'name')
  await tx
    .insertInto('eligibility_set')
    .values({ ...own, ...columns })
    .onConflict((conflict) => conflict.columns(['alliance_id', 'code']).doUpdateSet(columns))
    .execute()
  const before = await tx
    .deleteFrom('eligibility_question')
    .where('alliance_id', '=', allianceId)
    .where('set_code', '=', own.code)
    .returning(['code', 'question'])
    .execute()
  const asked = [
    ...input.all.map((question) => [question, 'all'] as const),
    ...input.one.map((question) => [question, 'one'] as const),
  ]
  const rows = asked.map(([question, needs], position) => ({
    ...{ alliance_id: allianceId, set_code: own.code, position, question, needed: needs satisfies Needed },
    code:
      before.find((old) => old.question === question)?.code ?? `q_${newId(work.at, position).replaceAll('-', '')}`.slice(0, 38),
  }))
  await tx.insertInto('eligibility_question').values(rows).execute()
  return done({ code: own.code }, { about: { type: 'eligibility_set', id: newId(work.at) }, detail: { what: 'questions', name } })
})

/** These questions are not asked any more. Checks made with them stand until they run out. Refuses `not-found`. */
export const endEligibility = command('lending-rule.set', async (work, { code }: { code: string }) => {
  await ensureSets(work)
  const ended = await work.tx
    .updateTable('eligibility_set')
    .set({ ended_on: work.today })
    .where('alliance_id', '=', work.allianceId)
    .where('code', '=', code)
    .returning('name')
    .executeTakeFirst()
  if (!ended) return refuse('not-found')
  return done(ended, { about: { type: 'eligibility_set', id: newId(work.at) }, detail: { what: 'questions', name: ended.name } })
})
