import { randomInt } from 'node:crypto'
import { z } from 'zod'
import { sendEmail } from '#modules/notifications'
import { command, type Work } from '#platform/command'
import { newId } from '#platform/ids'
import type { Job } from '#platform/module'
import { done } from '#platform/outcome'
import { openAccounts } from './open-account'
import { hashOf } from './sign-in-token'

export const CODE_MINUTES = 10
export const CODE_TRIES = 5
const CODES_AN_HOUR = 5
const HOUR_MS = 3_600_000

/** A code is hashed with its own id, so that equal codes do not look equal. */
export const codeHash = (id: string, code: string): Buffer => hashOf(`${id}:${code}`)

const askedFor = z.object({ email: z.string(), demo: z.boolean() })

const sentLately = async ({ tx, allianceId, at }: Work, accountId: string): Promise<number> => {
  const { sent } = await tx
    .selectFrom('sign_in_code')
    .select((row) => row.fn.countAll<number>().as('sent'))
    .where('alliance_id', '=', allianceId)
    .where('account_id', '=', accountId)
    .where('kind', '=', 'code')
    .where('created_at', '>', new Date(at.getTime() - HOUR_MS))
    .executeTakeFirstOrThrow()
  return sent
}

const allianceName = async ({ tx, allianceId }: Work): Promise<string> => {
  const { name } = await tx.selectFrom('alliance').select('name').where('id', '=', allianceId).executeTakeFirstOrThrow()
  return name
}

const bodyOf = (name: string, code: string): string =>
  [
    `Your code to sign in to ${name} is ${code}`,
    `It works once, in the next ${CODE_MINUTES} minutes. If you ask for another, only the newest works.`,
    'We never ask for a code by phone. If you did not ask for this one, you can ignore this email: nobody can sign in without it.',
  ].join('\n\n')

/** Sends a one-time code to an account, at most five an hour; to an address we do not know, nothing. */
export const sendCode = command('sign-in.ask', async (work, { email, demo }: z.output<typeof askedFor>) => {
  const { tx, allianceId, at } = work
  const account = await openAccounts(work, demo).where('account.email', '=', email).forUpdate().executeTakeFirst()
  if (!account || (await sentLately(work, account.id)) >= CODES_AN_HOUR) return done(null)
  const [id, code] = [newId(at), String(randomInt(1_000_000)).padStart(6, '0')]
  const expires = new Date(at.getTime() + CODE_MINUTES * 60_000)
  await tx
    .insertInto('sign_in_code')
    .values({
      alliance_id: allianceId,
      id,
      account_id: account.id,
      kind: 'code',
      code_hash: codeHash(id, code),
      created_at: at,
      expires_at: expires,
    })
    .execute()
  const name = await allianceName(work)
  const about = { type: 'account', id: account.id }
  await sendEmail(work, { to: account.email, subject: `Your code for ${name}`, body: bodyOf(name, code), about, before: expires })
  return done(null, { about })
})

/** The queued half of asking for a code. */
export const sendSignInCode: Job = async (ctx, payload) => {
  const outcome = await sendCode(ctx, askedFor.parse(payload))
  if (!outcome.ok) throw new Error(`a code was not sent: ${outcome.code}`)
}
