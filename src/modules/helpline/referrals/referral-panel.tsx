import type { ComponentChildren } from 'preact'
import { ifHeld } from '#platform/held'
import type { Ask } from '#platform/http/ask'
import type { PanelSpec } from '#platform/module'
import { mayMove } from '#platform/moves'
import { reading } from '#platform/reading'
import { formatDate } from '#ui/format'
import { ActionButton, can } from '#ui/layout'
import { OUTCOMES, type OutcomeOfRequest } from '../requests/request'
import { isOpen } from '../requests/request.moves'
import { statusWord } from '../requests/request-tag'
import { DECLINE_REASONS, type DeclineReason } from './referral'
import { isOpenReferral, REFERRAL_STATUSES, type ReferralStatus, referralMoves } from './referral.moves'
import { type ReferralRecord, type ReferredIn, referralsOf, referredIn } from './referral.queries'

const newsOf = ({ status, reply_by, decline_reason, outcome }: ReferralRecord): string => {
  const words = REFERRAL_STATUSES[status as ReferralStatus]
  if (reply_by) return `${words}. To answer by ${formatDate(reply_by)}`
  if (decline_reason) return `${words}: ${DECLINE_REASONS[decline_reason as DeclineReason].toLowerCase()}`
  return outcome ? `${words}: ${OUTCOMES[outcome as OutcomeOfRequest].toLowerCase()}` : words
}

const Buttons = ({ ask, referral }: { ask: Ask; referral: ReferralRecord }) => {
  const at = `${ask.base}/referrals/${referral.reference}`
  if (!isOpenReferral(referral.status)) return null
  return (
    <div class="digiknow-btns">
      {can(ask, 'referral.tell-more') && mayMove(referralMoves.tellMore, referral.status) && (
        <a class="govuk-button govuk-button--secondary" href={`${at}/tell-more`}>
          Tell them more
        </a>
      )}
      {can(ask, 'referral.answer') && (
        <a class="govuk-button govuk-button--secondary" href={`${at}/answer`}>
          Write down their answer
        </a>
      )}
      {can(ask, 'referral.stop') && <ActionButton action={`${at}/stop`} label={`Stop ${referral.reference}`} secondary />}
    </div>
  )
}

const Sent = ({ ask, referral, children }: { ask: Ask; referral: ReferralRecord; children?: ComponentChildren }) => (
  <li>
    <b>{referral.partner}</b> <span class="digiknow-nowrap">{referral.reference}</span>, sent {formatDate(referral.sent_on)}
    {children}
    <div class="digiknow-soft-text">{newsOf(referral)}</div>
    {referral.partner_words && <p class="govuk-body digiknow-said">{referral.partner_words}</p>}
    <Buttons ask={ask} referral={referral} />
  </li>
)

const isOpenRequest = (ask: Ask, id: string) =>
  reading(ask.ctx, 'request.read', async (tx) => {
    const query = tx.selectFrom('request').select('status').where('alliance_id', '=', ask.ctx.allianceId)
    return (await query.where('id', '=', id).executeTakeFirst()) ?? null
  })

/** On a request: the partners that were asked, what they said, and the way to ask one. */
export const referralsOfRequest: PanelSpec = {
  on: 'request',
  order: 30,
  action: 'referral.read',
  show: async (ask, { id, reference }) => {
    const read = await reading(ask.ctx, 'referral.read', (tx) => referralsOf(tx, ask.ctx.allianceId, 'request_id', id))
    const request = await isOpenRequest(ask, id)
    if (!read.ok) return null
    const maySend = request.ok && isOpen(request.value.status) && can(ask, 'referral.send')
    if (read.value.length === 0 && !maySend) return null
    return (
      <section class="digiknow-panel" aria-labelledby="referrals">
        <h2 id="referrals">Partners we asked</h2>
        {read.value.length === 0 && <p class="govuk-body">Nobody yet.</p>}
        <ul class="digiknow-plain digiknow-found">
          {read.value.map((referral) => (
            <Sent ask={ask} referral={referral} />
          ))}
        </ul>
        {maySend && (
          <a class="govuk-button" href={`${ask.base}/requests/${reference}/refer`}>
            Refer to a partner
          </a>
        )}
      </section>
    )
  },
}

const CameIn = ({ ask, one }: { ask: Ask; one: ReferredIn }) => (
  <li>
    <b>{one.partner}</b> referred them to us on {formatDate(one.opened_on)}:{' '}
    <a class="govuk-link" href={`${ask.base}/requests/${one.reference}`}>
      {one.reference}
    </a>
    <div class="digiknow-soft-text">
      {statusWord(one.status)}
      {one.outcome && `: ${OUTCOMES[one.outcome as OutcomeOfRequest].toLowerCase()}`}
    </div>
  </li>
)

/** On a person: the partners that were asked about them, whatever it was for, and those that sent them to us. */
export const referralsOfPerson: PanelSpec = {
  on: 'person',
  order: 12,
  action: 'referral.read',
  show: async (ask, { id }) => {
    const { allianceId } = ask.ctx
    const read = await reading(ask.ctx, 'referral.read', async (tx) => ({
      out: await ifHeld(tx, { allianceId, on: 'person', id }, 'referral', () => referralsOf(tx, allianceId, 'person_id', id), []),
      came: await referredIn(tx, allianceId, id),
    }))
    if (!read.ok || (read.value.out.length === 0 && read.value.came.length === 0)) return null
    return (
      <section class="digiknow-panel" aria-labelledby="referrals">
        <header>
          <h2 id="referrals">Referrals</h2>
          <a class="govuk-link" href={`${ask.base}/referrals`}>
            All referrals
          </a>
        </header>
        <ul class="digiknow-plain digiknow-found">
          {read.value.out.map((referral) => (
            <Sent ask={ask} referral={referral}>
              , about{' '}
              <a class="govuk-link" href={`${ask.base}/requests/${referral.request}`}>
                {referral.request}
              </a>
            </Sent>
          ))}
          {read.value.came.map((one) => (
            <CameIn ask={ask} one={one} />
          ))}
        </ul>
      </section>
    )
  },
}
