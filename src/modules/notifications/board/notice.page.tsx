import type { Action } from '#platform/access'
import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import { type Move, mayMove } from '#platform/moves'
import { formatDateTime } from '#ui/format'
import { ActionButton, can } from '#ui/layout'
import { noticeMoves } from '../notice.moves'
import type { AboutLink } from './about.queries'
import type { NoticeRecord } from './notice.queries'
import { PersonLink } from './person-link'
import { StatusTag } from './status-tag'
import { tellsWhat } from './words'

const DECISIONS: readonly (readonly [label: string, path: string, action: Action, move: Move<string>])[] = [
  ['Try again', 'again', 'notice.try-again', noticeMoves.tryAgain],
  ['Ring them instead', 'call', 'notice.call-instead', noticeMoves.callInstead],
  ['Leave it', 'leave', 'notice.leave', noticeMoves.leave],
]

const Decisions = ({ ask, notice }: { ask: Ask; notice: NoticeRecord }) => {
  if (notice.status === 'on_its_way') return null
  const open = DECISIONS.filter(([, , action, move]) => mayMove(move, notice.status) && can(ask, action))
  return (
    <div class="digiknow-btns">
      {open.map(([label, path], at) => (
        <ActionButton action={`${ask.base}/messages/notices/${notice.id}/${path}`} label={label} secondary={at > 0} />
      ))}
    </div>
  )
}

/** One thing to tell that no message carries: why not, and what can be done. */
export const noticePage = (ask: Ask, { notice, about }: { notice: NoticeRecord; about: AboutLink | null }): Page => {
  const title = tellsWhat(ask.house.templates, { templates: [notice.template], subject: '' })
  return staffPage(
    title,
    <section class="digiknow-panel digiknow-who">
      <h1 class="govuk-heading-m">{title}</h1>
      <p>
        <StatusTag status={notice.status} />
      </p>
      {notice.status === 'could_not_tell' && (
        <p class="govuk-body">
          If their number or address was wrong or missing, put it right on their record first. Then try again.
        </p>
      )}
      <dl class="digiknow-dl">
        <dt>To</dt>
        <dd>
          <PersonLink ask={ask} person={notice.person} />
        </dd>
        {about && (
          <>
            <dt>About</dt>
            <dd>
              <a class="govuk-link" href={ask.base + about.path}>
                {about.label}
              </a>
            </dd>
          </>
        )}
        {notice.because && (
          <>
            <dt>Why not</dt>
            <dd>{notice.because}</dd>
          </>
        )}
        <dt>Asked for</dt>
        <dd>{formatDateTime(notice.created_at)}</dd>
        {notice.status === 'waiting' && (
          <>
            <dt>Next look</dt>
            <dd>{formatDateTime(notice.plan_at)}</dd>
          </>
        )}
      </dl>
      <Decisions ask={ask} notice={notice} />
    </section>,
    { section: '/messages' },
  )
}
