import { describe, expect, it } from 'vitest'
import { markWay, readReach } from '#modules/reach'
import { aPerson, aRequest, eventsOf, got } from '#test/helping'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'
import { giveConsent } from '../consent/give-consent'
import { correctPerson } from '../correct-person'
import { detailsForm } from '../details'
import { planForm } from '../safe-contact/plan'
import { endPlan, savePlan } from '../safe-contact/save-plan'
import { isSafeNow, safeHours } from './safe-hours'

const MOBILE = '+447700900123'
const HOME = '+441614960123'

const reachOf = async (world: World, id: string) => {
  const reach = await world.db.transaction(world.system, (tx) => readReach(tx, world.allianceId, id))
  if (!reach) throw new Error('nobody')
  return reach
}

const known = async (fields: Record<string, unknown> = {}) => {
  const world = await newWorld()
  const ctx = await world.as('helpline')
  const person = await aPerson(world, 'Ann Example')
  const details = detailsForm.parse({
    ...{ name: 'Ann Example', phones: '07700 900123 mobile\n0161 496 0123', emails: 'ann@example.org\nann@work.example' },
    ...{ address: '1 High Street, Cheadle', postcode: 'SK3 8NR', firstWay: 'text', secondWay: 'letter' },
    ...fields,
  })
  got(await correctPerson(ctx, { ...details, reference: person.reference }))
  return { world, ctx, person }
}

describe('the box that says how to reach someone', () => {
  const pages = async (more: Record<string, string> = {}) => {
    const world = await newWorld()
    const { person, reference } = await aRequest(world, 'Ann Example', { phones: '07700 900123', ...more })
    const [site, ctx] = [await openSite(world), await world.as('helpline')]
    const at = [`/people/${person.reference}`, `/calls/new?person=${person.reference}`, `/requests/${reference}`]
    return Promise.all(at.map(async (path) => [path, (await site.get(ctx, path)).body] as const))
  }

  it('says what they like only when they said it', async () => {
    for (const [path, body] of await pages()) expect(body, path).not.toContain('<dt>Likes</dt>')
    for (const [path, body] of await pages({ reachBy: 'email' })) expect(body, path).toContain('<dt>Likes</dt><dd>An email</dd>')
  })

  it('stands after the name', async () => {
    for (const [path, body] of await pages()) {
      const who = body.slice(body.indexOf('digiknow-who'))
      expect(who.indexOf('Ann Example'), path).toBeGreaterThan(0)
      expect(who.indexOf('Ann Example'), path).toBeLessThan(who.indexOf('digiknow-reach'))
    }
  })
})

describe('how a person may be reached', () => {
  it('their own order first, then what else could work; phones and emails in their order, with their words', async () => {
    const { world, person } = await known()
    expect(await reachOf(world, person.id)).toMatchObject({
      ways: ['text', 'letter', 'email', 'call'],
      phones: [
        { number: MOBILE, label: 'mobile', mobile: true, texts: true, works: true },
        { number: HOME, label: '', mobile: false, texts: false, works: true },
      ],
      emails: [{ address: 'ann@example.org' }, { address: 'ann@work.example' }],
      postal: ['1 High Street', 'Cheadle', 'SK3 8NR'],
      voicemail_ok: true,
      safe_plan: false,
    })
  })

  it('whoever is reached through someone is reached no other way; whoever is not to be called is not', async () => {
    const through = await known({ firstWay: 'through_someone', secondWay: '', reachThrough: 'Daughter Ellen' })
    expect((await reachOf(through.world, through.person.id)).ways).toEqual(['through_someone'])
    const quiet = await known({ doNotCall: 'yes' })
    expect((await reachOf(quiet.world, quiet.person.id)).ways).toEqual(['text', 'letter', 'email'])
  })

  it('what failed comes last and is said; texts stop for the number that said so; putting details right keeps that', async () => {
    const { world, ctx, person } = await known()
    const mark = (address: string, what: 'failed' | 'stopped' | 'works') =>
      markWay(world.system, { person: person.id, way: 'phone', address, what })
    got(await mark(MOBILE, 'stopped'))
    got(await mark(MOBILE, 'failed'))
    const same = detailsForm.parse({ name: 'Ann Example', phones: `${MOBILE}\n${HOME}` })
    got(await correctPerson(ctx, { ...same, reference: person.reference }))
    expect((await reachOf(world, person.id)).phones).toMatchObject([
      { number: HOME },
      { number: MOBILE, texts: false, works: false },
    ])
    got(await mark(MOBILE, 'works'))
    expect((await reachOf(world, person.id)).phones).toMatchObject([{ number: MOBILE, texts: true, works: true }, {}])
    expect(await mark('+447700900999', 'failed')).toMatchObject({ code: 'not-found' })
    const events = (await eventsOf(world)).filter(({ action }) => action === 'person.mark-way')
    expect(events.map(({ detail }) => detail)).not.toContainEqual(expect.objectContaining({ address: expect.anything() }))
    expect(events).toHaveLength(3)
  })
})

