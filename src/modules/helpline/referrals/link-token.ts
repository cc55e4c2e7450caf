import { createHash, randomBytes } from 'node:crypto'

/** A secret nobody guesses. Only its hash is kept: a copied database opens nothing. */
export const newLinkToken = (): string => randomBytes(32).toString('base64url')

export const linkHash = (token: string): Buffer => createHash('sha256').update(token).digest()
