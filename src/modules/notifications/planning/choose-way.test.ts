import { describe, expect, it } from 'vitest'
import { USUAL_QUIET } from '../providers/provider'
import { type Asked, type Choice, chooseWay, type Reach } from './choose-way'
import { isRestDay, nextOpen } from './open-hours'

const MOBILE = '+447700900123'
const LANDLINE = '+441614960123'
const EMAIL = 'rita@example.org'
const POSTAL = ['1 High Street', 'Stockport', 'SK1 1AA']
const NOON = new Date('2025-11-05T12:00:00Z')

const anyone: Reach = {
  ...{ sayName: 'Rita', language: 'en', ways: ['text', 'call', 'email', 'letter'], postal: POSTAL },
  phones: [
    { number: MOBILE, texts: true, works: true },
    { number: LANDLINE, texts: false, works: true },
  ],
  emails: [{ address: EMAIL, works: true }],
  ...{ doNotCall: false, neverText: false, neverWrite: false, gone: false, restricted: false, holdsConsent: true },
  ...{ largePrint: false, safePlan: false, safeNumber: null, safeWindows: [], ourName: '' },
}
const ask = (reach: Partial<Reach>, more: Partial<Asked> = {}): Choice =>
  chooseWay({
    reach: { ...anyone, ...reach },
    on: { text: true, email: true, letter: true },
    quiet: USUAL_QUIET,
    failed: [],
    now: NOON,
    notAfter: null,
    ...more,
  })

const text = { kind: 'message', way: 'text', address: MOBILE, until: new Date('2025-11-05T20:00:00Z') }
const email = { ...text, way: 'email', address: EMAIL }
const letter = { kind: 'message', way: 'letter', address: POSTAL.join('\n'), until: null }
const call = { kind: 'call', from: null, until: null }
const nothing = (because: string) => ({ kind: 'nothing', because })
const off = { text: false, email: false, letter: false }
const failedText = [{ way: 'text', address: MOBILE }]
const noAnswer = [{ way: 'call', address: '' }]
const noPhone = { phones: [] }
const tuesday = [{ day: 'tuesday', from: '10:00', until: '12:00' }]
const inTuesday = { from: new Date('2025-11-11T10:00:00Z'), until: new Date('2025-11-11T12:00:00Z') }

describe('which way reaches a person', () => {
  it.each<[string, Partial<Reach>, Partial<Asked>, object]>([
    ['their own order: a text', {}, {}, text],
    ['their own order: an email', { ways: ['email', 'text'] }, {}, email],
    ['their own order: a letter', { ways: ['letter', 'text'] }, {}, letter],
    ['their own order: a call', { ways: ['call', 'text'] }, {}, call],
    ['a call that nobody answered: the next way they like', { ways: ['call', 'letter'] }, { failed: noAnswer }, letter],
    ['a call that nobody answered, and nothing else', { ways: ['call'], postal: [] }, { failed: noAnswer }, nothing('no-way')],
    ['what has a paper with it: by what carries one, in their order', {}, { onPaper: true }, email],
    ['what has a paper with it: a letter before a text or a call', { emails: [] }, { onPaper: true }, letter],
    ['what has a paper with it: a text where nothing carries one', { emails: [], postal: [] }, { onPaper: true }, text],
    ['what has a paper with it: no way but those of a safe plan', { ways: ['call'], safePlan: true }, { onPaper: true }, call],
    ['through someone, who is rung', { ways: ['through_someone'], ...noPhone }, {}, call],
    ['a text needs a mobile', { phones: anyone.phones.slice(1) }, {}, call],
    [
      'no text after they asked us to stop',
      { phones: [{ number: MOBILE, texts: false, works: true }], ways: ['text', 'email'] },
      {},
      email,
    ],
    [
      'a text needs a number that works',
      { phones: [{ number: MOBILE, texts: true, works: false }], ways: ['text', 'email'] },
      {},
      email,
    ],
    [
      'the second mobile when the first failed for this',
      { phones: [...anyone.phones, { number: '+447700900456', texts: true, works: true }] },
      { failed: failedText },
      { ...text, address: '+447700900456' },
    ],
    ['the next way when this failed', { ways: ['text', 'email'] }, { failed: failedText }, email],
    ['an email needs an address that works', { emails: [{ address: EMAIL, works: false }], ways: ['email', 'text'] }, {}, text],
    ['not a way the alliance has off', {}, { on: { ...off, letter: true } }, call],
    ['a letter where nothing else is left', { ...noPhone, emails: [], ways: ['text', 'call', 'email'] }, {}, letter],
    ['a call where nothing else is left', { ways: ['text'], postal: [] }, { failed: failedText }, call],
    ['paper before a voice where both are left', { ways: ['text'] }, { failed: failedText }, letter],
    ['nobody who does not want calls is called', { doNotCall: true, ways: ['call', 'email'] }, {}, email],
    [
      'a letter is tried once',
      { ways: ['letter'], ...noPhone },
      { failed: [{ way: 'letter', address: 'any' }] },
      nothing('no-way'),
    ],
    ['no way at all', { ...noPhone, emails: [], postal: [] }, {}, nothing('no-way')],
    ['nobody who has died', { gone: true }, {}, nothing('gone')],
    ['nobody who took their consent back', { holdsConsent: false }, {}, nothing('no-consent')],
    ['nobody kept apart', { restricted: true }, {}, nothing('kept-apart')],
    ['someone kept apart, as their plan allows', { restricted: true, safePlan: true }, {}, text],
    ['not when it is too late', {}, { notAfter: NOON }, nothing('too-late')],
    [
      'not after its own end',
      {},
      { notAfter: new Date('2025-11-05T13:00:00Z') },
      { ...text, until: new Date('2025-11-05T13:00:00Z') },
    ],
  ])('%s', (_says, reach, more, expected) => expect(ask(reach, more)).toEqual(expected))
})

