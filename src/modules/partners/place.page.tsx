import type { Attempt } from '#platform/forms'
import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import type { TimelineEvent } from '#platform/module'
import { type DayHours, WEEKDAYS } from '#platform/tabular/index'
import { formatDate, formatTime } from '#ui/format'
import { Button, DateField, TextField } from '#ui/govuk'
import { ActionButton, can, Form } from '#ui/layout'
import type { ClosedDays } from './closed-days'
import { capital, Facts, mailLink, Past, webLink } from './pages'
import type { PlaceRecord } from './partner.queries'
import { KINDS, type PlaceKind } from './place'

const dayHours = (week: readonly DayHours[], day: string): string =>
  week
    .filter((part) => part.day === day)
    .map(({ opens, closes }) => `${formatTime(opens)} to ${closes === '24:00' ? 'midnight' : formatTime(closes)}`)
    .join(', ') || 'Closed'

const OpeningHours = ({ place }: { place: PlaceRecord }) => {
  const week = place.opening_hours as readonly DayHours[]
  return (
    <section class="digiknow-panel" aria-labelledby="hours">
      <h2 id="hours">Opening hours</h2>
      {week.length === 0 ? (
        <p class="govuk-body">We do not know the hours. Ask them before you send someone.</p>
      ) : (
        <Facts facts={WEEKDAYS.map((day) => [capital(day), dayHours(week, day)] as const)} />
      )}
    </section>
  )
}

const closedWords = ({ starts_on, ends_on, why }: ClosedDays): string =>
  `Closed from ${formatDate(starts_on)}, open again on ${formatDate(ends_on)}${why ? `: ${why}` : ''}`

const AddClosed = ({ ask, place, attempt }: { ask: Ask; place: string; attempt: Attempt }) => (
  <Form attempt={attempt} action={`${ask.base}/places/${place}/closed-days`}>
    <DateField attempt={attempt} name="startsOn" legend="First day closed" />
    <DateField attempt={attempt} name="endsOn" legend="Opens again on" />
    <TextField attempt={attempt} name="why" label="Why" hint="Such as a stocktake. Leave empty if you like" autocomplete="off" />
    <Button classes="govuk-button--secondary" preventDoubleClick>
      Add closed days
    </Button>
  </Form>
)

interface ClosedDaysProps {
  ask: Ask
  place: string
  closed: readonly ClosedDays[]
  attempt: Attempt | null
}

/** The days it is closed beyond its hours and bank holidays: nobody is asked to come then. */
const ClosedDaysPanel = ({ ask, place, closed, attempt }: ClosedDaysProps) => (
  <section class="digiknow-panel" aria-labelledby="closed">
    <h2 id="closed">Closed days</h2>
    {closed.length === 0 && <p class="govuk-body">None to come, but for bank holidays.</p>}
    <ul class="digiknow-plain digiknow-found">
      {closed.map((days) => (
        <li>
          {closedWords(days)}
          {can(ask, 'place.open') && (
            <div class="digiknow-btns">
              <ActionButton
                action={`${ask.base}/places/${place}/open-again`}
                label="It is open after all"
                fields={{ closure: days.id }}
                secondary
              />
            </div>
          )}
        </li>
      ))}
    </ul>
    {attempt && <AddClosed ask={ask} place={place} attempt={attempt} />}
  </section>
)

export interface PlacePageProps {
  place: PlaceRecord
  closed: readonly ClosedDays[]
  /** The form that adds closed days, where that may be done. */
  closing: Attempt | null
  events: readonly TimelineEvent[]
}

/** One place: where it is and when it is open. */
export const placePage = (ask: Ask, { place, closed, closing, events }: PlacePageProps): Page =>
  staffPage(
    place.name,
    <div class="digiknow-desk__grid">
      <section class="digiknow-panel digiknow-who">
        <h1 class="govuk-heading-m">{place.name}</h1>
        <p class="digiknow-soft-text">
          {place.closed_on ? `Closed for good on ${formatDate(place.closed_on)}` : KINDS[place.kind as PlaceKind]}
        </p>
        <Facts
          facts={[
            ['Address', [place.address, place.postcode].filter(Boolean).join(', ')],
            ['Ward', place.ward],
            ['Email', mailLink(place.email)],
            ['Website', webLink(place.website)],
            ['Donations', place.takes_donations && 'Takes donated devices'],
          ]}
        />
        {can(ask, 'place.correct') && (
          <a class="govuk-link" href={`${ask.base}/places/${place.id}/correct`}>
            Put details right
          </a>
        )}
      </section>
      <div>
        <OpeningHours place={place} />
        <ClosedDaysPanel ask={ask} place={place.id} closed={closed} attempt={closing} />
      </div>
      <Past ask={ask} events={events} />
    </div>,
    { section: '/places' },
  )
