import type { ComponentChildren } from 'preact'
import type { Attempt } from '#platform/forms'
import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import type { TimelineEvent } from '#platform/module'
import { WEEKDAYS } from '#platform/tabular/index'
import { formatDate, formatPhone } from '#ui/format'
import { Button, CheckboxField, DateField, optionsOf, RadiosField, SelectField, TextAreaField, TextField } from '#ui/govuk'
import { can, Form, Timeline } from '#ui/layout'
import { SECTORS, type Sector } from './partner'
import type { PartnerRecord } from './partner.queries'
import { KINDS } from './place'

export const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

export const Facts = ({ facts }: { facts: readonly (readonly [string, ComponentChildren])[] }) => (
  <dl class="digiknow-dl">
    {facts
      .filter(([, value]) => Boolean(value))
      .map(([term, value]) => (
        <>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </>
      ))}
  </dl>
)

export const Past = ({ ask, events }: { ask: Ask; events: readonly TimelineEvent[] }) => (
  <section class="digiknow-panel" aria-labelledby="timeline">
    <h2 id="timeline">Timeline</h2>
    <Timeline events={events} say={ask.house.say} />
  </section>
)

export const webLink = (address: string | null) =>
  address && (
    <a class="govuk-link" href={address} rel="noreferrer">
      {address.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '')}
    </a>
  )

export const mailLink = (address: string | null) =>
  address && (
    <a class="govuk-link" href={`mailto:${address}`}>
      {address}
    </a>
  )

export interface PartnerPageProps {
  partner: PartnerRecord
  panels: readonly ComponentChildren[]
  events: readonly TimelineEvent[]
  /** The form that ends the partnership, where that may be done. */
  ending: Attempt | null
}

const EndForm = ({ ask, partner, attempt }: { ask: Ask; partner: PartnerRecord; attempt: Attempt }) => (
  <section class="digiknow-panel">
    <h2>Left the alliance?</h2>
    <p class="govuk-body">
      Those we sent to them come back to the helpline, and they are told to stop and to delete what they know of them.
    </p>
    <Form attempt={attempt} action={`${ask.base}/partners/${partner.id}/end`}>
      <DateField attempt={attempt} name="leftOn" legend="The day they left" />
      <Button classes="govuk-button--secondary" preventDoubleClick>
        End the partnership
      </Button>
    </Form>
  </section>
)

/** One organisation: who they are, whom to ask for, what was done with them. */
export const partnerPage = (ask: Ask, { partner, panels, events, ending }: PartnerPageProps): Page =>
  staffPage(
    partner.name,
    <div class="digiknow-desk__grid">
      <section class="digiknow-panel digiknow-who">
        <h1 class="govuk-heading-m">{partner.name}</h1>
        <p class="digiknow-soft-text">{partner.what_they_do}</p>
        <Facts
          facts={[
            ['Sector', SECTORS[partner.sector as Sector]],
            ['Ask for', partner.contact_name],
            [
              'Phone',
              partner.phone && (
                <a class="govuk-link" href={`tel:${partner.phone}`}>
                  {formatPhone(partner.phone)}
                </a>
              ),
            ],
            ['Email', mailLink(partner.email)],
            ['Website', webLink(partner.website)],
            ['Joined', formatDate(partner.joined_on)],
            ['Left', partner.left_on && formatDate(partner.left_on)],
          ]}
        />
        {can(ask, 'partner.correct') && (
          <a class="govuk-link" href={`${ask.base}/partners/${partner.id}/correct`}>
            Put details right
          </a>
        )}
      </section>
      <div>
        {panels}
        {ending && <EndForm ask={ask} partner={partner} attempt={ending} />}
      </div>
      <Past ask={ask} events={events} />
    </div>,
    { section: '/partners' },
  )

/** A form on a page of its own. */
export const formPage =
  (title: string, button: string, section: string, Fields: (props: { attempt: Attempt }) => ComponentChildren) =>
  (_ask: Ask, attempt: Attempt): Page =>
    staffPage(
      title,
      <section class="digiknow-panel">
        <Form attempt={attempt}>
          <h1 class="govuk-heading-l">{title}</h1>
          <Fields attempt={attempt} />
          <Button preventDoubleClick>{button}</Button>
        </Form>
      </section>,
      { section },
    )

export const PartnerFields = ({ attempt }: { attempt: Attempt }) => (
  <>
    <TextField attempt={attempt} name="name" label="Name" autocomplete="off" />
    <RadiosField attempt={attempt} name="sector" legend="Sector" options={optionsOf(SECTORS)} />
    <TextAreaField attempt={attempt} name="whatTheyDo" label="What they do" rows={2} />
    <TextField attempt={attempt} name="contactName" label="Whom to ask for" autocomplete="off" />
    <TextField attempt={attempt} name="email" label="Email address" type="email" autocomplete="off" />
    <TextField attempt={attempt} name="phone" label="Phone number" type="tel" width={20} autocomplete="off" />
    <TextField attempt={attempt} name="website" label="Website" autocomplete="off" />
    <DateField attempt={attempt} name="joinedOn" legend="The day they joined" />
  </>
)

export const PlaceFields = ({ attempt }: { attempt: Attempt }) => (
  <>
    <TextField attempt={attempt} name="name" label="Name" autocomplete="off" />
    <SelectField attempt={attempt} name="kind" label="Kind of place" options={optionsOf(KINDS)} />
    <TextField attempt={attempt} name="address" label="Address" autocomplete="off" />
    <TextField attempt={attempt} name="postcode" label="Postcode" width={10} autocomplete="off" />
    <fieldset class="govuk-fieldset govuk-form-group">
      <legend class="govuk-fieldset__legend govuk-fieldset__legend--m">Opening hours</legend>
      <p class="govuk-hint">Such as 9am to 5pm, or 09:00-12:00, 13:00-17:00. Leave a day empty when it is closed.</p>
      {WEEKDAYS.map((day) => (
        <TextField attempt={attempt} name={day} label={capital(day)} width={20} autocomplete="off" />
      ))}
    </fieldset>
    <TextField attempt={attempt} name="email" label="Email address" type="email" autocomplete="off" />
    <TextField attempt={attempt} name="website" label="Website" autocomplete="off" />
    <CheckboxField attempt={attempt} name="takesDonations" label="Takes donated devices" />
    <DateField attempt={attempt} name="closedOn" legend="The day it closed for good, if it has" />
  </>
)
