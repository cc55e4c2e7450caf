import { today } from '#platform/clock'
import { ifHeld } from '#platform/held'
import type { Ask } from '#platform/http/ask'
import { reading } from '#platform/reading'
import { formatDate, formatDateShort, plural } from '#ui/format'
import { can } from '#ui/layout'
import { bookingsOf } from '../bookings/booking.queries'
import { agreementsOf } from '../organisations/organisation.queries'
import { SETTINGS, type Setting } from '../organisations/organisation-loan'
import { goodCheck } from '../rules/eligibility'
import { kindWord } from '../stock/device'
import { placesFor } from '../waiting/line'
import { lineWords, WaitingTag } from '../waiting/waiting-page'

type On = 'person' | 'request' | 'partner'
interface Known {
  readonly id: string
  readonly reference: string
}

/** What someone waits for, has booked and was seen to meet, beside their loans. */
export const readMore = (ask: Ask, on: On, { id }: Known) => {
  const { allianceId, clock } = ask.ctx
  const whose = { allianceId, on, id }
  return reading(ask.ctx, 'loan.read', async (tx) => ({
    waits: await ifHeld(tx, whose, 'waiting', () => placesFor(tx, allianceId, today(clock), { [on]: id }), []),
    bookings: on === 'request' ? [] : await ifHeld(tx, whose, 'booking', () => bookingsOf(tx, allianceId, on, id), []),
    agreements: on === 'partner' ? await agreementsOf(tx, allianceId, id) : [],
    check:
      on === 'person'
        ? await ifHeld(tx, whose, 'eligibility_check', () => goodCheck(tx, allianceId, id, 'lending', today(clock)), undefined)
        : undefined,
  }))
}

export type More = Extract<Awaited<ReturnType<typeof readMore>>, { ok: true }>['value']

/** Lines for what is waited for, booked and agreed. */
export const MoreLines = ({ ask, more, now }: { ask: Ask; more: More; now: string }) => (
  <>
    {more.waits.map((placed) => (
      <li>
        <a class="govuk-link" href={`${ask.base}/waiting-list/${placed.waits.reference}`}>
          Waits for {placed.waits.kind ? `a ${kindWord(placed.waits.kind)}` : 'a device'}
        </a>{' '}
        <WaitingTag status={placed.waits.status} /> <span class="digiknow-soft-text">{lineWords(placed, now)}</span>
      </li>
    ))}
    {more.bookings.map((booking) => (
      <li>
        <a class="govuk-link" href={`${ask.base}/bookings/${booking.reference}`}>
          Has booked a {kindWord(booking.kind)}
        </a>{' '}
        <span class="digiknow-soft-text">
          {formatDateShort(booking.starts_on, now)} to {formatDateShort(booking.ends_on, now)}
        </span>
      </li>
    ))}
    {more.agreements.map((agreement) => (
      <li>
        <a class="govuk-link" href={`${ask.base}/agreements/${agreement.reference}`}>
          Agreement {agreement.reference}
        </a>{' '}
        <span class="digiknow-soft-text">
          {SETTINGS[agreement.setting as Setting].toLowerCase()}, {plural(agreement.devices ?? 0, 'device')}
        </span>
      </li>
    ))}
  </>
)

const WAYS = [
  { on: ['person', 'request', 'partner'], ends: 'waiting-list', label: 'Waiting list', action: 'waiting.join' },
  { on: ['person', 'partner'], ends: 'book', label: 'Book ahead', action: 'booking.make' },
  { on: ['partner'], ends: 'lend-several', label: 'Lend several', action: 'organisation-loan.make' },
] as const

/** The other ways to a device, as links; and whether they were seen to meet a rule. */
export const MoreWays = ({ ask, on, base, more }: { ask: Ask; on: On; base: string; more: More }) => (
  <>
    {WAYS.filter((way) => (way.on as readonly string[]).includes(on) && can(ask, way.action)).map(({ ends, label }) => (
      <a class="govuk-link" href={`${ask.base}${base}/${ends}`}>
        {label}
      </a>
    ))}
    {on === 'person' && can(ask, 'eligibility.check') && (
      <a class="govuk-link" href={`${ask.base}${base}/eligibility`}>
        {more.check ? `Checked: may borrow until ${formatDate(more.check.good_until)}` : 'Check what they may have'}
      </a>
    )}
  </>
)
