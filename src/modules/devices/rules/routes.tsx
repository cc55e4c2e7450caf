import { z } from 'zod'
import type { Ask, Reply, Route } from '#platform/http/ask'
import { button, form, page, refused } from '#platform/http/routes'
import { refuse } from '#platform/outcome'
import { reading } from '#platform/reading'
import { byRow } from '#platform/take-turns'
import { borrowerForm } from '../loans/borrower-form'
import { placeChoices } from '../stock/device.queries'
import { checkEligibility, eligibilityForm } from './check-eligibility'
import { readSets } from './eligibility'
import { eligibilityPage } from './eligibility-page'
import { purposeForm, readPurposes } from './purpose'
import { ruleForm } from './rule'
import { readRules, readTerms } from './rule.queries'
import { purposePage, rulePage, rulesPage, setPage } from './rule-pages'
import { endEligibility, setEligibility, setForm } from './set-eligibility'
import { endPurpose, setPurpose } from './set-purpose'
import { removeRule, setRule } from './set-rule'

const HOME = '/lending-rules'
const home = (): string => HOME
const param = (ask: Ask, name: string): string => ask.params[name] ?? ''

const showRules = async (ask: Ask): Promise<Reply> => {
  const { allianceId } = ask.ctx
  const read = await reading(ask.ctx, 'lending-rule.read', async (tx) => ({
    rules: await readRules(tx, allianceId),
    terms: await readTerms(tx, allianceId, {}),
    purposes: await readPurposes(tx, allianceId),
    sets: await readSets(tx, allianceId),
  }))
  return read.ok ? rulesPage(ask, read.value) : refused(read)
}

const purposeOf = async (ask: Ask) => {
  const read = await reading(ask.ctx, 'lending-rule.set', async (tx) =>
    (await readPurposes(tx, ask.ctx.allianceId)).find(({ code }) => code === param(ask, 'purpose')),
  )
  if (!read.ok) return read
  const { name, said_as, head_start_days } = read.value
  return { name, saidAs: said_as, headStart: String(head_start_days) }
}

const setOf = async (ask: Ask) => {
  const read = await reading(ask.ctx, 'lending-rule.set', async (tx) =>
    (await readSets(tx, ask.ctx.allianceId)).find(({ code }) => code === param(ask, 'questions')),
  )
  if (!read.ok) return read
  const { name, words, months, questions } = read.value
  const lines = (needed: string) => questions.filter((one) => one.needed === needed).map(({ question }) => question)
  return { name, words, months: String(months), all: lines('all').join('\n'), one: lines('one').join('\n') }
}

const rules: readonly Route[] = [
  ...form({
    path: `${HOME}/new`,
    action: 'lending-rule.set',
    schema: ruleForm,
    fill: () => ({ unit: 'month' }),
    show: async (ask, attempt) => {
      const read = await reading(ask.ctx, 'lending-rule.set', async (tx) => ({
        purposes: await readPurposes(tx, ask.ctx.allianceId),
        places: await placeChoices(tx, ask.ctx.allianceId),
      }))
      return read.ok ? rulePage(attempt, read.value) : refused(read)
    },
    act: (ask, input) => setRule(ask.ctx, input),
    next: home,
  }),
  button({
    path: `${HOME}/:rule/remove`,
    action: 'lending-rule.set',
    schema: z.object({}),
    act: (ask) =>
      z.uuid().safeParse(param(ask, 'rule')).success
        ? removeRule(ask.ctx, { rule: param(ask, 'rule') })
        : Promise.resolve(refuse('not-found')),
    next: home,
  }),
]

const purposes: readonly Route[] = [
  ...form({
    path: `${HOME}/purposes/new`,
    action: 'lending-rule.set',
    schema: purposeForm,
    fill: () => ({ headStart: '0' }),
    show: (ask, attempt) => purposePage(ask, attempt, null),
    act: (ask, input) => setPurpose(ask.ctx, input),
    next: home,
  }),
  ...form({
    path: `${HOME}/purposes/:purpose`,
    action: 'lending-rule.set',
    schema: purposeForm,
    edits: byRow('lending_purpose', 'code', 'purpose'),
    fill: purposeOf,
    show: (ask, attempt) => purposePage(ask, attempt, param(ask, 'purpose')),
    act: (ask, input) => setPurpose(ask.ctx, { ...input, code: param(ask, 'purpose') }),
    next: home,
  }),
  button({
    path: `${HOME}/purposes/:purpose/end`,
    action: 'lending-rule.set',
    schema: z.object({}),
    act: (ask) => endPurpose(ask.ctx, { code: param(ask, 'purpose') }),
    next: home,
  }),
]

const questions: readonly Route[] = [
  ...form({
    path: `${HOME}/questions/new`,
    action: 'lending-rule.set',
    schema: setForm,
    fill: () => ({ months: '12' }),
    show: (ask, attempt) => setPage(ask, attempt, null),
    act: (ask, input) => setEligibility(ask.ctx, input),
    next: home,
  }),
  ...form({
    path: `${HOME}/questions/:questions`,
    action: 'lending-rule.set',
    schema: setForm,
    edits: byRow('eligibility_set', 'code', 'questions'),
    fill: setOf,
    show: (ask, attempt) => setPage(ask, attempt, param(ask, 'questions')),
    act: (ask, input) => setEligibility(ask.ctx, { ...input, code: param(ask, 'questions') }),
    next: home,
  }),
  button({
    path: `${HOME}/questions/:questions/end`,
    action: 'lending-rule.set',
    schema: z.object({}),
    act: (ask) => endEligibility(ask.ctx, { code: param(ask, 'questions') }),
    next: home,
  }),
]

export const ruleRoutes: readonly Route[] = [
  page(HOME, 'lending-rule.read', showRules),
  ...rules,
  ...purposes,
  ...questions,
  ...borrowerForm({
    ends: 'eligibility',
    from: ['person'],
    action: 'eligibility.check',
    schema: eligibilityForm,
    why: 'checking what they may have',
    show: async (ask, attempt, borrower, reach) => {
      const sets = await reading(ask.ctx, 'eligibility.check', (tx) => readSets(tx, ask.ctx.allianceId))
      if (!sets.ok) return refused(sets)
      const wanted = String(attempt.values.set ?? ask.query.set ?? '')
      const set = sets.value.find(({ code }) => code === wanted) ?? sets.value[0]
      return set ? eligibilityPage(ask, attempt, { borrower, reach, sets: sets.value, set }) : refused(refuse('not-found'))
    },
    act: (ask, input, { person = '' }) => checkEligibility(ask.ctx, { ...input, person }),
    next: (_ask, { person }) => `/people/${person}`,
  }),
]
