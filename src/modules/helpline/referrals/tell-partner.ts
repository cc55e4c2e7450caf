import { sendEmail } from '#modules/notifications'
import type { Work } from '#platform/command'
import { newId } from '#platform/ids'
import { formatDate, formatPhone } from '#ui/format'
import { linkHash, newLinkToken } from './link-token'

/** How long a link opens a referral: long enough to help someone and say how it went. */
const LINK_DAYS = 180
const DAY_MS = 86_400_000

export interface ToTell {
  readonly id: string
  readonly reference: string
  readonly partner_id: string
  /** What the message is about; a referral unless said. */
  readonly about?: 'referral' | 'request'
}

interface ToLink extends ToTell {
  /** Where we are reached: "https://help.example.org/stockport". */
  readonly site: string
}

export const partnerOf = ({ tx, allianceId }: Work, id: string) =>
  tx
    .selectFrom('partner')
    .select(['id', 'name', 'email', 'phone', 'contact_name', 'left_on'])
    .where('alliance_id', '=', allianceId)
    .where('id', '=', id)
    .executeTakeFirst()

type Partner = Awaited<ReturnType<typeof partnerOf>>

/** The next step where a partner has no email: somebody rings it. "Ring Example Centre on 0161 496 0100: they have no email". */
export const ringWords = (partner: Partner, what: string): string =>
  `Ring ${partner?.name ?? 'the partner'}${partner?.phone ? ` on ${formatPhone(partner.phone)}` : ''}: ${what}`.slice(0, 200)

const allianceName = async ({ tx, allianceId }: Work): Promise<string> =>
  (await tx.selectFrom('alliance').select('name').where('id', '=', allianceId).executeTakeFirstOrThrow()).name

const makeLink = async ({ tx, allianceId, at }: Work, referralId: string): Promise<string> => {
  const token = newLinkToken()
  await tx
    .insertInto('referral_link')
    .values({
      ...{ alliance_id: allianceId, id: newId(at), referral_id: referralId, token_hash: linkHash(token), made_at: at },
      ends_at: new Date(at.getTime() + LINK_DAYS * DAY_MS),
    })
    .execute()
  return token
}

/** Writes to the partner, in the caller's transaction; false when it has no email address, so that somebody must ring. */
export const writeToPartner = async (
  work: Work,
  referral: ToTell,
  write: (alliance: string) => { readonly subject: string; readonly lines: readonly string[] },
): Promise<boolean> => {
  const partner = await partnerOf(work, referral.partner_id)
  if (!partner?.email) return false
  const { subject, lines } = write(await allianceName(work))
  const body = [`Dear ${partner.contact_name || partner.name}`, ...lines].join('\n\n')
  await sendEmail(work, { to: partner.email, subject, body, about: { type: referral.about ?? 'referral', id: referral.id } })
  return true
}

/** Sends the partner its link, with the day to answer by. The email says nothing of the person: that is behind the link. */
export const sendLink = async (work: Work, referral: ToLink, replyBy: string, again = false): Promise<boolean> => {
  const partner = await partnerOf(work, referral.partner_id)
  if (!partner?.email) return false
  const address = `${referral.site}/sent-to-you/${await makeLink(work, referral.id)}`
  return writeToPartner(work, referral, (alliance) => ({
    subject: again
      ? `Please answer: ${referral.reference} from ${alliance}`
      : `${alliance} asks you to help someone (${referral.reference})`,
    lines: [
      again
        ? `We have not had your answer about someone we sent to you (${referral.reference}).`
        : `Someone agreed that we ask you to help them (${referral.reference}).`,
      `See who it is and answer here, by ${formatDate(replyBy)}. You need no account:`,
      address,
      'Keep this address to yourself: whoever has it can read what is behind it.',
    ],
  }))
}

/** Nobody gets in by the links of a referral any more. */
export const revokeLinks = async ({ tx, allianceId, at }: Work, referralId: string): Promise<void> => {
  await tx
    .updateTable('referral_link')
    .set({ revoked_at: at })
    .where('alliance_id', '=', allianceId)
    .where('referral_id', '=', referralId)
    .where('revoked_at', 'is', null)
    .execute()
}