describe('a safe contact plan', () => {
  it.each<[string, Partial<Reach>, Partial<Asked>, object]>([
    [
      'never write, a safe number Tuesdays 10 to 12: a call in that window',
      {
        ...{ ways: ['call'], safeNumber: LANDLINE, neverText: true, neverWrite: true, emails: [], postal: [] },
        safeWindows: tuesday,
      },
      {},
      { kind: 'call', ...inTuesday },
    ],
    [
      'only what it lists: no letter behind their back',
      { ways: ['text'], postal: POSTAL },
      { failed: failedText },
      nothing('no-way'),
    ],
    ['only the safe number gets a text', { ways: ['text'], safeNumber: '+447700900999' }, {}, nothing('no-way')],
    ['never text', { ways: ['text', 'email'], neverText: true }, {}, email],
    ['never write, but one safe address', { ways: ['email'], neverWrite: true }, {}, email],
    ['never write: no letter', { ways: ['letter', 'email'], neverWrite: true }, {}, email],
    ['a text waits for its window', { safeWindows: tuesday }, {}, { kind: 'wait', until: inTuesday.from }],
    [
      'a text in its window ends with it',
      { safeWindows: tuesday },
      { now: new Date('2025-11-11T11:00:00Z') },
      { ...text, until: inTuesday.until },
    ],
    [
      'a window on a Sunday evening is theirs to choose',
      { safeWindows: [{ day: 'sunday', from: '20:30', until: '21:00' }] },
      { now: new Date('2025-11-09T20:45:00Z') },
      { ...text, until: new Date('2025-11-09T21:00:00Z') },
    ],
    [
      'a window that opens too late is no way',
      { safeWindows: tuesday, ways: ['text', 'call'] },
      { notAfter: new Date('2025-11-06T12:00:00Z') },
      nothing('too-late'),
    ],
  ])('%s', (_says, reach, more, expected) => expect(ask({ safePlan: true, ...reach }, more)).toEqual(expected))
})

