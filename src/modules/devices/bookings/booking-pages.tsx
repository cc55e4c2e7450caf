import type { ComponentChildren } from 'preact'
import type { Attempt } from '#platform/forms'
import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import type { TimelineEvent } from '#platform/module'
import { formatDate, formatDay, plural } from '#ui/format'
import { Button, DateField, RadiosField, SelectField, TextField } from '#ui/govuk'
import { ActionButton, can, Form, Timeline } from '#ui/layout'
import type { Borrower } from '../loans/loan.queries'
import { type Purpose, purposeChoices } from '../rules/purpose'
import { choices, deviceName, KINDS, kindWord, MAKING_READY } from '../stock/device'
import type { BookingRecord } from './booking.queries'
import { BookingTag } from './booking-list'

interface Choices {
  purposes: readonly Purpose[]
  places: readonly { value: string; label: string }[]
}

/** Booking a device ahead: what, where, from when until when. */
export const bookPage = (
  ask: Ask,
  attempt: Attempt,
  { borrower, reach, purposes, places, longest }: Choices & { borrower: Borrower; reach: ComponentChildren; longest: string },
): Page =>
  staffPage(
    `Book a device for ${borrower.name}`,
    <section class="digiknow-panel">
      <h1 class="govuk-heading-l">Book a device for {borrower.name}</h1>
      {reach}
      <p class="govuk-body">
        A loan is {longest} at most.{' '}
        <a class="govuk-link" href={`${ask.base}/availability`}>
          When is a device free?
        </a>
      </p>
      <Form attempt={attempt}>
        <RadiosField
          attempt={attempt}
          name="kind"
          legend="What would help?"
          options={[{ value: '', label: 'Any device' }, ...choices(KINDS)]}
          inline
        />
        <TextField
          attempt={attempt}
          name="device"
          label="One device by its number"
          hint="Leave empty for whichever is free"
          width={10}
        />
        <SelectField
          attempt={attempt}
          name="place"
          label="Where do they collect it?"
          emptyLabel="Anywhere, or we bring it"
          options={places}
        />
        <DateField attempt={attempt} name="startsOn" legend="The day they collect it" />
        <DateField attempt={attempt} name="endsOn" legend="The day it is due back" />
        <SelectField
          attempt={attempt}
          name="purpose"
          label="What is it for?"
          emptyLabel="Leave this open"
          options={purposeChoices(purposes)}
        />
        <TextField attempt={attempt} name="notes" label="Anything to note" />
        <Button preventDoubleClick>Book it</Button>
        <p class="govuk-body digiknow-btns">
          <a class="govuk-link" href={ask.base + borrower.path}>
            Go back
          </a>
        </p>
      </Form>
    </section>,
    { section: '/bookings' },
  )

const borrowerLink = (ask: Ask, { person, partner_id, borrower }: BookingRecord): ComponentChildren =>
  person || partner_id ? (
    <a class="govuk-link" href={ask.base + (person ? `/people/${person}` : `/partners/${partner_id}`)}>
      {borrower}
    </a>
  ) : (
    borrower
  )

const facts = (ask: Ask, booking: BookingRecord, hours: string): [string, ComponentChildren][] => {
  const rows: [string, ComponentChildren][] = [
    ['For', borrowerLink(ask, booking)],
    [
      'Device',
      <>
        <a class="govuk-link" href={`${ask.base}/devices/${booking.device}`}>
          {booking.device}
        </a>
        , {deviceName(booking)}
      </>,
    ],
    ['Collects it', formatDay(booking.starts_on)],
    ['At', [booking.place, hours].filter(Boolean).join(', open ')],
    ['Due back', formatDate(booking.ends_on)],
    ['Bring it there', booking.lead_days > 0 ? `${plural(booking.lead_days, 'day')} before` : ''],
    [
      'Loan',
      booking.loan && (
        <a class="govuk-link" href={`${ask.base}/loans/${booking.loan}`}>
          {booking.loan}
        </a>
      ),
    ],
    ['Notes', booking.notes],
  ]
  return rows.filter(([, value]) => Boolean(value))
}

const Ways = ({ ask, booking }: { ask: Ask; booking: BookingRecord }) => {
  const base = `${ask.base}/bookings/${booking.reference}`
  if (booking.status !== 'booked') return null
  return (
    <div class="digiknow-btns">
      {can(ask, 'booking.lend') && <ActionButton action={`${base}/lend`} label="They came for it" />}
      {can(ask, 'booking.move') && <ActionButton action={`${base}/move`} label="Give it another device" secondary />}
      {can(ask, 'booking.cancel') && <ActionButton action={`${base}/cancel`} label="Call it off" secondary />}
    </div>
  )
}

interface BookingPageProps {
  booking: BookingRecord
  hours: string
  /** Why its place is closed on one of its days, or ''. */
  shut: string
  reach: ComponentChildren
  events: readonly TimelineEvent[]
}

/** One booking: which device, for whom, from when, and what may be done now. */
export const bookingPage = (ask: Ask, { booking, hours, shut, reach, events }: BookingPageProps): Page =>
  staffPage(
    `Booking ${booking.reference}`,
    <div class="digiknow-half">
      <section class="digiknow-panel digiknow-who">
        <h1 class="govuk-heading-m">
          A {kindWord(booking.kind)} for {booking.borrower} from {formatDate(booking.starts_on)}
        </h1>
        <p>
          <BookingTag status={booking.status} />
        </p>
        {reach}
        {booking.status === 'booked' && !['ready', ...MAKING_READY, 'promised', 'on_loan'].includes(booking.device_status) && (
          <p class="digiknow-late">{booking.device} will not be there. Give the booking another device.</p>
        )}
        {shut && <p class="digiknow-late">{shut}. Please agree another day with them.</p>}
        <dl class="digiknow-dl">
          {facts(ask, booking, hours).map(([term, value]) => (
            <>
              <dt>{term}</dt>
              <dd>{value}</dd>
            </>
          ))}
        </dl>
        <Ways ask={ask} booking={booking} />
      </section>
      <section class="digiknow-panel" aria-labelledby="timeline">
        <h2 id="timeline">Timeline</h2>
        <Timeline events={events} say={ask.house.say} />
      </section>
    </div>,
    { section: '/bookings' },
  )
