import type { Attempt } from '#platform/forms'
import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import { formatDateTime } from '#ui/format'
import { BackLink, Button, CheckboxesField, TextAreaField, TextField } from '#ui/govuk'
import { ActionButton, can, Form } from '#ui/layout'
import type { PersonRecord } from '../person.queries'
import type { KeptApart, PossibleReader } from './restricted.queries'

interface ToKeepApart {
  readonly person: PersonRecord
  /** For a record that is kept apart already. */
  readonly kept: KeptApart | undefined
  readonly readers: readonly PossibleReader[]
  /** Who outside knows of them from us. */
  readonly told: readonly string[]
}

const Told = ({ told }: { told: readonly string[] }) => (
  <>
    <p class="govuk-body">
      These know of them from us. We tell them to stop and to delete what they know, and not why. Ask them yourself that it is
      done.
    </p>
    <ul class="govuk-list govuk-list--bullet">
      {told.map((one) => (
        <li>{one}</li>
      ))}
    </ul>
  </>
)

const Apart = ({ kept, told }: Pick<ToKeepApart, 'kept' | 'told'>) =>
  kept ? (
    <>
      <p class="govuk-body">
        The safeguarding leads and the data lead find and see this record, and those you tick. Whoever you untick sees it no more.
        Each reading is written down.
      </p>
      {kept.readers.length > 0 && <p class="govuk-body">Chosen up to now: {kept.readers.join(', ')}.</p>}
    </>
  ) : (
    <>
      <p class="govuk-body">
        For someone who would be in danger if it were known that we know them. From now on only the safeguarding leads, the data
        lead, you and the people you choose here find or see them. Each reading is written down.
      </p>
      {told.length > 0 && <Told told={told} />}
    </>
  )

/** Keeping someone's record apart, and choosing who may see it. */
export const restrictPage = (ask: Ask, attempt: Attempt, { person, kept, readers, told }: ToKeepApart): Page => {
  const title = kept ? 'Who may see this record' : 'Keep this record apart'
  return staffPage(
    title,
    <>
      <BackLink href={`${ask.base}/people/${person.reference}`}>Back</BackLink>
      <section class="digiknow-panel">
        <Form attempt={attempt}>
          <h1 class="govuk-heading-l govuk-!-margin-bottom-1">{title}</h1>
          <p class="digiknow-soft-text">{person.name}</p>
          <Apart kept={kept} told={told} />
          <TextAreaField attempt={attempt} name="why" label="Why it must be kept apart" rows={2} />
          <CheckboxesField
            attempt={attempt}
            name="readers"
            legend={kept ? 'Who may see them besides the leads' : 'Who works with them, and may still see them'}
            options={readers.map(({ id, name, theirs }) => ({
              value: id,
              label: name,
              hint: theirs ? 'Works with them now' : '',
            }))}
            small
          />
          <Button preventDoubleClick>{kept ? 'Save who may see it' : 'Keep it apart'}</Button>
        </Form>
      </section>
    </>,
    { section: '/people' },
  )
}

/** Asking for one record that is kept apart. */
export const glassPage = (ask: Ask, attempt: Attempt, nobody: boolean): Page =>
  staffPage(
    'A record that is kept apart',
    <>
      <BackLink href={`${ask.base}/find`}>Back</BackLink>
      <section class="digiknow-panel">
        <Form attempt={attempt}>
          <h1 class="govuk-heading-l">A record that is kept apart</h1>
          {nobody && (
            <p class="govuk-body" role="status">
              <b>There is no such record to open.</b> Carry on as with someone new.
            </p>
          )}
          <p class="govuk-body">
            Some people’s records are kept apart, to keep them safe. If one of them needs your help now, you can open theirs for
            an hour. The data lead is told at once.
          </p>
          <TextField
            attempt={attempt}
            name="who"
            label="Who it is"
            hint="Their reference, the whole phone number, or their full name."
            autocomplete="off"
          />
          <TextAreaField attempt={attempt} name="why" label="Why you need the record now" rows={2} />
          <Button preventDoubleClick>Open the record</Button>
        </Form>
      </section>
    </>,
    { section: '/find' },
  )

interface PanelProps {
  ask: Ask
  person: { readonly reference: string }
  kept: KeptApart
  /** Whether whoever reads this chooses who else may. */
  chooses: boolean
}

/** On the page of someone kept apart: why, who may see them, and who opened the record. */
export const KeptApartPanel = ({ ask, person, kept, chooses }: PanelProps) => (
  <section class="digiknow-panel" aria-labelledby="kept-apart">
    <h2 id="kept-apart">Kept apart</h2>
    <p class="govuk-body">{kept.why}</p>
    <p class="govuk-body">
      Since {formatDateTime(kept.since)}.{kept.readers.length > 0 && ` Besides the leads, seen by ${kept.readers.join(', ')}.`}
    </p>
    {kept.broken.length > 0 && (
      <ul class="digiknow-plain digiknow-lines">
        {kept.broken.map(({ by, why, at }) => (
          <li>
            <b>{by}</b> opened it on {formatDateTime(at)}: {why}
          </li>
        ))}
      </ul>
    )}
    {chooses && can(ask, 'person.restrict') && (
      <p class="govuk-body">
        <a class="govuk-link" href={`${ask.base}/people/${person.reference}/keep-apart`}>
          Who may see this record
        </a>
      </p>
    )}
    {can(ask, 'person.lift-restriction') && (
      <ActionButton
        action={`${ask.base}/people/${person.reference}/keep-apart/end`}
        label="It need not be kept apart any more"
        secondary
      />
    )}
  </section>
)
