import type { ComponentChildren } from 'preact'
import { LANGUAGES, languageName } from '#modules/people'
import type { Attempt } from '#platform/forms'
import type { Ask, Page } from '#platform/http/ask'
import { publicPage } from '#platform/http/routes'
import { formatDay, formatPhone } from '#ui/format'
import { BackLink, Button, CheckboxesField, SelectField, SummaryList, TextAreaField, TextField } from '#ui/govuk'
import { Form, Narrow } from '#ui/layout'
import { type HelpInput, needFields, reachFields, WAYS, type Way, YOUR_NEEDS } from './help'

const SECTION = { section: '/help' }

/**
 * A step is the answer to a form, and browsers go back to one only if they may keep it: otherwise they ask whether to send it
 * again. Kept by this browser alone, and only to be shown again.
 */
const STEP = { ...SECTION, cache: 'private, no-cache' }
const REACH_BOXES = Object.keys(reachFields)
const NEED_BOXES = Object.keys(needFields)

/** What was said on other pages of the form, carried along unseen: nothing is kept until it is sent. */
const Carried = ({ attempt, names }: { attempt: Attempt; names: readonly string[] }) => (
  <>
    {names.flatMap((name) =>
      [attempt.values[name] ?? []].flat().map((value) => <input type="hidden" name={name} value={value} />),
    )}
  </>
)

const Change = ({ ask, step, children }: { ask: Ask; step: 'need' | 'reach'; children: ComponentChildren }) => (
  <Button classes="govuk-button--secondary" name="step" value={step} attributes={{ formaction: `${ask.base}/help/change` }}>
    {children}
  </Button>
)

/** First: what for. */
export const needPage = (ask: Ask, attempt: Attempt, status = 200): Page => {
  const title = 'What would you like help with?'
  return publicPage(
    status === 422 ? `Error: ${title}` : title,
    <Narrow>
      <BackLink href={ask.base} />
      <Form action={`${ask.base}/help/you`} attempt={attempt}>
        <span class="govuk-caption-l">I need help: 1 of 3</span>
        <CheckboxesField
          attempt={attempt}
          name="needs"
          legend={title}
          legendSize="l"
          isPageHeading
          hint="Choose all that you want. For you, or for someone you care for."
          options={Object.entries(YOUR_NEEDS).map(([value, label]) => ({ value, label }))}
        />
        <TextAreaField attempt={attempt} name="words" label="Tell us more, if you like" hint="In your own words." rows={3} />
        <Carried attempt={attempt} names={REACH_BOXES} />
        <Button>Continue</Button>
      </Form>
      {ask.alliance.helplineNumber && (
        <p class="govuk-body">
          Rather talk? Ring{' '}
          <a class="govuk-link digiknow-nowrap" href={`tel:${ask.alliance.helplineNumber}`}>
            {formatPhone(ask.alliance.helplineNumber)}
          </a>
          .
        </p>
      )}
    </Narrow>,
    { ...STEP, status },
  )
}

const Trap = ({ attempt }: { attempt: Attempt }) => {
  const filled = Boolean(attempt.values.website)
  return (
    <div class={filled ? undefined : 'govuk-visually-hidden'} aria-hidden={filled ? undefined : 'true'}>
      <TextField
        attempt={attempt}
        name="website"
        label="Leave this box empty"
        autocomplete="off"
        attributes={filled ? {} : { tabindex: '-1' }}
      />
    </div>
  )
}

const languages = Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))

