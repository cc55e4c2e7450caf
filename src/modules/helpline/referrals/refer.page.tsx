import type { Attempt } from '#platform/forms'
import type { Ask, Page } from '#platform/http/ask'
import { publicPage, staffPage } from '#platform/http/routes'
import { Button, CheckboxesField, CheckboxField, optionsOf, SelectField, TextAreaField, TextField } from '#ui/govuk'
import { Form, Narrow } from '#ui/layout'
import { BARRIERS, NEEDS, THEMES } from '../requests/request'

/** Residents' words about a street or a library need nobody's name, and have a form of their own. */
export const NoName = ({ href }: { href: string }) => (
  <p class="govuk-body">
    Is it about a street, a library or a website, and not about one person?{' '}
    <a class="govuk-link" href={href}>
      Tell us without a name
    </a>
    .
  </p>
)

export const ReferFields = ({ attempt }: { attempt: Attempt }) => (
  <>
    <TextField attempt={attempt} name="name" label="Their name" autocomplete="off" />
    <TextAreaField
      attempt={attempt}
      name="phones"
      label="Phone numbers"
      hint="Any format. One a line if there are several."
      rows={2}
    />
    <TextField attempt={attempt} name="postcode" label="Postcode" width={10} autocomplete="off" />
    <CheckboxesField attempt={attempt} name="needs" legend="What they need" options={optionsOf(NEEDS)} />
    <CheckboxesField attempt={attempt} name="barriers" legend="What holds them back, if you know" options={optionsOf(BARRIERS)} />
    <TextAreaField attempt={attempt} name="words" label="What they asked for, in their words" rows={3} />
    <SelectField
      attempt={attempt}
      name="theme"
      label="If they tell us what is hard: what it is about"
      options={optionsOf(THEMES)}
      emptyLabel="Nothing of the kind"
    />
    <TextAreaField
      attempt={attempt}
      name="safeContact"
      label="Safe contact"
      hint="When and how it is safe to ring or write, and what never to do."
      rows={2}
    />
    <CheckboxField attempt={attempt} name="consent" label="They agreed that we pass their details on and get in touch" />
  </>
)

const HAVE_IT = 'Thank you. We have it'

/** The reference of what was sent, as the address carries it, and when we ring them. */
export const HaveIt = ({ ask }: { ask: Ask }) => (
  <>
    <h1 class="govuk-heading-l">{HAVE_IT}</h1>
    <p class="govuk-body-l">
      The reference is <b class="digiknow-nowrap">{String(ask.query.reference ?? '').replace(/[^\w-]/g, '')}</b>. We will ring
      them by the end of the next working day.
    </p>
  </>
)

/** What a partner's own account is told once it has sent someone to us. */
export const sentPage = (ask: Ask): Page =>
  staffPage(
    HAVE_IT,
    <section class="digiknow-panel">
      <HaveIt ask={ask} />
      <p class="govuk-body">
        <a class="govuk-link" href={`${ask.base}/my-referrals`}>
          People you referred
        </a>{' '}
        says what came of it.
      </p>
      <a class="govuk-link" href={`${ask.base}/refer`}>
        Refer another person
      </a>
    </section>,
    { section: '/my-referrals' },
  )

/** What is told after someone was referred by an address we gave out. */
export const sentByLinkPage = (ask: Ask): Page =>
  publicPage(
    HAVE_IT,
    <Narrow>
      <HaveIt ask={ask} />
      <p class="govuk-body">Open the same address again to see what came of it.</p>
    </Narrow>,
  )

/** What a partner is asked about someone it sends to us. */
export const referPage = (ask: Ask, attempt: Attempt): Page =>
  staffPage(
    'Refer a person',
    <section class="digiknow-panel">
      <Form attempt={attempt}>
        <h1 class="govuk-heading-l">Refer a person</h1>
        <p class="govuk-body">We will ring them by the end of the next working day, and tell you what came of it.</p>
        <NoName href={`${ask.base}/refer/tell`} />
        <ReferFields attempt={attempt} />
        <Button preventDoubleClick>Refer this person</Button>
      </Form>
    </section>,
    { section: '/my-referrals' },
  )
