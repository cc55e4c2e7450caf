import { CALL_BACK_STATUS, type CallBackStatus } from '#modules/callbacks'
import type { Attempt } from '#platform/forms'
import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import { formatDateTime, formatNumber, plural } from '#ui/format'
import { BackLink, Button, optionsOf, RadiosField, SelectField, Tag, TextAreaField, TextField } from '#ui/govuk'
import { ActionButton, can, Form } from '#ui/layout'
import { NEEDS } from '../requests/request'
import type { CallListRecord, OnList, Tally } from './call-list.queries'
import { CHOICES } from './make-call-list'

const PRIORITY_WORDS = { usual: 'In their turn', soon: 'Soon: before the usual ones', now: 'Now: before all others' } as const

const Whom = ({ attempt }: { attempt: Attempt }) => (
  <RadiosField
    attempt={attempt}
    name="choose"
    legend="Whom to ring"
    options={[
      {
        value: 'borrowers',
        label: CHOICES.borrowers,
        conditional: <TextField attempt={attempt} name="model" label="Kind, make or model" />,
      },
      {
        value: 'references',
        label: CHOICES.references,
        conditional: (
          <TextAreaField
            attempt={attempt}
            name="references"
            label="References"
            hint="Such as P-9001, DK-9017 or L-9004. With a space, a comma or a new line between."
            rows={4}
          />
        ),
      },
      { value: 'late', label: CHOICES.late },
      {
        value: 'need',
        label: CHOICES.need,
        conditional: (
          <SelectField attempt={attempt} name="need" label="What they asked for" options={optionsOf(NEEDS)} emptyLabel="Choose" />
        ),
      },
    ]}
  />
)

/** Making a list of people to ring for one purpose. */
export const newCallListPage = (ask: Ask, attempt: Attempt): Page =>
  staffPage(
    'Ring many people',
    <>
      <BackLink href={`${ask.base}/call-lists`}>Lists of people to ring</BackLink>
      <section class="digiknow-panel">
        <Form attempt={attempt}>
          <h1 class="govuk-heading-l">Ring many people</h1>
          <p class="govuk-body">
            They come into the queue of calls. Safe contact plans, “do not ring” and three tries hold for them as for everyone.
            Whoever asked us not to get in touch is left out.
          </p>
          <TextField attempt={attempt} name="name" label="A name for the list" hint="Such as: tablets called back" />
          <TextField attempt={attempt} name="why" label="Why we ring, in one line" />
          <TextAreaField attempt={attempt} name="script" label="What to say" rows={4} />
          <Whom attempt={attempt} />
          <SelectField attempt={attempt} name="priority" label="How pressing" options={optionsOf(PRIORITY_WORDS)} />
          <Button preventDoubleClick>Put them in the queue</Button>
        </Form>
      </section>
    </>,
    { section: '/call-backs' },
  )

const Person = ({ ask, one }: { ask: Ask; one: OnList }) => (
  <li>
    {can(ask, 'person.read') ? (
      <a class="govuk-link" href={`${ask.base}/people/${one.person}`}>
        {one.name}
      </a>
    ) : (
      one.person
    )}{' '}
    <Tag classes={one.status === 'waiting' ? undefined : 'govuk-tag--grey'}>{CALL_BACK_STATUS[one.status as CallBackStatus]}</Tag>
    {one.tries > 0 && <span class="digiknow-soft-text"> rung {plural(one.tries, 'time')}</span>}
  </li>
)

const tallyWords = (tally: Tally): string => {
  const of = (status: CallBackStatus): number => tally[status] ?? 0
  return `${formatNumber(of('done'))} reached, ${formatNumber(of('waiting'))} waiting, ${formatNumber(of('gave_up'))} written to instead`
}

const leftOutWords = (leftOut: number): string =>
  `${formatNumber(leftOut)} ${leftOut === 1 ? 'is' : 'are'} not on it: we may not get in touch with them.`

const all = (tally: Tally): number => Object.values(tally).reduce((sum, one) => sum + one, 0)

/** One list: why, what to say, and how it stands with each person. */
export const callListPage = (ask: Ask, list: CallListRecord, people: readonly OnList[], tally: Tally): Page =>
  staffPage(
    list.name,
    <>
      <BackLink href={`${ask.base}/call-lists`}>Lists of people to ring</BackLink>
      <section class="digiknow-panel digiknow-panel--go">
        <h1 class="govuk-heading-m">{list.name}</h1>
        <p class="govuk-body">
          {list.why}. {tallyWords(tally)}.
        </p>
        {list.left_out > 0 && <p class="govuk-body">{leftOutWords(list.left_out)}</p>}
        {list.script && <p class="govuk-body digiknow-said">{list.script}</p>}
        <p class="digiknow-soft-text">
          Made {formatDateTime(list.made_at)}
          {list.maker && ` by ${list.maker}`}
          {list.stopped_at && `. Stopped ${formatDateTime(list.stopped_at)}`}
        </p>
        {!list.stopped_at && can(ask, 'call-list.stop') && (
          <ActionButton action={`${ask.base}/call-lists/${list.id}/stop`} label="Stop this list" secondary />
        )}
        {people.length < all(tally) && (
          <p class="govuk-body">
            The first {formatNumber(people.length)} of {plural(all(tally), 'person', 'people')} are shown here. All of them are in
            the queue.
          </p>
        )}
        <ul class="digiknow-plain digiknow-found">
          {people.map((one) => (
            <Person ask={ask} one={one} />
          ))}
        </ul>
      </section>
    </>,
    { section: '/call-backs' },
  )
