import { describe, expect, it } from 'vitest'
import { whatItMeans } from './what-it-means'

describe('what a text means', () => {
  const asked = {
    notice: 'n',
    message: 'm',
    person: 'p',
    asks: 'a',
    replies: ['YES'],
    aboutType: 't',
    aboutId: 'i',
    answeredAt: null,
  }
  it('is nothing guessed when what was asked was asked of somebody else', () =>
    expect(whatItMeans('yes', [{ id: 'other' }], [asked])).toMatchObject({ kind: 'unclear' }))
  it('is again what it was', () =>
    expect(whatItMeans('yes', [{ id: 'p' }], [{ ...asked, answeredAt: new Date() }])).toMatchObject({ kind: 'again' }))
})
