import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { openSeal, SealBroken, seal, unseal } from './sealed'

const folders: string[] = []
const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'digiknow-seal-'))
  folders.push(made)
  return made
}
afterEach(() => {
  for (const made of folders.splice(0)) rmSync(made, { recursive: true })
})

const LONG = 'a secret of the operator, thirty-two characters or more'

describe('what is sealed', () => {
  it('opens to the same words, and is different each time', () => {
    openSeal({ secretKey: LONG, dataDir: folder() })
    const words = 'team-key-ünïcode-🔑'
    const [one, other] = [seal(words), seal(words)]
    expect([unseal(one), unseal(other), one === other]).toEqual([words, words, false])
    expect(one).not.toContain('team')
    expect(unseal(seal(''))).toBe('')
  })

  it('does not open once a single character of it is changed, cut or made up', () => {
    openSeal({ secretKey: LONG, dataDir: folder() })
    const sealed = seal('the key')
    for (let at = 0; at < sealed.length; at++) {
      const other = sealed[at] === 'A' ? 'B' : 'A'
      const changed = sealed.slice(0, at) + other + sealed.slice(at + 1)
      // The last character holds two bits that stand for nothing.
      if (at < sealed.length - 1) expect(() => unseal(changed), changed).toThrow(SealBroken)
    }
    for (const made of ['', 's1', 's1.', 's1.AAAA', sealed.slice(0, -4)]) expect(() => unseal(made)).toThrow(SealBroken)
  })

  it('does not open with another key', () => {
    openSeal({ secretKey: LONG, dataDir: folder() })
    const sealed = seal('the key')
    openSeal({ secretKey: `${LONG}!`, dataDir: folder() })
    expect(() => unseal(sealed)).toThrow(SealBroken)
  })
})

describe('the key of an installation without SECRET_KEY', () => {
  it('is made once in its data folder, for its owner alone, and found again after a restart', () => {
    const dataDir = join(folder(), 'new', 'data')
    openSeal({ secretKey: undefined, dataDir })
    const sealed = seal('the key')
    const kept = readFileSync(join(dataDir, 'secret.key'), 'utf8')
    expect(readdirSync(dataDir)).toEqual(['secret.key'])
    expect(statSync(join(dataDir, 'secret.key')).mode & 0o777).toBe(0o600)
    openSeal({ secretKey: LONG, dataDir })
    expect(() => unseal(sealed)).toThrow(SealBroken)
    openSeal({ secretKey: undefined, dataDir })
    expect(unseal(sealed)).toBe('the key')
    expect(readFileSync(join(dataDir, 'secret.key'), 'utf8')).toBe(kept)
  })
})
