import { timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { command, type Work } from '#platform/command'
import { email, words } from '#platform/fields'
import { done } from '#platform/outcome'
import { openAccounts } from './open-account'
import { CODE_TRIES, codeHash } from './send-code'
import { type SignedIn, startSignIn } from './sign-in-token'

const sixDigits = z.preprocess(
  (typed) => String(typed ?? '').replace(/[\s-]/g, ''),
  z.string().regex(/^\d{6}$/, { error: 'Enter the 6 numbers from the email' }),
)

export const useCodeForm = z.object({ email: email(), code: sixDigits, next: words(2000) })

interface Tried {
  readonly email: string
  readonly code: string
  readonly demo: boolean
}

/** Nobody's account: looked for when we do not know the address, so that both ways do the same work. */
const NOBODY = '00000000-0000-7000-8000-000000000000'

/** Counts a try against the newest code, if it may still be tried: not used, not too old, not tried too often. */
const countTry = ({ tx, allianceId, at }: Work, accountId: string) =>
  tx
    .updateTable('sign_in_code')
    .set((row) => ({ tries: row('tries', '+', 1) }))
    .where('alliance_id', '=', allianceId)
    .where('id', '=', (row) =>
      row
        .selectFrom('sign_in_code as newest')
        .select('newest.id')
        .where('newest.alliance_id', '=', allianceId)
        .where('newest.account_id', '=', accountId)
        .where('newest.kind', '=', 'code')
        .orderBy('newest.created_at', 'desc')
        .orderBy('newest.id', 'desc')
        .limit(1),
    )
    .where('used_at', 'is', null)
    .where('expires_at', '>', at)
    .where('tries', '<', CODE_TRIES)
    .returning(['id', 'code_hash'])
    .executeTakeFirst()

const spend = async ({ tx, allianceId, at }: Work, id: string): Promise<boolean> => {
  const spent = await tx
    .updateTable('sign_in_code')
    .set({ used_at: at })
    .where('alliance_id', '=', allianceId)
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return spent.numUpdatedRows === 1n
}

/**
 * Signs in with a one-time code; null when it is wrong, used, too old or tried too often. Null is an answer, not a refusal,
 * since a refusal would roll back the try that was counted.
 */
export const useCode = command('sign-in.use', async (work, tried: Tried) => {
  const account = await openAccounts(work, tried.demo).where('account.email', '=', tried.email).executeTakeFirst()
  const code = await countTry(work, account?.id ?? NOBODY)
  const right = timingSafeEqual(code?.code_hash ?? codeHash('', ''), codeHash(code?.id ?? NOBODY, tried.code))
  if (!account || !code) return done<SignedIn | null>(null)
  const about = { type: 'account', id: account.id }
  if (!right || !(await spend(work, code.id))) return done<SignedIn | null>(null, { about, detail: { wrong: true } })
  return done<SignedIn | null>(await startSignIn(work, account.id), { about, detail: { way: 'code' } })
})