describe('a safe contact plan', () => {
  const plan = (fields: Record<string, unknown>) => planForm.parse({ words: 'Hang up if a man answers', ...fields })

  it('only its number, its hours and its ways are there at all; ending it brings the others back', async () => {
    const { world, ctx, person } = await known()
    const input = plan({
      safeNumber: '0161 496 0777',
      day1: 'tuesday',
      from1: '10:00',
      until1: '12:00',
      neverText: 'yes',
      neverWrite: 'yes',
    })
    got(await savePlan(ctx, { ...input, reference: person.reference }))
    expect(await reachOf(world, person.id)).toMatchObject({
      ...{ ways: ['call'], emails: [], postal: [], safe_plan: true, safe_number: '+441614960777', voicemail_ok: false },
      phones: [{ number: '+441614960777', works: true }],
      safe_windows: [{ day: 'tuesday', from: '10:00', until: '12:00' }],
    })
    got(await endPlan(ctx, { reference: person.reference }))
    expect((await reachOf(world, person.id)).phones).toHaveLength(2)
    expect(await endPlan(ctx, { reference: person.reference })).toMatchObject({ code: 'moved-on' })
  })

  it('one safe email address is a way to write, and no other', async () => {
    const { world, ctx, person } = await known()
    const input = plan({ safeEmail: 'Safe@Example.org', neverText: 'yes', neverWrite: 'yes' })
    got(await savePlan(ctx, { ...input, reference: person.reference }))
    expect(await reachOf(world, person.id)).toMatchObject({
      ways: ['email', 'call'],
      emails: [{ address: 'safe@example.org' }],
      postal: [],
    })
  })

  it.each([
    [{ day1: 'monday' }, 'from1'],
    [{ from2: '10:00' }, 'day2'],
    [{ day1: 'monday', from1: '10:00', until1: '09:00' }, 'until1'],
    [{ day1: 'monday', from1: 'ten', until1: '12:00' }, 'from1'],
    [{ safeNumber: '12' }, 'safeNumber'],
  ])('%j is put right at its own field', (fields, field) => {
    const read = planForm.safeParse(fields)
    expect(read.error?.issues.map(({ path }) => path[0])).toContain(field)
  })

  it('weekday mornings are one stretch, typed as people say it; the form shows it so again, and an error says which stretch', async () => {
    const { world, ctx, person } = await known()
    const site = await openSite(world)
    const path = `/people/${person.reference}/safe-contact`
    const week = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday']
    const fields = {
      words: 'Ask for Ann',
      day1: week,
      from1: '9.30am',
      until1: '12',
      day2: 'sunday',
      from2: '2pm',
      until2: '4pm',
    }
    const wrong = await site.post(ctx, path, { ...fields, until2: 'tea time', from3: '10am' })
    expect(wrong.statusCode).toBe(422)
    for (const said of ['Second time: enter when it stops being safe', 'Third time: tick the days it is on', 'value="tea time"'])
      expect(wrong.body).toContain(said)
    expect((await site.post(ctx, path, fields)).statusCode).toBe(303)
    const mornings = week.map((day) => ({ day, from: '09:30', until: '12:00' }))
    const sunday = { day: 'sunday', from: '14:00', until: '16:00' }
    expect((await reachOf(world, person.id)).safe_windows).toEqual([...mornings, sunday])
    const again = (await site.get(ctx, path)).body
    const ticked = [...again.matchAll(/name="(day\d)" type="checkbox" value="(\w+)" checked/g)].map(
      ([, row, day]) => `${row} ${day}`,
    )
    expect(ticked).toEqual([...week.map((day) => `day1 ${day}`), 'day2 sunday'])
  })

  it('on screen a number that is not safe is neither shown nor a link, and outside the hours none is', async () => {
    const { world, ctx, person } = await known()
    const hours = { safeNumber: '0161 496 0777', neverWrite: 'yes', day1: 'wednesday', from1: '09:00', until1: '11:00' }
    got(await savePlan(ctx, { ...plan(hours), reference: person.reference }))
    const page = await (await openSite(world)).get(ctx, `/people/${person.reference}`)
    expect(page.body).toContain('Hang up if a man answers')
    expect(page.body).toContain('href="tel:+441614960777"')
    for (const hidden of ['0123', '900123', 'ann@example.org']) expect(page.body).not.toContain(hidden)
    const later = world.at('2025-11-05T11:00:00Z')
    const closed = await (await openSite(later)).get(await later.as('helpline'), `/people/${person.reference}`)
    expect(closed.body).toContain('Not now. It is safe Wednesday 9am to 11am')
    expect(closed.body).not.toContain('href="tel:')
    expect([page.body, closed.body].map((body) => body.includes('0161 496 0777'))).toEqual([true, false])
    expect(closed.body).toContain('Ring only their one safe number, which is shown when it is safe.')
  })

  it('not for a librarian or a champion to write, nor from the other alliance', async () => {
    const { world, person } = await known()
    const input = { ...plan({}), reference: person.reference }
    for (const role of ['librarian', 'champion'] as const)
      expect(await savePlan(await world.as(role), input)).toMatchObject({ code: 'forbidden' })
    expect(await savePlan(await (await newWorld()).as('helpline'), input)).toMatchObject({ code: 'not-found' })
  })
})

