import type { Attempt } from '#platform/forms'
import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import { plural } from '#ui/format'
import { Button, SelectField, TextAreaField, TextField } from '#ui/govuk'
import { ActionButton, can, Form } from '#ui/layout'
import { choices, type DeviceKind, KINDS } from '../stock/device'
import type { EligibilitySet } from './eligibility'
import { type Purpose, purposeChoices } from './purpose'
import { lengthWords, type Terms, UNITS, type Unit } from './rule'
import type { KnownRule } from './rule.queries'

const whereOf = (rule: KnownRule): string =>
  [rule.purpose_name, rule.kind && KINDS[rule.kind as DeviceKind], rule.place].filter(Boolean).join(', ') || 'Every loan'

const SAYS: readonly (readonly [column: keyof KnownRule, words: (value: number) => string])[] = [
  ['renewals', (many) => `more time ${plural(many, 'time')} at most`],
  ['longest_months', (many) => `${plural(many, 'month')} in all`],
  ['hold_days', (many) => `kept ${plural(many, 'day')} for who it is put by for`],
  ['remind_days', (many) => `reminded ${plural(many, 'day')} before`],
  ['turnaround_days', (many) => `${plural(many, 'day')} to wipe and check`],
  ['transfer_days', (many) => `${plural(many, 'day')} to bring it to another place`],
  ['call_after_days', (many) => `rung when it is ${plural(many, 'day')} late`],
  ['suspend_after_days', (many) => `data stopped when it is ${plural(many, 'day')} late`],
]

/** What one rule says, a sentence each; what it leaves open is not said. */
const saysOf = (rule: KnownRule): string[] => [
  ...(rule.length === null ? [] : [`a loan is ${lengthWords({ length: rule.length, unit: rule.length_unit as Unit })}`]),
  ...SAYS.flatMap(([column, words]) => (rule[column] === null ? [] : [words(Number(rule[column]))])),
  ...(rule.needs_check === null ? [] : [rule.needs_check ? 'who may borrow is checked first' : 'nobody is checked first']),
]

const Rules = ({ ask, rules }: { ask: Ask; rules: readonly KnownRule[] }) => (
  <ul class="digiknow-plain digiknow-found">
    {rules.map((rule) => (
      <li>
        <b>{whereOf(rule)}</b>: {saysOf(rule).join('; ')}.{' '}
        {can(ask, 'lending-rule.set') && (
          <ActionButton action={`${ask.base}/lending-rules/${rule.id}/remove`} label="Take it away" secondary />
        )}
      </li>
    ))}
  </ul>
)

const Usual = ({ terms }: { terms: Terms }) => (
  <p class="govuk-body">
    Where no rule says otherwise: a loan is {lengthWords(terms)}, more time is given {plural(terms.renewals, 'time')} and{' '}
    {plural(terms.longestMonths, 'month')} in all at most. A device is kept {plural(terms.holdDays, 'day')} for who it is put by
    for. Borrowers are reminded {plural(terms.remindDays, 'day')} before, and rung when it is {plural(terms.callAfterDays, 'day')}{' '}
    late. There are never any fines.
  </p>
)

const Purposes = ({ ask, purposes }: { ask: Ask; purposes: readonly Purpose[] }) => (
  <section class="digiknow-panel" aria-labelledby="purposes">
    <h2 id="purposes">What a device can be wanted for</h2>
    <p class="govuk-body">
      The waiting list goes by how long people have waited. The days here count as waited already, so that what is urgent comes
      sooner and nobody waits for ever.
    </p>
    <ul class="digiknow-plain digiknow-found">
      {purposes.map((purpose) => (
        <li>
          <b>{purpose.name}</b>
          {purpose.said_as !== purpose.name && <> (lists say “{purpose.said_as}”)</>}: {plural(purpose.head_start_days, 'day')}{' '}
          {can(ask, 'lending-rule.set') && (
            <a class="govuk-link" href={`${ask.base}/lending-rules/purposes/${purpose.code}`}>
              Change<span class="govuk-visually-hidden">: {purpose.name}</span>
            </a>
          )}
        </li>
      ))}
    </ul>
    <Add ask={ask} path="purposes/new" label="Add one" />
  </section>
)

const Sets = ({ ask, sets }: { ask: Ask; sets: readonly EligibilitySet[] }) => (
  <section class="digiknow-panel" aria-labelledby="sets">
    <h2 id="sets">Who may have what</h2>
    <p class="govuk-body">As few questions as you can. We keep which one was met and who checked, never the papers.</p>
    {sets.map((set) => (
      <>
        <h3 class="govuk-heading-s govuk-!-margin-bottom-1">
          {set.name}{' '}
          {can(ask, 'lending-rule.set') && (
            <a class="govuk-link" href={`${ask.base}/lending-rules/questions/${set.code}`}>
              Change<span class="govuk-visually-hidden">: {set.name}</span>
            </a>
          )}
        </h3>
        <ul class="govuk-list govuk-list--bullet">
          {set.questions.map(({ question, needed }) => (
            <li>
              {question}
              {needed === 'all' && ' (needed)'}
            </li>
          ))}
        </ul>
      </>
    ))}
    <Add ask={ask} path="questions/new" label="Add a set" />
  </section>
)

const Add = ({ ask, path, label }: { ask: Ask; path: string; label: string }) =>
  can(ask, 'lending-rule.set') ? (
    <p class="digiknow-btns">
      <a class="govuk-button govuk-button--secondary" href={`${ask.base}/lending-rules/${path}`}>
        {label}
      </a>
    </p>
  ) : null

