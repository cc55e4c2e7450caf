import type { ComponentChildren } from 'preact'
import type { Attempt } from '#platform/forms'
import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import type { TimelineEvent } from '#platform/module'
import { formatDate, formatPhone } from '#ui/format'
import { Button, DateField, RadiosField, SelectField, TextField } from '#ui/govuk'
import { ActionButton, can, Form, Timeline } from '#ui/layout'
import { choices } from '../stock/device'
import { endsBefore, SIM_KINDS, SIM_STATUSES, type SimKind, type SimStatus } from './sim'
import type { SimRecord } from './sim.queries'

const SECTION = { section: '/connectivity' }

/** Adding a SIM, a MiFi's data or a voucher. */
export const newSimPage = (attempt: Attempt, sets: readonly { value: string; label: string }[]): Page =>
  staffPage(
    'Add data',
    <section class="digiknow-panel">
      <Form attempt={attempt}>
        <h1 class="govuk-heading-l">Add data to the stock</h1>
        <RadiosField attempt={attempt} name="kind" legend="What it is" options={choices(SIM_KINDS)} inline />
        <TextField attempt={attempt} name="network" label="Network" width={20} />
        <TextField attempt={attempt} name="product" label="Product" hint="Such as 20 GB a month, calls and texts" width={30} />
        <TextField attempt={attempt} name="number" label="Its phone number" width={20} inputmode="tel" autocomplete="off" />
        <TextField
          attempt={attempt}
          name="iccid"
          label="Number on the SIM card"
          hint="The long one that begins with 89 (ICCID)"
          width={30}
          inputmode="numeric"
          autocomplete="off"
        />
        <TextField attempt={attempt} name="monthlyGb" label="GB a month" width={5} inputmode="numeric" autocomplete="off" />
        <TextField attempt={attempt} name="months" label="For how many months" width={3} inputmode="numeric" autocomplete="off" />
        <DateField attempt={attempt} name="activateBy" legend="Must be started by" />
        <DateField attempt={attempt} name="expiresOn" legend="Ends, whenever it was started" />
        <TextField attempt={attempt} name="scheme" label="Scheme" hint="Such as National Databank" width={20} />
        <SelectField attempt={attempt} name="set" label="Who may have it" options={sets} emptyLabel="Anyone" />
        <TextField
          attempt={attempt}
          name="secret"
          label="PIN or code"
          hint="Kept sealed. Each time someone looks at it is written down."
          width={20}
          autocomplete="off"
          spellcheck={false}
        />
        <Button preventDoubleClick>Add it</Button>
      </Form>
    </section>,
    SECTION,
  )

const facts = (ask: Ask, sim: SimRecord): [string, ComponentChildren][] =>
  (
    [
      ['Network', [sim.network, sim.product].filter(Boolean).join(', ')],
      ['Phone number', sim.phone_number && formatPhone(sim.phone_number)],
      ['On the card', sim.iccid],
      ['Data', sim.monthly_gb !== null && `${sim.monthly_gb} GB a month`],
      ['Scheme', sim.scheme],
      ['Start by', sim.activate_by && formatDate(sim.activate_by)],
      ['Ends', (sim.ends_on ?? sim.expires_on) && formatDate(sim.ends_on ?? sim.expires_on ?? '')],
      [
        'In',
        sim.device && (
          <a class="govuk-link" href={`${ask.base}/devices/${sim.device}`}>
            {sim.device}
          </a>
        ),
      ],
      [
        'With',
        sim.person && (
          <a class="govuk-link" href={`${ask.base}/people/${sim.person}`}>
            {sim.name ?? sim.person}
          </a>
        ),
      ],
    ] as [string, ComponentChildren][]
  ).filter(([, value]) => Boolean(value))

const Give = ({
  base,
  name,
  label,
  hint,
  button,
}: {
  base: string
  name: 'person' | 'device'
  label: string
  hint: string
  button: string
}) => (
  <Form action={`${base}/${name === 'person' ? 'issue' : 'pair'}`} class="digiknow-filters">
    <div class="govuk-form-group">
      <label class="govuk-label" for={`to-${name}`}>
        {label}
      </label>
      <input class="govuk-input govuk-input--width-10" id={`to-${name}`} name={name} placeholder={hint} autocomplete="off" />
    </div>
    <Button classes="govuk-button--secondary" preventDoubleClick>
      {button}
    </Button>
  </Form>
)

const WaysOn = ({ ask, sim }: { ask: Ask; sim: SimRecord }) => {
  const base = `${ask.base}/connectivity/${sim.reference}`
  return (
    <>
      {sim.status === 'in_stock' && can(ask, 'sim.issue') && (
        <Give base={base} name="person" label="Give it to" hint="P-1001" button="Give it" />
      )}
      {sim.status === 'in_stock' && can(ask, 'sim.pair') && (
        <Give base={base} name="device" label="Put it into" hint="DK-0317-4" button="Put it in" />
      )}
      <div class="digiknow-btns">
        {sim.secret && can(ask, 'sim.see-secret') && (
          <ActionButton action={`${base}/secret`} label="Show its PIN or code" secondary />
        )}
        {sim.status === 'paired' && can(ask, 'sim.pair') && (
          <ActionButton action={`${base}/take-out`} label="Take it out" secondary />
        )}
        {['paired', 'issued'].includes(sim.status) && can(ask, 'sim.suspend') && (
          <ActionButton action={`${base}/suspend`} label="Its data is stopped" secondary />
        )}
        {sim.status === 'suspended' && can(ask, 'sim.suspend') && (
          <ActionButton action={`${base}/resume`} label="Its data goes on" secondary />
        )}
        {sim.status !== 'ended' && can(ask, 'sim.end') && <ActionButton action={`${base}/end`} label="It is used up" secondary />}
      </div>
    </>
  )
}

/** Everything about one SIM, MiFi or voucher; its secret only where it was asked for. */
export const simPage = (ask: Ask, sim: SimRecord, events: readonly TimelineEvent[], secret?: string): Page =>
  staffPage(
    `Data ${sim.reference}`,
    <div class="digiknow-half">
      <section class="digiknow-panel">
        <h1 class="govuk-heading-m">
          {SIM_KINDS[sim.kind as SimKind]} {sim.reference}
        </h1>
        <p>
          <strong class="govuk-tag">{SIM_STATUSES[sim.status as SimStatus]}</strong>
        </p>
        {endsBefore(sim.ends_on, sim.due_on) && (
          <p class="digiknow-late">The data ends before the loan is due back on {formatDate(sim.due_on ?? '')}.</p>
        )}
        {sim.stops_on && (
          <p class="digiknow-late">
            By your rules it stops on {formatDate(sim.stops_on)}: its loan is that late, and the borrower was told.
          </p>
        )}
        {sim.stopped_for && <p class="digiknow-late">Stopped by your rules. It goes on when its loan is late no more.</p>}
        {secret && (
          <p class="govuk-body-l" role="status">
            <b>{secret}</b>{' '}
            <span class="digiknow-soft-text">Read it out, and leave this page. It is written down that you looked.</span>
          </p>
        )}
        <dl class="digiknow-dl">
          {facts(ask, sim).map(([term, value]) => (
            <>
              <dt>{term}</dt>
              <dd>{value}</dd>
            </>
          ))}
        </dl>
        <WaysOn ask={ask} sim={sim} />
      </section>
      <section class="digiknow-panel" aria-labelledby="timeline">
        <h2 id="timeline">Timeline</h2>
        <Timeline events={events} say={ask.house.say} />
      </section>
    </div>,
    SECTION,
  )
