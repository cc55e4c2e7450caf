import type { ComponentChildren } from 'preact'
import { canCall, type Reach, type ReachPhone } from '#modules/reach'
import type { Ask } from '#platform/http/ask'
import { formatDate, formatPhone } from '#ui/format'
import { Icon } from '#ui/layout'
import { REACH_BY, type ReachBy } from '../person'
import { reachFor } from '../restricting/read-restricted'
import { isSafeNow, safeHours } from './safe-hours'

/** Whoever is kept apart from the reader, where a record of theirs must still show. */
export const SOMEONE_KEPT_APART = 'Someone whose record is kept apart'

const Alert = ({ title, children }: { title: string; children: ComponentChildren }) => (
  <div class="digiknow-note digiknow-note--alert" role="note">
    <Icon name="shield" />
    <h2>{title}</h2>
    {children}
  </div>
)

/** When their numbers are looked at, and what stands in their place while a colleague rings them. */
interface Numbers {
  readonly now: Date
  readonly instead?: ComponentChildren
}

/** Outside their safe times it is not shown at all. */
const onlyNumber = ({ safe_number, safe_windows }: Reach, { now, instead }: Numbers): string | null => {
  if (!safe_number) return null
  if (instead) return 'Ring only their one safe number.'
  return isSafeNow(safe_windows, now)
    ? `Ring only ${formatPhone(safe_number)}.`
    : 'Ring only their one safe number, which is shown when it is safe.'
}

/** What a safe contact plan says at this moment, a sentence each. */
const planWords = (reach: Reach, numbers: Numbers): string[] =>
  [
    reach.plan_words,
    canCall(reach) && onlyNumber(reach, numbers),
    canCall(reach) && reach.safe_windows.length > 0 && `Ring only at these times: ${safeHours(reach.safe_windows)}.`,
    canCall(reach) && (reach.voicemail_ok ? 'You may leave a voicemail.' : 'Never leave a voicemail.'),
    reach.our_name && `Say you are from ${reach.our_name}.`,
    reach.never_text && 'Never send a text.',
    reach.never_write && 'Never write, by letter or by email.',
  ].filter((line): line is string => Boolean(line))

/** Why nobody may get in touch with them at all, or null. */
const silence = (reach: Reach): ComponentChildren | null => {
  if (reach.has_died) return <p>We were told that {reach.say_name} has died. Please do not ring or write.</p>
  if (reach.gone) return <p>This record is no longer in use. Please do not ring or write.</p>
  if (reach.holds_consent) return null
  if (reach.consent_ended_on === null) return <p>They asked us to stop keeping in touch. Please do not ring or write.</p>
  return (
    <p>
      They agreed that we keep in touch until {formatDate(reach.consent_ended_on)}. Please do not ring or write. Ask again if they
      come to you.
    </p>
  )
}

const Phone = ({ phone }: { phone: ReachPhone }) => (
  <div>
    {phone.works ? (
      <a class="govuk-link digiknow-nowrap" href={`tel:${phone.number}`}>
        {formatPhone(phone.number)}
      </a>
    ) : (
      <>
        <s class="digiknow-nowrap">{formatPhone(phone.number)}</s> does not work
      </>
    )}
    {phone.label && <span class="digiknow-soft-text"> {phone.label}</span>}
    {phone.mobile && !phone.texts && <span class="digiknow-soft-text"> no texts</span>}
  </div>
)

const phonesOf = (reach: Reach, { now, instead }: Numbers): ComponentChildren => {
  if (reach.do_not_call) return 'They do not want to be called'
  if (!canCall(reach) || reach.phones.length === 0) return null
  if (instead) return instead
  if (isSafeNow(reach.safe_windows, now)) return reach.phones.map((phone) => <Phone phone={phone} />)
  return <b>Not now. It is safe {safeHours(reach.safe_windows)}</b>
}

const emailsOf = ({ ways, emails }: Reach): ComponentChildren =>
  ways.includes('email') && emails.length > 0
    ? emails.map(({ address, works }) => (
        <div class="digiknow-break">
          {works ? (
            <a class="govuk-link" href={`mailto:${address}`}>
              {address}
            </a>
          ) : (
            <>
              <s>{address}</s> does not work
            </>
          )}
        </div>
      ))
    : null

const waysThatWork = (reach: Reach): boolean =>
  (canCall(reach) && reach.phones.some(({ works }) => works)) ||
  emailsOf(reach) !== null ||
  reach.postal.length > 0 ||
  reach.reach_through !== ''

const rowsOf = (reach: Reach, numbers: Numbers): [string, ComponentChildren][] => {
  const rows: [string, ComponentChildren][] = [
    ['Ask for', reach.say_as === reach.say_name ? '' : reach.say_as],
    ['Phone', phonesOf(reach, numbers)],
    ['Email', emailsOf(reach)],
    ['Through', reach.ways.includes('through_someone') ? reach.reach_through : ''],
    ['Likes', REACH_BY[reach.ways.find((way) => reach.liked.includes(way)) as ReachBy] ?? ''],
    ['Best times', reach.best_times],
    ['Needs', reach.interpreter ? 'An interpreter' : ''],
  ]
  return rows.filter(([, value]) => Boolean(value))
}

const Rows = ({ reach, numbers }: { reach: Reach; numbers: Numbers }) => (
  <dl class="digiknow-dl">
    {rowsOf(reach, numbers).map(([term, value]) => (
      <>
        <dt>{term}</dt>
        <dd>{value}</dd>
      </>
    ))}
  </dl>
)

const Ways = ({ reach, numbers }: { reach: Reach; numbers: Numbers }) => {
  const lines = planWords(reach, numbers)
  return (
    <>
      {reach.safe_plan && (
        <Alert title="Safe contact plan">
          {lines.map((line) => (
            <p>{line}</p>
          ))}
        </Alert>
      )}
      <Rows reach={reach} numbers={numbers} />
      {!waysThatWork(reach) && (
        <p class="govuk-body-s">
          <b>No safe way to reach them yet.</b> Ask when you next meet, or ask whoever told us about them.
        </p>
      )}
    </>
  )
}

/**
 * How to reach someone, shown first wherever anyone might ring or write. What is not allowed is not here: a number that is not
 * safe, or not safe at this hour, is neither shown nor a link; nor is any with words `instead`, while a colleague rings them. `reach`
 * comes from `reachFor`, which notes who read it.
 */
export const ReachBox = (props: { ask: Ask; reach: Reach | undefined; instead?: ComponentChildren }) => {
  const { ask, reach, instead } = props
  if (!reach) return <p class="govuk-body">{SOMEONE_KEPT_APART}.</p>
  const quiet = silence(reach)
  return (
    <div class="digiknow-reach">
      {reach.restricted && (
        <Alert title="Kept apart">
          <p>Tell nobody that we know this person. Each time you open this page is written down.</p>
        </Alert>
      )}
      {quiet ? (
        <Alert title="Do not get in touch">{quiet}</Alert>
      ) : (
        <Ways reach={reach} numbers={{ now: ask.ctx.clock.now(), instead }} />
      )}
    </div>
  )
}

/** The same as a part of a page being put together: asks how to reach them, and notes who read it. */
export const reachPart = async (ask: Ask, personId: string | null, where: string): Promise<ComponentChildren> =>
  personId && <ReachBox ask={ask} reach={await reachFor(ask.ctx, personId, where)} />

/** A mark for lists and matches: there is a plan to read before anyone rings or writes. */
export const SafePlanTag = ({ plan }: { plan: boolean }) =>
  plan ? <strong class="govuk-tag govuk-tag--red">Safe contact plan</strong> : null
