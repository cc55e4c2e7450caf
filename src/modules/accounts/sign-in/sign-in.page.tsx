import { mailWorks } from '#modules/notifications'
import { ROLE_NAMES, type Role } from '#platform/access'
import type { Attempt } from '#platform/forms'
import type { Ask, Page } from '#platform/http/ask'
import { publicPage } from '#platform/http/routes'
import { Button, HiddenField, TextField } from '#ui/govuk'
import { Form, Narrow } from '#ui/layout'
import type { Persona } from './personas'

const rolesOf = (roles: readonly string[]): string => roles.map((role) => ROLE_NAMES[role as Role]).join(', ')

const Personas = ({ ask, personas, next }: { ask: Ask; personas: readonly Persona[]; next: string }) => (
  <section class="digiknow-personas" aria-labelledby="personas">
    <h2 class="govuk-heading-m" id="personas">
      Look round as one of these people
    </h2>
    <p class="govuk-body">They are invented. Choose one, and you see what they see.</p>
    <ul class="digiknow-plain">
      {personas.map(({ persona, name, roles }) => (
        <li>
          <Form action={`${ask.base}/sign-in/persona`}>
            <HiddenField name="persona" value={persona} />
            <HiddenField name="next" value={next} />
            <Button classes="govuk-button--secondary">
              {name} <small>{rolesOf(roles)}</small>
            </Button>
          </Form>
        </li>
      ))}
    </ul>
  </section>
)

const NoMail = () => (
  <p class="govuk-body">
    We cannot send emails at the moment. Ask the person who looks after accounts in your alliance for a sign-in link.
  </p>
)

/** The door: an email address, and in a demonstration the people to be. */
export const signInPage = (ask: Ask, attempt: Attempt, personas: readonly Persona[]): Page =>
  publicPage(
    'Sign in',
    <Narrow>
      <h1 class="govuk-heading-l">Sign in</h1>
      {personas.length > 0 && <Personas ask={ask} personas={personas} next={String(attempt.values.next ?? '')} />}
      {personas.length > 0 && <h2 class="govuk-heading-m">Or sign in as yourself</h2>}
      {!mailWorks() && <NoMail />}
      <Form attempt={attempt} action={`${ask.base}/sign-in`}>
        <HiddenField name="next" value={String(attempt.values.next ?? '')} />
        <TextField
          attempt={attempt}
          name="email"
          label="Your email address"
          hint="We send you a code. There is no password to remember."
          type="email"
          autocomplete="email"
          spellcheck={false}
        />
        <Button preventDoubleClick>Send me a code</Button>
      </Form>
    </Narrow>,
  )

const Outbox = ({ ask }: { ask: Ask }) => (
  <p class="govuk-body">
    This is a demonstration: no email leaves it.{' '}
    <a class="govuk-link" href={`${ask.base}/demo/outbox`} target="_blank" rel="noreferrer">
      Read the emails (opens in a new tab)
    </a>
  </p>
)

/** Where the code goes. Says the same whether or not we know the address. */
export const codePage = (ask: Ask, attempt: Attempt): Page => {
  const email = String(attempt.values.email ?? '')
  const isKnown = email !== '' && !attempt.errors.some(({ field }) => field === 'email')
  return publicPage(
    'Enter your code',
    <Narrow>
      <h1 class="govuk-heading-l">Enter your code</h1>
      {isKnown && (
        <p class="govuk-body">
          If we know <strong>{email}</strong>, a code is on its way. It can take a minute. It works for 10 minutes.
        </p>
      )}
      {ask.demo && <Outbox ask={ask} />}
      <Form attempt={attempt} action={`${ask.base}/sign-in/code`}>
        <HiddenField name="next" value={String(attempt.values.next ?? '')} />
        {isKnown ? (
          <HiddenField name="email" value={email} />
        ) : (
          <TextField
            attempt={attempt}
            name="email"
            label="Your email address"
            type="email"
            autocomplete="email"
            spellcheck={false}
          />
        )}
        <TextField
          attempt={attempt}
          name="code"
          label="Code"
          hint="The 6 numbers in the email."
          width={10}
          inputmode="numeric"
          autocomplete="one-time-code"
        />
        <Button preventDoubleClick>Sign in</Button>
      </Form>
      <p class="govuk-body">
        No email?{' '}
        <a class="govuk-link" href={`${ask.base}/sign-in`}>
          Ask for another code
        </a>
        . Look in your spam folder too.
      </p>
    </Narrow>,
  )
}

/** A one-time link, opened: the button uses it. */
export const linkPage = (ask: Ask, name: string, token: string): Page =>
  publicPage(
    `Sign in as ${name}`,
    <Narrow>
      <h1 class="govuk-heading-l">Sign in as {name}</h1>
      <p class="govuk-body">This link works once. If you are not {name}, close this page.</p>
      <Form action={`${ask.base}/sign-in/link`}>
        <HiddenField name="token" value={token} />
        <Button preventDoubleClick>Sign in as {name}</Button>
      </Form>
    </Narrow>,
  )

/** Asks once before ending a sign-in, so that a link alone signs nobody out. */
export const signOutPage = (ask: Ask): Page =>
  publicPage(
    'Sign out',
    <Narrow>
      <h1 class="govuk-heading-l">Sign out</h1>
      <p class="govuk-body">You are signed in as {ask.ctx.actor.name}.</p>
      <Form action={`${ask.base}/sign-out`}>
        <Button preventDoubleClick>Sign out</Button>
      </Form>
    </Narrow>,
  )
