import { createHash, randomBytes } from 'node:crypto'
import type { Actor, Role } from '#platform/access'
import type { Work } from '#platform/command'
import type { Database } from '#platform/db'
import type { Alliance } from '#platform/http/ask'
import { newId } from '#platform/ids'

/** How long a sign-in lasts: a working day, then sign in again. */
export const SIGN_IN_HOURS = 12

/** What the browser keeps. Never given to `keepAnswer`: a command that answers with one is called without a submission. */
export interface SignedIn {
  readonly token: string
  readonly expires: string
}

/** Tokens and codes are kept only as hashes: a copied database signs nobody in. */
export const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest()

/** A secret nobody guesses, for cookies and links. */
export const newToken = (): string => randomBytes(32).toString('base64url')

interface ActorRow {
  readonly account_id: string
  readonly name: string
  readonly person_id: string | null
  readonly partner_id: string | null
  readonly roles: Role[]
}

/** Whom a sign-in token belongs to, in one round trip; null when it ended, ran out, or belongs to another alliance. */
export const actorOf = async (db: Database, alliance: Alliance, token: string, at: Date): Promise<Actor | null> => {
  const { rows } = await db.pool.query<ActorRow>({
    name: 'actor_by_token',
    text: 'select * from actor_by_token($1, $2, $3)',
    values: [alliance.id, hashOf(token), at],
  })
  const row = rows[0]
  if (!row) return null
  return {
    kind: 'account',
    name: row.name,
    roles: row.roles,
    accountId: row.account_id,
    personId: row.person_id,
    partnerId: row.partner_id,
  }
}

/** Starts a sign-in for an account; gives the token for the cookie and when it runs out. */
export const startSignIn = async ({ tx, allianceId, at }: Work, accountId: string): Promise<SignedIn> => {
  const token = newToken()
  const expires = new Date(at.getTime() + SIGN_IN_HOURS * 3_600_000)
  await tx
    .insertInto('sign_in')
    .values({
      alliance_id: allianceId,
      id: newId(at),
      account_id: accountId,
      token_hash: hashOf(token),
      created_at: at,
      last_seen_at: at,
      expires_at: expires,
    })
    .execute()
  await tx
    .updateTable('account')
    .set({ signed_in_at: at })
    .where('alliance_id', '=', allianceId)
    .where('id', '=', accountId)
    .execute()
  return { token, expires: expires.toISOString() }
}
