import type { ComponentChildren } from 'preact'
import type { Attempt } from '#platform/forms'
import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import type { TimelineEvent } from '#platform/module'
import { formatDate, formatDateShort, formatNumber, formatPhone, plural } from '#ui/format'
import { Button, CheckboxesField, DateField, SelectField, TextField } from '#ui/govuk'
import { can, Form, Timeline } from '#ui/layout'
import { deviceChoices } from '../loans/lend.page'
import { LoanStanding } from '../loans/loan-standing'
import { choices, kindWord } from '../stock/device'
import type { ReadyDevice } from '../stock/device.queries'
import type { AgreementRecord } from './organisation.queries'
import { SETTINGS, type Setting } from './organisation-loan'

/** Choosing several devices for an organisation, and whom to talk to there. */
export const lendManyPage = (attempt: Attempt, partner: string, ready: readonly ReadyDevice[]): Page =>
  staffPage(
    `Lend several devices to ${partner}`,
    <section class="digiknow-panel">
      <h1 class="govuk-heading-l">Lend several devices to {partner}</h1>
      <Form attempt={attempt}>
        <SelectField
          attempt={attempt}
          name="setting"
          label="What kind of organisation is it?"
          emptyLabel="Choose one"
          options={choices(SETTINGS)}
        />
        <TextField attempt={attempt} name="contactName" label="Who do we talk to there?" width={30} autocomplete="off" />
        <TextField attempt={attempt} name="contactPhone" label="Their phone" width={20} type="tel" autocomplete="off" />
        <TextField attempt={attempt} name="contactEmail" label="Their email" width={30} type="email" autocomplete="off" />
        {ready.length > 0 ? (
          <>
            <CheckboxesField
              attempt={attempt}
              name="devices"
              legend="Ready to lend"
              hint="Tick all that go. They are signed for once, for all of them."
              options={deviceChoices(ready)}
              small
            />
            <Button preventDoubleClick>Put them by</Button>
          </>
        ) : (
          <p class="govuk-body">Nothing is ready to lend. Devices show here once they are wiped.</p>
        )}
      </Form>
    </section>,
    { section: '/loans' },
  )

const Devices = ({ ask, agreement, today }: { ask: Ask; agreement: AgreementRecord; today: string }) => (
  <section class="digiknow-panel" aria-labelledby="devices">
    <h2 id="devices">{plural(agreement.loans.length, 'device')}</h2>
    <ul class="digiknow-plain digiknow-found">
      {agreement.loans.map((loan) => (
        <li>
          <a class="govuk-link" href={`${ask.base}/loans/${loan.reference}`}>
            {loan.device} {kindWord(loan.kind)}
          </a>{' '}
          <LoanStanding loan={loan} today={today} />{' '}
          <span class="digiknow-soft-text">
            {loan.status === 'on_loan' && loan.due_on && `due ${formatDateShort(loan.due_on, today)}`}
          </span>
        </li>
      ))}
    </ul>
  </section>
)

const Counts = ({ ask, agreement, today }: { ask: Ask; agreement: AgreementRecord; today: string }) => (
  <section class="digiknow-panel" aria-labelledby="people">
    <h2 id="people">Who uses them</h2>
    <p class="govuk-body">A number, never names.</p>
    <ul class="digiknow-plain digiknow-found">
      {agreement.counts.map((count) => (
        <li>
          <b>{formatNumber(count.people)}</b> from {formatDateShort(count.from_on, today)} to{' '}
          {formatDateShort(count.until_on, today)} <span class="digiknow-soft-text">{count.notes}</span>
        </li>
      ))}
    </ul>
    {can(ask, 'organisation-loan.count') && (
      <p class="digiknow-btns">
        <a class="govuk-button govuk-button--secondary" href={`${ask.base}/agreements/${agreement.reference}/count`}>
          Write a count down
        </a>
      </p>
    )}
  </section>
)

const facts = (ask: Ask, agreement: AgreementRecord): [string, ComponentChildren][] => {
  const rows: [string, ComponentChildren][] = [
    [
      'With',
      <a class="govuk-link" href={`${ask.base}/partners/${agreement.partner_id}`}>
        {agreement.partner}
      </a>,
    ],
    ['What it is', SETTINGS[agreement.setting as Setting]],
    ['Talk to', agreement.contact_name],
    [
      'Phone',
      agreement.contact_phone && (
        <a class="govuk-link" href={`tel:${agreement.contact_phone}`}>
          {formatPhone(agreement.contact_phone)}
        </a>
      ),
    ],
    [
      'Email',
      agreement.contact_email && (
        <a class="govuk-link digiknow-break" href={`mailto:${agreement.contact_email}`}>
          {agreement.contact_email}
        </a>
      ),
    ],
    ['Made on', formatDate(agreement.made_on)],
  ]
  return rows.filter(([, value]) => Boolean(value))
}

/** One agreement: the devices, whom to talk to, and how many people they serve. */
export const agreementRecordPage = (
  ask: Ask,
  agreement: AgreementRecord,
  events: readonly TimelineEvent[],
  today: string,
): Page =>
  staffPage(
    `Agreement ${agreement.reference}`,
    <div class="digiknow-desk__grid">
      <section class="digiknow-panel digiknow-who">
        <h1 class="govuk-heading-m">Agreement {agreement.reference}</h1>
        <dl class="digiknow-dl">
          {facts(ask, agreement).map(([term, value]) => (
            <>
              <dt>{term}</dt>
              <dd>{value}</dd>
            </>
          ))}
        </dl>
        {agreement.loans.some(({ status }) => status === 'promised') && can(ask, 'organisation-loan.hand-over') && (
          <div class="digiknow-btns">
            <a class="govuk-button" href={`${ask.base}/agreements/${agreement.reference}/hand-over`}>
              Hand them over
            </a>
          </div>
        )}
      </section>
      <div>
        <Devices ask={ask} agreement={agreement} today={today} />
        <Counts ask={ask} agreement={agreement} today={today} />
      </div>
      <section class="digiknow-panel" aria-labelledby="timeline">
        <h2 id="timeline">Timeline</h2>
        <Timeline events={events} say={ask.house.say} />
      </section>
    </div>,
    { section: '/loans' },
  )

/** Writing down how many people used the devices. */
export const countPage = (attempt: Attempt, agreement: AgreementRecord): Page =>
  staffPage(
    `Who uses the devices of ${agreement.partner}?`,
    <section class="digiknow-panel">
      <Form attempt={attempt}>
        <h1 class="govuk-heading-l">How many people used the devices of {agreement.partner}?</h1>
        <p class="govuk-body">
          Count each person once for these days. Residents and patients come and go: count everyone who did.
        </p>
        <DateField attempt={attempt} name="fromOn" legend="First day" />
        <DateField attempt={attempt} name="untilOn" legend="Last day" />
        <TextField attempt={attempt} name="people" label="People" width={4} inputmode="numeric" />
        <TextField attempt={attempt} name="notes" label="Anything to note" hint="No names, please" />
        <Button preventDoubleClick>Write it down</Button>
      </Form>
    </section>,
    { section: '/loans' },
  )
