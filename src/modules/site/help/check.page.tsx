import type { ComponentChildren } from 'preact'
import { THEMES, type Theme } from '#modules/helpline'
import { languageName } from '#modules/people'
import type { Attempt } from '#platform/forms'
import type { Ask, Page } from '#platform/http/ask'
import { publicPage } from '#platform/http/routes'
import { formatPhone } from '#ui/format'
import { Button } from '#ui/govuk'
import { Form, Narrow } from '#ui/layout'
import { DO_THEY_AGREE, type HelpInput, NEVER, WAYS, WHOM, YOU_ARE, YOUR_NEEDS } from './help'
import { Back, Carried, STEP } from './help.page'
import { TITLES } from './question-fields'
import { asked, type QuestionName } from './questions'

const lines = (all: readonly ComponentChildren[]): ComponentChildren => (all.length > 0 ? all.map((one) => <div>{one}</div>) : '')

const CONTACTS: Readonly<Record<HelpInput['way'], (input: HelpInput) => ComponentChildren>> = {
  call: ({ phones }) => phones.map(formatPhone).join(', '),
  text: ({ phones }) => phones.map(formatPhone).join(', '),
  email: ({ email }) => email,
  letter: ({ address, postcode }) => `${address}, ${postcode}`,
}

const ANSWERS: Readonly<Record<QuestionName, (input: HelpInput) => ComponentChildren>> = {
  whom: ({ whom }) => WHOM[whom],
  standing: ({ standing }) => standing && YOU_ARE[standing],
  agreed: ({ agreed }) => agreed && DO_THEY_AGREE[agreed],
  needs: ({ needs }) => lines(needs.map((need) => YOUR_NEEDS[need])),
  theme: ({ theme }) => theme && THEMES[theme as Theme],
  words: ({ words }) => words,
  askerName: ({ askerName }) => askerName,
  name: ({ name }) => name,
  way: ({ way }) => WAYS[way].label,
  contact: (input) => CONTACTS[input.way](input),
  postcode: ({ postcode }) => postcode,
  language: ({ language }) => languageName(language),
  times: ({ bestTimes }) => bestTimes,
  safe: ({ never, safeContact }) => lines([...never.map((one) => NEVER[one]), safeContact].filter(Boolean)),
  askerReach: ({ askerReach: { phone, email } }) => (phone ? formatPhone(phone) : email),
}

interface RowProps {
  ask: Ask
  name: QuestionName
  title: string
  children: ComponentChildren
}

/** The button is a form's: a link would lose what was typed. */
const Row = ({ ask, name, title, children }: RowProps) => (
  <div class="govuk-summary-list__row">
    <dt class="govuk-summary-list__key">{title}</dt>
    <dd class="govuk-summary-list__value">{children || 'No answer'}</dd>
    <dd class="govuk-summary-list__actions">
      <button
        type="submit"
        class="digiknow-change"
        name="step"
        value={name}
        formaction={`${ask.base}/help/change`}
        data-module="govuk-button"
      >
        Change<span class="govuk-visually-hidden">: {title}</span>
      </button>
    </dd>
  </div>
)

const HowKept = ({ ask }: { ask: Ask }) => (
  <p class="govuk-body">
    Nothing is kept until you send it. We use it only to help:{' '}
    <a class="govuk-link" href={`${ask.base}/privacy`}>
      how we look after your details
    </a>
    .
  </p>
)

/** Everything that was said, to look over before it is sent. */
export const checkPage = (ask: Ask, attempt: Attempt, input: HelpInput, status = 200): Page => {
  const title = 'Check what you told us'
  return publicPage(
    status >= 400 ? `Error: ${title}` : title,
    <Narrow>
      <Form action={`${ask.base}/help/send`} attempt={attempt}>
        <h1 class="govuk-heading-l">{title}</h1>
        <input type="hidden" name="at" value="check" />
        <input type="hidden" name="checked" value="yes" />
        <Carried attempt={attempt} />
        <dl class="govuk-summary-list">
          {asked(attempt.values).map((name) => (
            <Row ask={ask} name={name} title={TITLES[name](attempt.values)}>
              {ANSWERS[name](input)}
            </Row>
          ))}
        </dl>
        <HowKept ask={ask} />
        <div class="govuk-button-group">
          <Button preventDoubleClick>Send</Button>
          <Back ask={ask} />
        </div>
      </Form>
    </Narrow>,
    { ...STEP, status },
  )
}