describe('safe hours', () => {
  const tuesday = [{ day: 'tuesday', from: '01:30', until: '02:30' }]
  it.each([
    ['2025-11-04T01:29:00Z', false],
    ['2025-11-04T01:30:00Z', true],
    ['2025-11-04T02:30:00Z', false],
    // In summer the wall is an hour ahead.
    ['2025-06-03T00:30:00Z', true],
    ['2025-06-03T01:30:00Z', false],
  ])('at %s: %s', (moment, safe) => {
    expect(isSafeNow(tuesday, new Date(moment))).toBe(safe)
  })
  it('no hours named means any hour, and hours read in the order of the week', () => {
    expect(isSafeNow([], new Date())).toBe(true)
    const said = safeHours([{ day: 'friday', from: '14:00', until: '16:00' }, ...tuesday])
    expect(said).toBe('Tuesday 1.30am to 2.30am, Friday 2pm to 4pm')
  })
})

it('consent to hold counts from the moment it is taken back', async () => {
  const { world, ctx, person } = await known()
  expect((await reachOf(world, person.id)).holds_consent).toBe(true)
  const given = {
    purpose: 'hold',
    partner: null,
    how: 'spoken',
    givenOn: '2025-11-05',
    onBehalf: '',
    endsOn: '2025-11-06',
  } as const
  got(await giveConsent(ctx, { ...given, reference: person.reference }))
  expect((await reachOf(world, person.id)).holds_consent).toBe(true)
  const later = world.at('2025-11-07T09:00:00Z')
  expect(await reachOf(later, person.id)).toMatchObject({ holds_consent: false, consent_ended_on: '2025-11-06' })
  expect((await reachOf(world, person.id)).consent_ended_on).toBe(null)
})
