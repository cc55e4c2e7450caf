import { consentNow, giveConsent } from '#modules/people'
import { readReach } from '#modules/reach'
import { command, type Work } from '#platform/command'
import { newId } from '#platform/ids'
import { done, type Outcome, refuse } from '#platform/outcome'
import { workingDaysOn } from '#platform/working-days'
import { moveRequest } from '../requests/move-request'
import { ownerOr } from '../requests/owner'
import { isOpen } from '../requests/request.moves'
import { type MovedReferral, referralHappened } from './move-referral'
import { DAYS_TO_ANSWER, type Shared } from './referral'
import { OPEN_REFERRAL } from './referral.moves'
import { partnerOf, ringWords, sendLink } from './tell-partner'

export interface SendReferral {
  readonly requestId: string
  readonly partner: string
  readonly shared: readonly Shared[]
  readonly words: string
  readonly site: string
  /** Who said for them that they agree: "Bea Example, a relative". Without it they said so themselves. */
  readonly onBehalf?: string
}

export interface SentReferral {
  /** The request's reference. */
  readonly request: string
  readonly replyBy: string
  /** Whether an email went; otherwise somebody rings them. */
  readonly written: boolean
  readonly partner: string
}

/** Locked first, as by whoever says that they have died or take their consent back: what is read of them after it stands. */
const personToPass = ({ tx, allianceId }: Work, requestId: string) =>
  tx
    .selectFrom('request as r')
    .innerJoin('person as p', (join) => join.onRef('p.id', '=', 'r.person_id').onRef('p.alliance_id', '=', 'r.alliance_id'))
    .select(['p.id', 'p.reference'])
    .where('r.alliance_id', '=', allianceId)
    .where('r.id', '=', requestId)
    .forUpdate('p')
    .executeTakeFirst()

const SILENT = refuse(
  'do-not-contact',
  'They have died, they asked us to stop keeping in touch, or what they agreed to has ended. Nobody new is told of them',
  'agreed',
)

/** A plan's words may hold more than a partner may know: whoever sends says what of them it needs. */
const PLAN_UNSAID = refuse(
  'plan-unsaid',
  'Their safe contact plan has words of its own, which the partner does not see. Add what it must know to ring them safely',
  'words',
)

/** An open request of someone whom others may still be told of. Two who refer it at once take turns, and the second sees the first. */
const requestToPass = async ({ tx, allianceId }: Work, { requestId: id, shared, words }: SendReferral, person: string) => {
  const request = await tx
    .selectFrom('request')
    .select(['id', 'reference', 'status'])
    .where('alliance_id', '=', allianceId)
    .where('id', '=', id)
    .where('person_id', '=', person)
    .forUpdate()
    .executeTakeFirst()
  if (!request || !isOpen(request.status)) return refuse('moved-on')
  const reach = await readReach(tx, allianceId, person)
  if (!reach || reach.gone || !reach.holds_consent) return SILENT
  return reach.plan_words && shared.includes('phone') && words === '' ? PLAN_UNSAID : done(request)
}

const ALREADY = refuse('asked-already', 'This partner has been asked about this request already', 'partner')

/** Looked at beforehand: where this is a step of a call, the rule of the database would end the whole call without a word. */
const askedAlready = async ({ tx, allianceId }: Work, request: string, partner: string): Promise<boolean> => {
  const open = await tx
    .selectFrom('referral')
    .select('id')
    .where('alliance_id', '=', allianceId)
    .where('request_id', '=', request)
    .where('partner_id', '=', partner)
    .where('status', 'in', OPEN_REFERRAL)
    .executeTakeFirst()
  return open !== undefined
}

/** They agreed to share with this partner: written down once, and found again when they agreed before. */
const agreed = async (
  work: Work,
  person: { id: string; reference: string },
  { partner, onBehalf = '' }: SendReferral,
): Promise<Outcome<null>> => {
  const { tx, allianceId, today } = work
  const now = await consentNow(tx, allianceId, { personId: person.id, purpose: 'share', partnerId: partner, today })
  if (now === 'given') return done(null)
  const said = {
    purpose: 'share',
    partner,
    givenOn: today,
    how: 'spoken',
    onBehalf: onBehalf.slice(0, 200),
    endsOn: null,
  } as const
  const given = await giveConsent.within(work, { ...said, reference: person.reference })
  return given.ok ? done(null, ...given.happened) : given
}

const waitForThem = async (work: Work, request: { id: string; status: string }, nextAction: string, on: string) => {
  // One that waits already starts its wait anew.
  if (request.status === 'waiting') await moveRequest(work, request.id, 'take')
  return moveRequest(work, request.id, 'wait', {
    ...{ next_action: nextAction.slice(0, 200), next_action_on: on, waits_for: 'partner' },
    owner_id: ownerOr(work.actor.accountId),
  })
}

const writeReferral = async (
  { tx, allianceId, actor, at, today }: Work,
  { requestId, partner, shared, words, site }: SendReferral,
  { person, replyBy }: { person: string; replyBy: string },
): Promise<MovedReferral> =>
  tx
    .insertInto('referral')
    .values({
      ...{ alliance_id: allianceId, id: newId(at), person_id: person, request_id: requestId, partner_id: partner },
      ...{ status: 'sent', shared: [...shared], words, sent_at: at, sent_on: today, sent_by: actor.accountId },
      ...{ site, reply_by: replyBy },
    })
    .returning(['id', 'reference', 'person_id', 'request_id', 'partner_id'])
    .executeTakeFirstOrThrow()

/**
 * Asks a partner to help a person who agreed to it: the partner gets a link, its clock starts, and the request waits. Refuses a
 * request that is closed, somebody nobody may get in touch with, a partner that left, asking the same partner twice about one
 * request, and to say nothing to a partner that is to ring someone whose safe contact plan has words of its own.
 */
export const sendReferral = command(
  'referral.send',
  async (work, input: SendReferral) => {
    const person = await personToPass(work, input.requestId)
    if (!person) return refuse('not-found')
    const passed = await requestToPass(work, input, person.id)
    if (!passed.ok) return passed
    const request = passed.value
    const partner = await partnerOf(work, input.partner)
    if (!partner || partner.left_on) return refuse('no-partner', 'Choose a partner of the alliance', 'partner')
    if (await askedAlready(work, request.id, partner.id)) return ALREADY
    const consent = await agreed(work, person, input)
    if (!consent.ok) return consent
    const replyBy = workingDaysOn(work.today, DAYS_TO_ANSWER)
    const referral = await writeReferral(work, input, { person: person.id, replyBy })
    const written = await sendLink(work, { ...referral, site: input.site }, replyBy)
    const next = written ? [`Hear from ${partner.name}`, replyBy] : [ringWords(partner, 'they have no email'), work.today]
    const moved = await waitForThem(work, request, next[0] ?? '', next[1] ?? replyBy)
    if (!moved.ok) return moved
    const value: SentReferral = { request: request.reference, replyBy, written, partner: partner.name }
    return done(value, ...consent.happened, referralHappened(referral, { to: partner.name, shared: input.shared, written }))
  },
  { referral_open: ALREADY },
)
