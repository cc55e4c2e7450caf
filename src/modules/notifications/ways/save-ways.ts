import { randomBytes } from 'node:crypto'
import { command, type Work } from '#platform/command'
import { done, type Refusal, refuse } from '#platform/outcome'
import { seal } from '#platform/sealed'
import { readNotifyKey } from '../providers/notify'
import type { WaySettings } from '../providers/ways.queries'
import type { WaysInput } from './ways-form'

const usesNotify = ({ textBy, emailBy, letterBy }: WaysInput): boolean => [textBy, emailBy, letterBy].includes('notify')

const notifyKey = (input: WaysInput, held: WaySettings | undefined): Refusal | Partial<WaySettings> => {
  if (!input.notifyKey) {
    if (usesNotify(input) && !held?.notify_key_sealed)
      return refuse('needs-key', 'Enter the API key from GOV.UK Notify', 'notifyKey')
    return {}
  }
  const read = readNotifyKey(input.notifyKey)
  if (!read) return refuse('no-key', 'Copy the whole API key from GOV.UK Notify: its name, then two long codes', 'notifyKey')
  return { notify_key_sealed: seal(input.notifyKey.trim()), notify_service: read.service }
}

const twilioToken = (input: WaysInput, held: WaySettings | undefined): Refusal | Partial<WaySettings> => {
  if (input.twilioToken) return { twilio_token_sealed: seal(input.twilioToken) }
  if (input.textBy === 'twilio' && !held?.twilio_token_sealed)
    return refuse('needs-token', 'Enter the auth token from Twilio', 'twilioToken')
  return {}
}

const isRefusal = (value: Refusal | Partial<WaySettings>): value is Refusal => 'ok' in value

const rowOf = (input: WaysInput) => ({
  text_by: input.textBy,
  email_by: input.emailBy,
  letter_by: input.letterBy,
  notify_text_template: input.notifyTextTemplate,
  notify_email_template: input.notifyEmailTemplate,
  notify_text_sender: input.notifyTextSender,
  notify_reply_to: input.notifyReplyTo,
  notify_postage: input.notifyPostage,
  notify_per_minute: input.notifyPerMinute,
  twilio_account: input.twilioAccount,
  twilio_sender: input.twilioSender,
  twilio_per_minute: input.twilioPerMinute,
  quiet_from: input.quietFrom,
  quiet_until: input.quietUntil,
  quiet_rest_days: input.quietRestDays,
  daily_cap: input.dailyCap,
})

const newToken = (): string => randomBytes(32).toString('base64url')

/** The alliance's own row, made on first use with a token for Notify's callbacks, and held until this is done. */
const heldRow = async ({ tx, allianceId, at }: Work): Promise<WaySettings | undefined> => {
  await tx
    .insertInto('message_ways')
    .values({ alliance_id: allianceId, notify_token_sealed: seal(newToken()), changed_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return tx.selectFrom('message_ways').selectAll().where('alliance_id', '=', allianceId).forUpdate().executeTakeFirst()
}

/** Sets how an alliance sends. Keys are sealed, never shown again and never journaled; an empty one keeps the one we have. */
export const saveWays = command('message.settings', async (work, input: WaysInput) => {
  const { tx, allianceId, at, queue } = work
  const held = await heldRow(work)
  const [notify, twilio] = [notifyKey(input, held), twilioToken(input, held)]
  if (isRefusal(notify)) return notify
  if (isRefusal(twilio)) return twilio
  await tx
    .updateTable('message_ways')
    .set({ ...rowOf(input), ...notify, ...twilio, changed_at: at })
    .where('alliance_id', '=', allianceId)
    .execute()
  // What waited for a way that is on now, or off, is thought over again.
  await queue('post-round', {})
  const { textBy: text, emailBy: email, letterBy: letter } = input
  const keys = [notify.notify_key_sealed && 'GOV.UK Notify', twilio.twilio_token_sealed && 'Twilio'].filter(Boolean)
  return done(null, { about: { type: 'alliance', id: allianceId }, detail: { text, email, letter, newKeys: keys } })
})

/** Makes a new token for Notify's callbacks; those that show the old one are turned away from now on. */
export const renewToken = command('message.settings', async ({ tx, allianceId, at }, _none: object) => {
  const changed = await tx
    .updateTable('message_ways')
    .set({ notify_token_sealed: seal(newToken()), changed_at: at })
    .where('alliance_id', '=', allianceId)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) return refuse('not-found')
  return done(null, { about: { type: 'alliance', id: allianceId }, detail: { newToken: true } })
})
