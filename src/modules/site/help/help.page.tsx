import type { ComponentChildren } from 'preact'
import type { Attempt } from '#platform/forms'
import type { Ask, Page } from '#platform/http/ask'
import { publicPage } from '#platform/http/routes'
import { formatPhone } from '#ui/format'
import { BackLink, Button } from '#ui/govuk'
import { Form, Narrow } from '#ui/layout'
import { type HelpField, helpFields } from './help'
import { FIELDS, TITLES } from './question-fields'
import { asked, before, fieldsOf, type QuestionName } from './questions'

export const SECTION = { section: '/help' }

/**
 * A step is the answer to a form, and browsers go back to one only if they may keep it: otherwise they ask whether to send it
 * again. Kept by this browser alone, and only to be shown again.
 */
export const STEP = { ...SECTION, cache: 'private, no-cache' }

/** What was said on other pages of the form, carried along unseen: nothing is kept until it is sent. */
export const Carried = ({ attempt, but = [] }: { attempt: Attempt; but?: readonly HelpField[] }) => (
  <>
    {Object.keys(helpFields)
      .filter((name) => !but.some((one) => one === name))
      .flatMap((name) => [attempt.values[name] ?? []].flat().map((value) => <input type="hidden" name={name} value={value} />))}
  </>
)

export const Ring = ({ ask }: { ask: Ask }) => {
  const { helplineNumber } = ask.alliance
  if (!helplineNumber) return null
  return (
    <a class="govuk-link digiknow-nowrap" href={`tel:${helplineNumber}`}>
      {formatPhone(helplineNumber)}
    </a>
  )
}

export const Back = ({ ask }: { ask: Ask }) => (
  <Button classes="govuk-button--secondary" attributes={{ formaction: `${ask.base}/help/back` }}>
    Back
  </Button>
)

interface Framed {
  name: QuestionName
  attempt: Attempt
  children: ComponentChildren
}

const QuestionForm = ({ ask, name, attempt, children }: Framed & { ask: Ask }) => {
  const all = asked(attempt.values)
  const isFirst = before(name, attempt.values) === undefined
  return (
    <Form action={`${ask.base}/help/next`} attempt={attempt}>
      <span class="govuk-caption-l">
        Question {all.indexOf(name) + 1}
        {!isFirst && ` of ${all.length}`}
      </span>
      {children}
      <input type="hidden" name="at" value={name} />
      {attempt.values.checked && <input type="hidden" name="checked" value="yes" />}
      <Carried attempt={attempt} but={fieldsOf(name, attempt.values)} />
      <div class="govuk-button-group">
        <Button>Continue</Button>
        {!isFirst && <Back ask={ask} />}
      </div>
    </Form>
  )
}

/** One question, with all that was said so far carried along. */
export const questionPage = (ask: Ask, name: QuestionName, attempt: Attempt, status = 200): Page => {
  const title = TITLES[name](attempt.values)
  const Fields = FIELDS[name]
  const isFirst = before(name, attempt.values) === undefined
  return publicPage(
    status >= 400 ? `Error: ${title}` : title,
    <Narrow>
      {isFirst && <BackLink href={ask.base} />}
      <QuestionForm ask={ask} name={name} attempt={attempt}>
        <Fields attempt={attempt} title={title} />
      </QuestionForm>
      {ask.alliance.helplineNumber && (
        <p class="govuk-body">
          Rather talk? Ring <Ring ask={ask} />.
        </p>
      )}
    </Narrow>,
    { ...STEP, status },
  )
}