interface RulesPageProps {
  rules: readonly KnownRule[]
  terms: Terms
  purposes: readonly Purpose[]
  sets: readonly EligibilitySet[]
}

/** The rules of lending, all on one page. */
export const rulesPage = (ask: Ask, { rules, terms, purposes, sets }: RulesPageProps): Page =>
  staffPage(
    'Rules of lending',
    <>
      <div class="digiknow-top">
        <h1 class="govuk-heading-l">Rules of lending</h1>
      </div>
      <section class="digiknow-panel digiknow-apart" aria-labelledby="rules">
        <h2 id="rules">For how long</h2>
        <Usual terms={terms} />
        <Rules ask={ask} rules={rules} />
        <Add ask={ask} path="new" label="Add a rule" />
      </section>
      <div class="digiknow-half">
        <Purposes ask={ask} purposes={purposes} />
        <Sets ask={ask} sets={sets} />
      </div>
    </>,
    { section: '/lending-rules' },
  )

interface RuleFormProps {
  purposes: readonly Purpose[]
  places: readonly { value: string; label: string }[]
}

const NUMBERS = [
  ['renewals', 'More time, how many times'],
  ['longestMonths', 'Months in all, at most'],
  ['holdDays', 'Days it is kept for who it is put by for'],
  ['remindDays', 'Days before, when we remind them'],
  ['turnaroundDays', 'Days to wipe and check'],
  ['transferDays', 'Days to bring it to another place'],
  ['callAfterDays', 'Days late, when someone rings'],
  ['suspendAfterDays', 'Days late, when its data is stopped'],
] as const

/** Adding a rule: which loans it is for, and what it says. */
export const rulePage = (attempt: Attempt, { purposes, places }: RuleFormProps): Page =>
  staffPage(
    'Add a rule of lending',
    <section class="digiknow-panel">
      <Form attempt={attempt}>
        <h1 class="govuk-heading-l">Add a rule of lending</h1>
        <p class="govuk-body">
          The rule that says most about a loan wins: what it is for, then its kind, then its place. A rule for the same loans is
          written over.
        </p>
        <h2 class="govuk-heading-m">For which loans</h2>
        <SelectField attempt={attempt} name="purpose" label="For what" emptyLabel="Anything" options={purposeChoices(purposes)} />
        <SelectField attempt={attempt} name="kind" label="Which kind" emptyLabel="Every kind" options={choices(KINDS)} />
        <SelectField attempt={attempt} name="place" label="Collected where" emptyLabel="Everywhere" options={places} />
        <h2 class="govuk-heading-m">What it says</h2>
        <p class="govuk-body">Leave a box empty and a wider rule says it.</p>
        <TextField attempt={attempt} name="length" label="How long a loan is" width={4} inputmode="numeric" />
        <SelectField attempt={attempt} name="unit" label="In" options={choices(UNITS)} />
        {NUMBERS.map(([name, label]) => (
          <TextField attempt={attempt} name={name} label={label} width={4} inputmode="numeric" />
        ))}
        <SelectField
          attempt={attempt}
          name="needsCheck"
          label="Is it checked first who may borrow?"
          emptyLabel="A wider rule says it"
          options={[
            { value: 'yes', label: 'Yes' },
            { value: 'no', label: 'No' },
          ]}
        />
        <Button preventDoubleClick>Save</Button>
      </Form>
    </section>,
    { section: '/lending-rules' },
  )

/** Adding or changing what a device can be wanted for. */
export const purposePage = (ask: Ask, attempt: Attempt, code: string | null): Page =>
  staffPage(
    'What a device can be wanted for',
    <section class="digiknow-panel">
      <Form attempt={attempt}>
        <h1 class="govuk-heading-l">What a device can be wanted for</h1>
        <TextField attempt={attempt} name="name" label="What for" width={30} />
        <TextField
          attempt={attempt}
          name="saidAs"
          label="What lists say"
          hint="The same words, unless nobody must learn the reason from a list: then such as “Urgent”"
          width={30}
        />
        <TextField attempt={attempt} name="headStart" label="Days that count as waited already" width={4} inputmode="numeric" />
        <Button preventDoubleClick>Save</Button>
      </Form>
      {code && (
        <ActionButton action={`${ask.base}/lending-rules/purposes/${code}/end`} label="Do not offer this any more" secondary />
      )}
    </section>,
    { section: '/lending-rules' },
  )

/** Adding or changing a set of questions. */
export const setPage = (ask: Ask, attempt: Attempt, code: string | null): Page =>
  staffPage(
    'Who may have what',
    <section class="digiknow-panel">
      <Form attempt={attempt}>
        <h1 class="govuk-heading-l">Who may have what</h1>
        <TextField attempt={attempt} name="name" label="What the questions are for" width={30} />
        <TextAreaField attempt={attempt} name="words" label="A word to who asks" rows={2} />
        <TextAreaField attempt={attempt} name="all" label="All of these must be true" hint="One a line; may be empty" rows={3} />
        <TextAreaField attempt={attempt} name="one" label="And one of these" hint="One a line" rows={6} />
        <TextField attempt={attempt} name="months" label="Months an answer is good for" width={3} inputmode="numeric" />
        <Button preventDoubleClick>Save</Button>
      </Form>
      {code && (
        <ActionButton action={`${ask.base}/lending-rules/questions/${code}/end`} label="Do not ask these any more" secondary />
      )}
    </section>,
    { section: '/lending-rules' },
  )
