import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from './config'

/** What was sealed cannot be read: another key sealed it, or it was changed. */
export class SealBroken extends Error {}

const [FORM, IV_BYTES, TAG_BYTES] = ['s1', 12, 16] as const

const keyOf = (secret: string): Buffer => Buffer.from(hkdfSync('sha256', secret, '', 'digiknow sealed 1', 32))

// Until the program has opened its house nothing sealed is kept, so a key of this process alone will do.
let key = keyOf(randomBytes(32).toString('base64url'))

/** The installation's own secret, made once: whole under its name or not there, however many processes start at once. */
const ownSecret = (dataDir: string): string => {
  const [path, whole] = [join(dataDir, 'secret.key'), join(dataDir, `secret.${process.pid}.${randomBytes(4).toString('hex')}`)]
  mkdirSync(dataDir, { recursive: true })
  writeFileSync(whole, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' })
  try {
    linkSync(whole, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(whole)
  }
  return readFileSync(path, 'utf8').trim()
}

/** Sets the key, once, at start: SECRET_KEY of the environment, or else `secret.key` in the data folder. */
export const openSeal = ({ secretKey, dataDir }: Pick<Config, 'secretKey' | 'dataDir'>): void => {
  key = keyOf(secretKey ?? ownSecret(dataDir))
}

/** Seals a secret of others (a provider's key) to be kept in the database: AES-256-GCM, different each time. */
export const seal = (text: string): string => {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  const words = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return `${FORM}.${Buffer.concat([iv, cipher.getAuthTag(), words]).toString('base64url')}`
}

/** Opens what `seal` gave. Throws SealBroken when it was sealed with another key or changed since. */
export const unseal = (sealed: string): string => {
  const [form, kept = ''] = sealed.split('.')
  const bytes = Buffer.from(kept, 'base64url')
  if (form !== FORM || bytes.length < IV_BYTES + TAG_BYTES) throw new SealBroken('not sealed by us')
  try {
    const cipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
    cipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
    return cipher.update(bytes.subarray(IV_BYTES + TAG_BYTES), undefined, 'utf8') + cipher.final('utf8')
  } catch {
    throw new SealBroken('sealed with another key, or changed')
  }
}
