import type { Attempt } from '#platform/forms'
import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import type { TimelineEvent } from '#platform/module'
import { formatDate, formatDateTime } from '#ui/format'
import { Button, InsetText } from '#ui/govuk'
import { Form, Timeline } from '#ui/layout'
import { Compare, type Line } from '../duplicates/compare'
import type { FoundPerson } from '../finding/by-tokens'
import type { PersonRecord } from '../person.queries'
import type { PastMerge, TwoRecords } from './merge.queries'
import { DAYS_TO_TAKE_BACK } from './unmerge-people'
import type { SaidByOne, Unheld } from './what-one-says'

interface ChoiceProps {
  attempt: Attempt
  code: string
  whose: 'kept' | 'merged'
  text: string
  /** What stands until somebody chooses; nothing where they must. */
  usual?: string
}

const Choice = ({ attempt, code, whose, text, usual = 'kept' }: ChoiceProps) => (
  <label class="digiknow-choice">
    <input
      type="radio"
      name={code}
      // The first of the two is where an error leads.
      id={whose === 'kept' ? code : undefined}
      value={whose}
      checked={([attempt.values[code]].flat()[0] || usual) === whose}
    />{' '}
    {text}
  </label>
)

const choiceLine = (attempt: Attempt, code: string, label: string, kept: string, merged: string): Line => ({
  label,
  first: <Choice attempt={attempt} code={code} whose="kept" text={kept} />,
  second: <Choice attempt={attempt} code={code} whose="merged" text={merged} />,
  differs: true,
})

const PLAN = 'safe_contact_plan'

const planLine = (attempt: Attempt, plans: { kept: string; merged: string }): Line => ({
  label: 'Safe contact plan',
  first: <Choice attempt={attempt} code={PLAN} whose="kept" text={plans.kept} usual="" />,
  second: <Choice attempt={attempt} code={PLAN} whose="merged" text={plans.merged} usual="" />,
  differs: true,
})

const linesOf = (attempt: Attempt, { kept, merged, facts, plans }: TwoRecords): Line[] => [
  ...facts.map(({ code, label, text }) => choiceLine(attempt, code, label, text(kept), text(merged))),
  ...(plans ? [planLine(attempt, plans)] : []),
]

export interface Stopping {
  readonly said: SaidByOne
  /** What stops at once, in words: "2 sessions to come"; null where neither says what the other does not. */
  readonly stops: readonly string[] | null
}

const unheldWords = ({ reference, endedOn, otherAgreed }: Unheld): string => {
  if (endedOn !== null)
    return `${reference} says that they agreed that we keep their details until ${formatDate(endedOn)}. Neither says that they agreed again.`
  return `${reference} says that they took back that we keep their details${otherAgreed ? ', later than the other record agreed' : ''}.`
}

const reasonsOf = ({ died, unheld, apart }: SaidByOne): string[] => [
  ...(died ? [`${died} says that they have died, and the other record does not.`] : []),
  ...(unheld ? [unheldWords(unheld)] : []),
  ...(apart ? [`${apart} is kept apart, and the other record is not. The one record is kept apart too.`] : []),
]

/** What becomes of the one by what the other says: before the button, since taking it back starts none of it again. */
export const StopsWithThis = ({ said, stops }: Stopping) =>
  stops && (
    <div class="digiknow-note digiknow-note--heed" role="note">
      {reasonsOf(said).map((reason) => (
        <p>{reason}</p>
      ))}
      {stops.length === 0 ? (
        <p>Nothing is going on now that would stop.</p>
      ) : (
        <>
          <p>If you make one record of them, this stops at once, and whoever helps them is told:</p>
          <ul class="govuk-list govuk-list--bullet">
            {stops.map((one) => (
              <li>{one}</li>
            ))}
          </ul>
          <p>Taking the records apart again does not start it again.</p>
        </>
      )}
    </div>
  )

