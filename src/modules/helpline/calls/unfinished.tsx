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

/** Where a call that is not finished goes on, below the alliance's base. */
export const draftPath = ({ id, person }: Pick<DraftRow, 'id' | 'person'>): string =>
  `/calls/new?${new URLSearchParams({ draft: id, ...(person && { person }) })}`

const draftHref = (ask: Ask, draft: DraftRow): string => ask.base + draftPath(draft)

/** The worker has begun a call with this very person before: one press goes on with it, and what is typed here is kept too. */
export const GoOn = ({ ask, drafts, person }: { ask: Ask; drafts: readonly DraftRow[]; person: string | null }) => {
  const begun = person === null ? undefined : drafts.find((draft) => draft.person === person && !draft.left_by)
  if (!begun) return null
  return (
    <p class="govuk-body">
      You began a call with them and have not saved it.{' '}
      <a class="govuk-link" href={draftHref(ask, begun)} data-keeps-call>
        Go on with that call
      </a>
      <span class="digiknow-soft-text">
        {' '}
        Kept {formatDateTime(begun.saved_at)}
        {wordsOf(begun) && `: ${wordsOf(begun)}`}
      </span>
    </p>
  )
}

const Which = ({ ask, draft }: { ask: Ask; draft: DraftRow }) =>
  draft.left_by ? (
    <b>{nameOf(draft)}</b>
  ) : (
    <a class="govuk-link" href={draftHref(ask, draft)}>
      {nameOf(draft)}
    </a>
  )

const Acts = ({ ask, draft, drop }: { ask: Ask; draft: DraftRow; drop?: boolean | undefined }) => {
  const path = `${ask.base}/calls/drafts/${draft.id}`
  if (draft.left_by) return <ActionButton action={`${path}/take`} label="Go on with it" secondary />
  return drop ? <ActionButton action={`${path}/drop`} label="Throw away" secondary /> : null
}

/** Calls that are not finished: a worker's own, which nobody else sees, and those of colleagues who have left, for whoever takes them. */
export const Unfinished = ({ ask, drafts, drop }: { ask: Ask; drafts: readonly DraftRow[]; drop?: boolean }) => (
  <ul class="digiknow-plain digiknow-found">
    {drafts.map((draft) => (
      <li>
        <Which ask={ask} draft={draft} />
        <div class="digiknow-soft-text">
          Begun {draft.left_by && `by ${draft.left_by}, who has left, `}
          {formatDateTime(draft.started_at)}, saved {formatDateTime(draft.saved_at)}
        </div>
        {wordsOf(draft) && <p class="govuk-body digiknow-said">{wordsOf(draft)}</p>}
        <Acts ask={ask} draft={draft} drop={drop} />
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
        <p class="govuk-body">Only you see your own. Nothing you typed is lost: go on where you stopped.</p>
        {drafts.length === 0 ? <p class="govuk-body">You have none.</p> : <Unfinished ask={ask} drafts={drafts} drop />}
      </section>
    </>,
    { section: '/calls/new' },
  )
