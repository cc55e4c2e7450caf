import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import { formatDateTime } from '#ui/format'
import { BackLink } from '#ui/govuk'
import { ActionButton } from '#ui/layout'
import type { DraftRow } from './call-draft'

const wordsOf = ({ fields }: DraftRow): string => {
  const { notes = '' } = fields as Readonly<Record<string, string>>
  return notes.length > 90 ? `${notes.slice(0, 90)}…` : notes
}

const nameOf = ({ name, fields }: DraftRow): string => {
  const typed = (fields as Readonly<Record<string, string | undefined>>).name
  return name ?? (typed || 'Nobody found yet')
}

/** Where a call that is not finished goes on. */
export const draftHref = (ask: Ask, { id, person }: Pick<DraftRow, 'id' | 'person'>): string =>
  `${ask.base}/calls/new?${new URLSearchParams({ draft: id, ...(person && { person }) })}`

/** A worker's own calls that are not finished: nobody else sees them. */
export const Unfinished = ({ ask, drafts, drop }: { ask: Ask; drafts: readonly DraftRow[]; drop?: boolean }) => (
  <ul class="digiknow-plain digiknow-found">
    {drafts.map((draft) => (
      <li>
        <a class="govuk-link" href={draftHref(ask, draft)}>
          {nameOf(draft)}
        </a>
        <div class="digiknow-soft-text">
          Begun {formatDateTime(draft.started_at)}, saved {formatDateTime(draft.saved_at)}
        </div>
        {wordsOf(draft) && <p class="govuk-body digiknow-said">{wordsOf(draft)}</p>}
        {drop && <ActionButton action={`${ask.base}/calls/drafts/${draft.id}/drop`} label="Throw away" secondary />}
      </li>
    ))}
  </ul>
)

/** Calls that were begun and not saved: go on with them, or throw them away. */
export const unfinishedPage = (ask: Ask, drafts: readonly DraftRow[]): Page =>
  staffPage(
    'Calls not finished',
    <>
      <BackLink href={`${ask.base}/calls/new`}>Call desk</BackLink>
      <section class="digiknow-panel">
        <h1 class="govuk-heading-l">Calls not finished</h1>
        <p class="govuk-body">Only you see these. Nothing you typed is lost: go on where you stopped.</p>
        {drafts.length === 0 ? <p class="govuk-body">You have none.</p> : <Unfinished ask={ask} drafts={drafts} drop />}
      </section>
    </>,
    { section: '/calls/new' },
  )
