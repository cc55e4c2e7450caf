import type { Ask } from '#platform/http/ask'
import { formatDateTime, formatNumber } from '#ui/format'
import { Tag } from '#ui/govuk'
import { can } from '#ui/layout'
import { CARRIERS } from '../ways/carriers'
import type { WayNow, WaysNow } from './ways-now'
import { WAYS } from './words'

const Standing = ({ way }: { way: WayNow }) => {
  if (!way.by) return <Tag classes="govuk-tag--grey">Not used</Tag>
  if (way.shutUntil) return <Tag classes="govuk-tag--red">Down</Tag>
  return <Tag classes="govuk-tag--green">On</Tag>
}

/** What is kept or printed here has no limit worth telling. */
const speedOf = ({ by, perMinute }: WayNow): string =>
  by === 'outbox' || by === 'print' ? '' : `at most ${formatNumber(perMinute)} a minute`

const Way = ({ way }: { way: WayNow }) => (
  <li>
    <span>
      <strong>{WAYS[way.way]}</strong> <Standing way={way} />
      {way.by && (
        <>
          <br />
          {[CARRIERS[way.by], speedOf(way), way.waiting > 0 && `${formatNumber(way.waiting)} waiting`].filter(Boolean).join(', ')}
        </>
      )}
      {way.shutUntil && (
        <>
          <br />
          <span class="digiknow-late">
            It does not answer: {way.lastFailure}. We ask again at {formatDateTime(way.shutUntil)}, and then all that waits goes.
          </span>
        </>
      )}
    </span>
  </li>
)

/** How each way of sending is doing, and how much of the day's most has gone. */
export const WaysPanel = ({ ask, now }: { ask: Ask; now: WaysNow }) => (
  <section class="digiknow-panel" aria-labelledby="ways">
    <h2 id="ways">How we send</h2>
    <ul class="digiknow-plain digiknow-rows digiknow-told">
      {now.ways.map((way) => (
        <Way way={way} />
      ))}
    </ul>
    <p class="govuk-body">
      {now.sentToday >= now.dailyCap ? (
        <span class="digiknow-late">All {formatNumber(now.dailyCap)} that may go in a day have gone. The rest go tomorrow.</span>
      ) : (
        `${formatNumber(now.sentToday)} of at most ${formatNumber(now.dailyCap)} sent today.`
      )}
    </p>
    {can(ask, 'message.settings') && (
      <p class="govuk-body">
        <a class="govuk-link" href={`${ask.base}/ways`}>
          Set up the ways to send
        </a>
      </p>
    )}
  </section>
)
