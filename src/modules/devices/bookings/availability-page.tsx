import type { Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import { formatDate, formatDay, formatNumber } from '#ui/format'
import { Button } from '#ui/govuk'
import { choices, KINDS, kindWord } from '../stock/device'
import type { FreeDay } from './availability.queries'

/** How many can be collected on a day: none where its place is closed, and why. */
export interface OpenDay extends FreeDay {
  readonly shut: string
}

const finding = (weeks: readonly OpenDay[], kind: string, now: string): string => {
  const word = kind ? kindWord(kind) : 'device'
  const first = weeks.find(({ free }) => free > 0)
  if (!first) return `No ${word} is free in the next twelve weeks`
  return first.starts_on === now ? `A ${word} is free now` : `The next ${word} is free from ${formatDate(first.starts_on)}`
}

interface AvailabilityProps {
  kind: string
  place: string
  places: readonly { value: string; label: string }[]
  weeks: readonly OpenDay[]
  now: string
  length: string
}

/** How many devices are free for a whole loan from each of the next twelve weeks. */
export const availabilityPage = ({ kind, place, places, weeks, now, length }: AvailabilityProps): Page =>
  staffPage(
    'When a device is free',
    <>
      <div class="digiknow-top">
        <h1 class="govuk-heading-l">{finding(weeks, kind, now)}</h1>
        <form class="digiknow-filters" method="get">
          <Filter name="kind" label="Kind" value={kind} options={choices(KINDS)} empty="Any device" />
          <Filter name="place" label="Collected at" value={place} options={places} empty="Anywhere" />
          <Button classes="govuk-button--secondary">Show</Button>
        </form>
      </div>
      <section class="digiknow-panel">
        <p class="govuk-body">
          Free for all of {length} from that day, with the days to bring a device there and to make it ready after. Devices that
          are late are not counted on.
        </p>
        <table class="govuk-table digiknow-dense">
          <thead>
            <tr>
              <th class="govuk-table__header" scope="col">
                From
              </th>
              <th class="govuk-table__header num" scope="col">
                Devices free
              </th>
            </tr>
          </thead>
          <tbody>
            {weeks.map(({ starts_on, free, shut }) => (
              <tr>
                <th class="govuk-table__header" scope="row">
                  {formatDay(starts_on)}
                </th>
                <td class="govuk-table__cell num">{shut || formatNumber(free)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>,
    { section: '/bookings' },
  )

interface FilterProps {
  name: string
  label: string
  value: string
  empty: string
  options: readonly { value: string; label: string }[]
}

const Filter = ({ name, label, value, empty, options }: FilterProps) => (
  <div class="govuk-form-group">
    <label class="govuk-label" for={name}>
      {label}
    </label>
    <select class="govuk-select" id={name} name={name}>
      <option value="">{empty}</option>
      {options.map((option) => (
        <option value={option.value} selected={option.value === value}>
          {option.label}
        </option>
      ))}
    </select>
  </div>
)
