import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { command } from '#platform/command'
import type { Tx } from '#platform/db'
import { phoneNumber, words } from '#platform/fields'
import { done } from '#platform/outcome'
import { SealBroken, seal, unseal } from '#platform/sealed'

const maybePhone = words(40).transform((text, issue) => {
  const number = text === '' ? null : phoneNumber(text)
  if (text !== '' && !number) issue.addIssue({ code: 'custom', message: 'Enter a phone number in full, such as 0161 496 0123' })
  return number
})

export const phoneLineForm = z.object({
  ringNumber: maybePhone,
  twilioToken: words(100).refine((token) => token === '' || /^[0-9a-f]{32}$/i.test(token), {
    error: 'Copy the whole auth token from Twilio: 32 letters and numbers',
  }),
})
export type PhoneLineInput = z.output<typeof phoneLineForm>

const newSecret = (): string => randomBytes(32).toString('base64url')

/** Sets how the telephone announces calls. An empty token leaves the one there is. The first time makes our own secret too. */
export const setPhoneLine = command('phone.set', async ({ tx, allianceId, at }, input: PhoneLineInput) => {
  const twilio = input.twilioToken ? { twilio_token: seal(input.twilioToken) } : {}
  const row = { ring_number: input.ringNumber, changed_at: at, ...twilio }
  await tx
    .insertInto('phone_line')
    .values({ alliance_id: allianceId, secret: seal(newSecret()), ...row })
    .onConflict((conflict) => conflict.column('alliance_id').doUpdateSet(row))
    .execute()
  return done(null, { about: { type: 'alliance', id: allianceId } })
})

/** Makes a new secret for the telephone: what is signed with the old one is turned away from now on. */
export const renewPhoneSecret = command('phone.renew-secret', async ({ tx, allianceId, at }, _input: Record<never, never>) => {
  const row = { secret: seal(newSecret()), changed_at: at }
  await tx
    .insertInto('phone_line')
    .values({ alliance_id: allianceId, ...row })
    .onConflict((conflict) => conflict.column('alliance_id').doUpdateSet(row))
    .execute()
  return done(null, { about: { type: 'alliance', id: allianceId } })
})

const opened = (sealed: string | null | undefined): string | null => {
  try {
    return sealed ? unseal(sealed) : null
  } catch (error) {
    if (error instanceof SealBroken) return null
    throw error
  }
}

/** The telephone of an alliance with its secrets opened; all null before it is set up. */
export const readPhoneLine = async (tx: Tx, allianceId: string) => {
  const line = await tx.selectFrom('phone_line').selectAll().where('alliance_id', '=', allianceId).executeTakeFirst()
  return { secret: opened(line?.secret), twilioToken: opened(line?.twilio_token), ringNumber: line?.ring_number ?? null }
}

export type PhoneLine = Awaited<ReturnType<typeof readPhoneLine>>
