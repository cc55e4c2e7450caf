import type { Ask } from '#platform/http/ask'
import { formatDateTime, plural } from '#ui/format'
import { can } from '#ui/layout'
import { PersonLink } from './person-link'
import { StatusTag } from './status-tag'
import type { LateWay, Stuck, StuckMessage, StuckNotice } from './stuck.queries'
import { tellsWhat, WAYS } from './words'

const MessageRow = ({ ask, message }: { ask: Ask; message: StuckMessage }) => (
  <li>
    <span>
      <a class="govuk-link" href={`${ask.base}/messages/${message.id}`}>
        {tellsWhat(ask.house.templates, message)}
      </a>{' '}
      <StatusTag status={message.status} />
      <br />
      <span class="digiknow-small">
        {WAYS[message.way]} to <PersonLink ask={ask} person={message.person} />, since {formatDateTime(message.since)}.{' '}
        {message.failure}
      </span>
    </span>
  </li>
)

const NoticeRow = ({ ask, notice }: { ask: Ask; notice: StuckNotice }) => (
  <li>
    <span>
      <a class="govuk-link" href={`${ask.base}/messages/notices/${notice.id}`}>
        {tellsWhat(ask.house.templates, { templates: [notice.template], subject: '' })}
      </a>{' '}
      <StatusTag status={notice.status} />
      <br />
      <span class="digiknow-small">
        To <PersonLink ask={ask} person={notice.person} />, since {formatDateTime(notice.since)}. {notice.because}
      </span>
    </span>
  </li>
)

const LateRow = ({ ask, late }: { ask: Ask; late: LateWay }) => (
  <li>
    <span>
      <a class="govuk-link" href={`${ask.base}/messages?status=planned&way=${late.way}`}>
        {plural(late.count, (WAYS[late.way] ?? late.way).toLowerCase())} should have gone by now
      </a>
      <br />
      <span class="digiknow-small">
        The first since {formatDateTime(late.since)}. They go by themselves once their way works again.
      </span>
    </span>
  </li>
)

const StrayRow = ({ ask, count }: { ask: Ask; count: number }) => (
  <li>
    <span>
      <a class="govuk-link" href={`${ask.base}/messages/texts?status=nobody`}>
        {plural(count, 'text')} from a number nobody has
      </a>
      <br />
      <span class="digiknow-small">Read it, ring back, then say that you have seen to it.</span>
    </span>
  </li>
)

/** What is stuck, first of all: each with a link to where something can be done. */
export const StuckPanel = ({ ask, stuck }: { ask: Ask; stuck: Stuck }) => {
  const shown = stuck.messages.length + stuck.notices.length
  const stray = can(ask, 'text.list') ? stuck.stray : 0
  const apart = stuck.late.length + (stray > 0 ? 1 : 0)
  const lines = shown + apart
  return (
    <section class="digiknow-panel" aria-labelledby="stuck">
      <h2 id="stuck">{lines === 0 ? 'Nothing is stuck' : `${plural(stuck.total + apart, 'thing')} for someone to look at`}</h2>
      {lines === 0 ? (
        <p class="govuk-body">What does not get through, or is late, shows here first.</p>
      ) : (
        <ul class="digiknow-plain digiknow-rows digiknow-told">
          {stuck.late.map((late) => (
            <LateRow ask={ask} late={late} />
          ))}
          {stray > 0 && <StrayRow ask={ask} count={stray} />}
          {stuck.messages.map((message) => (
            <MessageRow ask={ask} message={message} />
          ))}
          {stuck.notices.map((notice) => (
            <NoticeRow ask={ask} notice={notice} />
          ))}
        </ul>
      )}
      {stuck.total > shown && <p class="govuk-body">The first {shown} are shown. The rest follow as these are dealt with.</p>}
    </section>
  )
}