describe('quiet hours, by the wall clock of London', () => {
  const opens = (now: string, quiet = USUAL_QUIET) => nextOpen(new Date(now), quiet)?.from.toISOString()
  it.each([
    ['in the day: at once', '2025-11-05T12:00:00Z', '2025-11-05T08:00:00.000Z'],
    ['at 20:00 it is quiet', '2025-11-05T20:00:00Z', '2025-11-06T08:00:00.000Z'],
    ['at 19:59 it is not', '2025-11-05T19:59:59Z', '2025-11-05T08:00:00.000Z'],
    ['after midnight', '2025-11-06T01:00:00Z', '2025-11-06T08:00:00.000Z'],
    ['summer: 20:00 is 19:00 UTC', '2026-07-01T19:00:00Z', '2026-07-02T07:00:00.000Z'],
    ['Saturday night waits for Monday', '2025-11-08T21:00:00Z', '2025-11-10T08:00:00.000Z'],
    ['Christmas Eve at night waits for the 29th', '2026-12-24T20:30:00Z', '2026-12-29T08:00:00.000Z'],
    ['30 October 02:30, the night the clocks go back (2022, a Sunday)', '2022-10-30T02:30:00Z', '2022-10-31T08:00:00.000Z'],
    ['30 October 02:30 on a working day (2026)', '2026-10-30T02:30:00Z', '2026-10-30T08:00:00.000Z'],
    ['29 March, the night the clocks go on, waits for Monday', '2026-03-29T00:30:00Z', '2026-03-30T07:00:00.000Z'],
  ])('%s', (_says, now, expected) => expect(opens(now)).toBe(expected))

  const noRest = { ...USUAL_QUIET, restDays: false }
  it.each([
    ['01:30 happens twice when clocks go back: quiet the first time', '2022-10-30T00:30:00Z', '2022-10-30T08:00:00.000Z'],
    ['and the second', '2022-10-30T01:30:00Z', '2022-10-30T08:00:00.000Z'],
    ['02:30 does not happen when they go on, 08:00 comes an hour sooner', '2026-03-29T01:30:00Z', '2026-03-29T07:00:00.000Z'],
  ])('on the Sunday itself: %s', (_says, now, expected) => expect(opens(now, noRest)).toBe(expected))

  it('an hour that the spring change skips ends quiet hours an hour on', () =>
    expect(opens('2026-03-29T00:10:00Z', { from: '22:00', until: '01:30', restDays: false })).toBe('2026-03-29T01:30:00.000Z'))
  it('quiet at noon leaves the morning and the afternoon', () => {
    const noon = { from: '12:00', until: '14:00', restDays: false }
    expect(opens('2025-11-05T09:00:00Z', noon)).toBe('2025-11-05T00:00:00.000Z')
    expect(opens('2025-11-05T12:30:00Z', noon)).toBe('2025-11-05T14:00:00.000Z')
  })
  it('the same two times mean never quiet', () =>
    expect(opens('2025-11-05T03:00:00Z', { from: '00:00', until: '00:00', restDays: false })).toBe('2025-11-05T00:00:00.000Z'))
  it('a window on a day that never comes is never open', () =>
    expect(nextOpen(NOON, USUAL_QUIET, [{ day: 'someday', from: '10:00', until: '11:00' }])).toBeNull())
  it.each([
    ['2026-04-03', true],
    ['2026-12-28', true],
    ['2026-04-05', true],
    ['2026-04-06', true],
    ['2026-06-19', false],
    ['2026-01-02', false],
  ])('%s is a rest day: %s', (day, rest) => expect(isRestDay(day)).toBe(rest))
})

describe('quiet hours and the way', () => {
  const night = { now: new Date('2025-11-05T22:00:00Z') }
  it('a text waits for the morning', () =>
    expect(ask({}, night)).toEqual({ kind: 'wait', until: new Date('2025-11-06T08:00:00Z') }))
  it('a letter does not', () => expect(ask({ ways: ['letter'] }, night)).toEqual(letter))
  it('a call is asked for from the morning', () =>
    expect(ask({ ways: ['call'] }, night)).toEqual({ kind: 'call', from: new Date('2025-11-06T08:00:00Z'), until: null }))
  it('what is no use by then goes by paper, or not', () => {
    const notAfter = new Date('2025-11-06T07:00:00Z')
    expect(ask({}, { ...night, notAfter })).toEqual({ ...letter, until: notAfter })
    expect(ask({ postal: [] }, { ...night, notAfter })).toEqual(nothing('too-late'))
  })
})
