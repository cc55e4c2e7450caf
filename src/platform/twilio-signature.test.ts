import { describe, expect, it } from 'vitest'
import { sameSecret, signedByTwilio, twilioSignature } from './twilio-signature'

const URL = 'https://mycompany.com/myapp.php?foo=1&bar=2'
const PHONE = '+14158675309'
const PARAMS = { CallSid: 'CA1234567890ABCDE', Caller: PHONE, Digits: '1234', From: PHONE, To: '+18005551212' }
const SIGNATURE = 'RSOYDt4T1cUTdK1PDd93/VVr8B8='

describe('the signature of Twilio', () => {
  it('is the one of its published example, and of its example with a field sent more than once', () => {
    expect(twilioSignature('12345', URL, PARAMS)).toBe(SIGNATURE)
    const several = { Sid: 'CA123', SidAccount: 'AC123', Digits: ['5678', '1234', '1234'] }
    expect(twilioSignature('12345', URL, several)).toBe('IK+Dwps556ElfBT0I3Rgjkr1wJU=')
  })

  it('holds for nothing changed: not a field, not the address, not the token, and never without a token', () => {
    expect(signedByTwilio('12345', URL, PARAMS, SIGNATURE)).toBe(true)
    expect(signedByTwilio('12345', URL, { ...PARAMS, Digits: '1235' }, SIGNATURE)).toBe(false)
    expect(signedByTwilio('12345', `${URL}0`, PARAMS, SIGNATURE)).toBe(false)
    expect(signedByTwilio('1234', URL, PARAMS, SIGNATURE)).toBe(false)
    expect(signedByTwilio('12345', URL, PARAMS, '')).toBe(false)
    expect(signedByTwilio('', URL, PARAMS, twilioSignature('', URL, PARAMS))).toBe(false)
  })
})

it('two secrets are the same or not, whatever their lengths', () => {
  expect([sameSecret('a', 'a'), sameSecret('a', 'ab'), sameSecret('', 'a'), sameSecret('é', 'e')]).toEqual([
    true,
    false,
    false,
    false,
  ])
})