/** Second: who, and how to reach them. */
export const reachPage = (ask: Ask, attempt: Attempt, status = 200): Page => {
  const title = 'Who are you, and how can we reach you?'
  return publicPage(
    status === 422 ? `Error: ${title}` : title,
    <Narrow>
      <Form action={`${ask.base}/help/check`} attempt={attempt}>
        <h1 class="govuk-heading-l">
          <span class="govuk-caption-l">I need help: 2 of 3</span>
          {title}
        </h1>
        <TextField attempt={attempt} name="name" label="Your name, or what you want us to call you" autocomplete="name" />
        <p class="govuk-body">
          Give us at least one way to reach you: a phone number, an email address or a postal address. One is enough.
        </p>
        <TextField attempt={attempt} name="phones" label="Phone number" type="tel" width={20} autocomplete="tel" />
        <TextField attempt={attempt} name="email" label="Email address" type="email" autocomplete="email" spellcheck={false} />
        <TextField attempt={attempt} name="address" label="Address" autocomplete="street-address" />
        <TextField
          attempt={attempt}
          name="postcode"
          label="Postcode, if you like"
          hint="It helps us find someone near you."
          width={10}
          autocomplete="postal-code"
        />
        <SelectField attempt={attempt} name="language" label="Language you speak best" options={languages} />
        <TextAreaField
          attempt={attempt}
          name="safeContact"
          label="When is it good, or not safe, to contact you?"
          hint="Such as “mornings only” or “never leave a message”. We keep to it."
          rows={2}
        />
        <Trap attempt={attempt} />
        <Carried attempt={attempt} names={NEED_BOXES} />
        <div class="govuk-button-group">
          <Button>Continue</Button>
          <Change ask={ask} step="need">
            Back
          </Change>
        </div>
      </Form>
    </Narrow>,
    { ...STEP, status },
  )
}

const answers = (input: HelpInput): [string, ComponentChildren][] =>
  [
    ['What you would like help with', input.needs.map((need) => <div>{YOUR_NEEDS[need]}</div>)],
    ['What you told us', input.words],
    ['Your name', input.name],
    ['Phone', input.phones.map(formatPhone).join(', ')],
    ['Email', input.email],
    ['Address', [input.address, input.postcode].filter(Boolean).join(', ')],
    ['Language', languageName(input.language)],
    ['When to contact you', input.safeContact],
  ].filter(([, value]) => Boolean(value)) as [string, ComponentChildren][]

/** Third: look it over, then send. */
export const checkPage = (ask: Ask, attempt: Attempt, input: HelpInput): Page =>
  publicPage(
    'Check what you told us',
    <Narrow>
      <Form action={`${ask.base}/help/send`} attempt={attempt}>
        <h1 class="govuk-heading-l">
          <span class="govuk-caption-l">I need help: 3 of 3</span>
          Check what you told us
        </h1>
        <SummaryList rows={answers(input).map(([key, value]) => ({ key: { text: key }, value: { text: value } }))} />
        <Carried attempt={attempt} names={[...NEED_BOXES, ...REACH_BOXES]} />
        <p class="govuk-body">
          Nothing is kept until you send it. We use it only to help you:{' '}
          <a class="govuk-link" href={`${ask.base}/privacy`}>
            how we look after your details
          </a>
          .
        </p>
        <Button preventDoubleClick>Send</Button>
        <div class="govuk-button-group">
          <Change ask={ask} step="need">
            Change what you want help with
          </Change>
          <Change ask={ask} step="reach">
            Change your name or how to reach you
          </Change>
        </div>
      </Form>
    </Narrow>,
    STEP,
  )

/** After it is sent: the reference, and who does what by when. */
export const sentPage = (ask: Ask, sent: { reference: string; way: Way; by: string }): Page =>
  publicPage(
    'Thank you. We have your request',
    <Narrow>
      <h1 class="govuk-heading-l">Thank you. We have your request</h1>
      <p class="govuk-body-l">
        Your reference is <b class="digiknow-nowrap">{sent.reference}</b>.
      </p>
      <h2 class="govuk-heading-m">What happens next</h2>
      <p class="govuk-body">
        {WAYS[sent.way].promise} by {formatDay(sent.by)}. They will ask what you need, and find someone or something that fits.
      </p>
      {ask.alliance.helplineNumber && (
        <p class="govuk-body">
          If you have not heard from us by then, or it cannot wait, ring{' '}
          <a class="govuk-link digiknow-nowrap" href={`tel:${ask.alliance.helplineNumber}`}>
            {formatPhone(ask.alliance.helplineNumber)}
          </a>{' '}
          and say your reference. {ask.alliance.helplineHours}
        </p>
      )}
      <p class="govuk-body">
        <a class="govuk-link" href={ask.base}>
          Back to {ask.alliance.name}
        </a>
      </p>
    </Narrow>,
    SECTION,
  )