/** Two records side by side: which stays, and what it says where they differ. */
export const mergePage = (ask: Ask, attempt: Attempt, two: TwoRecords & { readonly stopping: Stopping }): Page => {
  const [kept, merged] = [String(two.kept.reference), String(two.merged.reference)]
  const lines = linesOf(attempt, two)
  return staffPage(
    'Make one record of two',
    <section class="digiknow-panel">
      <Form attempt={attempt}>
        <h1 class="govuk-heading-l">Make one record of two</h1>
        <p class="govuk-body">
          Everything of {merged} goes to {kept}: requests, calls, sessions, loans, phone numbers, notes. Looking for {merged}{' '}
          leads to {kept} from now on. You can take this back for {DAYS_TO_TAKE_BACK} days.
        </p>
        {lines.length > 0 ? (
          <>
            <h2 class="govuk-heading-m">Choose what is right where they differ</h2>
            <Compare
              caption="What the two records say differently"
              first={`${kept} stays`}
              second={`${merged} becomes part of it`}
              labels={[kept, merged]}
              lines={lines}
            />
          </>
        ) : (
          <InsetText>There is nothing to choose: their details do not differ.</InsetText>
        )}
        <StopsWithThis {...two.stopping} />
        <div class="digiknow-btns">
          <Button preventDoubleClick>Make one record</Button>
          <a class="govuk-link" href={`${ask.base}/people/${merged}/merge/${kept}`}>
            Keep {merged} instead
          </a>
          <a class="govuk-link" href={`${ask.base}/people/${kept}`}>
            Leave them as they are
          </a>
        </div>
      </Form>
    </section>,
    { section: '/duplicates' },
  )
}

/** What happened since a merge, and the button that takes it back. */
export const unmergePage = (ask: Ask, attempt: Attempt, merge: PastMerge, since: readonly TimelineEvent[]): Page =>
  staffPage(
    'Take two records apart',
    <section class="digiknow-panel">
      <Form attempt={attempt}>
        <h1 class="govuk-heading-l">Take two records apart</h1>
        <p class="govuk-body">
          {merge.merged} ({merge.name}) became part of {merge.kept} on {formatDateTime(merge.at)}. Taken apart, both say what they
          said before, and everything that came from {merge.merged} goes back to it, with what was done about it since. The rest
          stays with {merge.kept}.
        </p>
        <h2 class="govuk-heading-m">What happened since</h2>
        {since.length > 0 ? <Timeline events={since} say={ask.house.say} /> : <p class="govuk-body">Nothing happened since.</p>}
        <div class="digiknow-btns">
          <Button preventDoubleClick>Take them apart</Button>
          <a class="govuk-link" href={`${ask.base}/people/${merge.kept}`}>
            Leave it as one record
          </a>
        </div>
      </Form>
    </section>,
    { section: '/duplicates' },
  )

interface OtherProps {
  person: PersonRecord
  typed: string
  found: readonly FoundPerson[]
}

/** Which other record is the same person's: found by the one box. */
export const otherRecordPage = (ask: Ask, { person, typed, found }: OtherProps): Page =>
  staffPage(
    `Which other record is ${person.name}’s?`,
    <section class="digiknow-panel">
      <h1 class="govuk-heading-l">Which other record is {person.name}’s?</h1>
      <form method="get" class="digiknow-filters">
        <div class="govuk-form-group">
          <label class="govuk-label" for="q">
            Name, phone, postcode or reference
          </label>
          <input class="govuk-input" id="q" name="q" type="search" value={typed} />
        </div>
        <Button>Find</Button>
      </form>
      {found.length === 0 && <p class="govuk-body">We know nobody else by that.</p>}
      <ul class="digiknow-plain digiknow-found govuk-!-margin-top-4">
        {found.map((other) => (
          <li>
            <a class="govuk-link" href={`${ask.base}/people/${person.reference}/merge/${other.reference}`}>
              {other.name}
            </a>{' '}
            <span class="digiknow-soft-text">
              {[other.birth_year && `born ${other.birth_year}`, other.ward ?? other.postcode, other.reference]
                .filter(Boolean)
                .join(', ')}
            </span>
          </li>
        ))}
      </ul>
    </section>,
    { section: '/duplicates' },
  )
