import type { ComponentChildren } from 'preact'
import { mailWorks } from '#modules/notifications'
import { ROLE_NAMES } from '#platform/access'
import { londonDate } from '#platform/clock'
import type { Attempt } from '#platform/forms'
import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import type { TimelineEvent } from '#platform/module'
import { formatDate, formatDateTime } from '#ui/format'
import { Button, CheckboxesField, type Option, SelectField, TextField } from '#ui/govuk'
import { ActionButton, can, Form, Timeline } from '#ui/layout'
import { rolesIn, rolesInWords } from './account'
import type { AccountRow } from './account.queries'

interface RightsFieldsProps {
  ask: Ask
  attempt: Attempt
  partners: readonly Option[]
}

const RightsFields = ({ ask, attempt, partners }: RightsFieldsProps) => (
  <>
    <CheckboxesField
      attempt={attempt}
      name="roles"
      legend="What they may do"
      hint="Choose all that fit. They see only what these need."
      options={rolesIn(ask.alliance.isRegion).map((role) => ({ value: role, label: ROLE_NAMES[role] }))}
    />
    {!ask.alliance.isRegion && (
      <>
        <TextField
          attempt={attempt}
          name="person"
          label="If a champion: the reference of the person they are"
          hint="It is on the person’s page, such as P-1042."
          width={10}
          autocomplete="off"
        />
        <SelectField
          attempt={attempt}
          name="partner"
          label="If a partner: who they speak for"
          options={partners}
          emptyLabel="Choose a partner"
        />
      </>
    )}
  </>
)

const formPage = (title: string, attempt: Attempt, children: ComponentChildren): Page =>
  staffPage(
    title,
    <section class="digiknow-panel">
      <Form attempt={attempt}>
        <h1 class="govuk-heading-l">{title}</h1>
        {children}
      </Form>
    </section>,
    { section: '/accounts' },
  )

export const invitePage = (props: RightsFieldsProps): Page =>
  formPage(
    'Invite someone',
    props.attempt,
    <>
      {!mailWorks() && (
        <p class="govuk-body">
          Emails are not set up here, so no invitation goes out. Ask whoever runs DigiKnow for you to give them a sign-in link.
        </p>
      )}
      <TextField attempt={props.attempt} name="name" label="Name" autocomplete="off" />
      <TextField attempt={props.attempt} name="email" label="Email address" type="email" autocomplete="off" />
      <RightsFields {...props} />
      <Button preventDoubleClick>Invite them</Button>
    </>,
  )

export const rolesPage = (account: AccountRow, props: RightsFieldsProps): Page =>
  formPage(
    `What ${account.name} may do`,
    props.attempt,
    <>
      <RightsFields {...props} />
      <Button preventDoubleClick>Save</Button>
    </>,
  )

const facts = (account: AccountRow): [string, ComponentChildren][] =>
  [
    ['Email', account.email],
    ['May act as', rolesInWords(account.roles)],
    ['Person', account.person],
    ['Partner', account.partner],
    ['Last signed in', account.signed_in_at ? formatDateTime(account.signed_in_at) : 'Not yet'],
    ['Closed', account.closed_at && formatDate(londonDate(account.closed_at))],
  ].filter(([, value]) => Boolean(value)) as [string, ComponentChildren][]

const Acts = ({ ask, account }: { ask: Ask; account: AccountRow }) => {
  const path = `${ask.base}/accounts/${account.id}`
  if (account.closed_at)
    return can(ask, 'account.reopen') && <ActionButton action={`${path}/reopen`} label="Open it again" secondary />
  return (
    <>
      {can(ask, 'account.set-roles') && (
        <p class="govuk-body">
          <a class="govuk-link" href={`${path}/roles`}>
            Change what they may do
          </a>
        </p>
      )}
      {can(ask, 'account.close') && account.id !== ask.ctx.actor.accountId && (
        <ActionButton action={`${path}/close`} label="Close this account" secondary />
      )}
    </>
  )
}

/** One account: who, what they may do, and what happened with it. */
export const accountPage = (ask: Ask, account: AccountRow, events: readonly TimelineEvent[]): Page =>
  staffPage(
    account.name,
    <div class="digiknow-cols digiknow-cols--2">
      <div>
        <section class="digiknow-panel digiknow-who">
          <h1 class="govuk-heading-m">{account.name}</h1>
          <dl class="digiknow-dl">
            {facts(account).map(([term, value]) => (
              <>
                <dt>{term}</dt>
                <dd>{value}</dd>
              </>
            ))}
          </dl>
          <Acts ask={ask} account={account} />
        </section>
      </div>
      <div>
        <section class="digiknow-panel" aria-labelledby="timeline">
          <h2 id="timeline">Timeline</h2>
          <Timeline events={events} say={ask.house.say} />
        </section>
      </div>
    </div>,
    { section: '/accounts' },
  )
