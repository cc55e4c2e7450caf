import { describe, expect, it } from 'vitest'
import { aChampion, aMatch, aRequest, eventsOf, got } from '#test/helping'
import { openSite } from '#test/site'
import { newWorld } from '#test/world'
import { FOUNDATION, FRAMEWORK } from './framework'
import { seedSkills } from './seed-skills'
import { type Answer, soFar, whatChanged } from './skill-check'
import { takeSkillCheck } from './take-skill-check'

const all = (answer: Answer) => Object.fromEntries(FOUNDATION.map(({ code }) => [code, answer]))

describe('the framework', () => {
  it('has eight first steps and five life skills, each code once', () => {
    expect(FOUNDATION).toHaveLength(8)
    expect(new Set(FRAMEWORK.map(({ code }) => code)).size).toBe(13)
  })

  it('is given to an alliance once, however often', async () => {
    const world = await newWorld()
    const count = await world.db.transaction({ allianceId: world.allianceId }, async (tx) => {
      await seedSkills(tx, world.allianceId)
      await seedSkills(tx, world.allianceId)
      return tx.selectFrom('skill').select('id').execute()
    })
    expect(count).toHaveLength(13)
  })
})

describe('what changed, in words', () => {
  it.each([
    [
      all('not_yet'),
      { ...all('not_yet'), wifi: 'alone', web: 'alone', apps: 'with_help' },
      'Can now do 2 more things on their own, and 1 more thing with help.',
    ],
    [all('with_help'), all('with_help'), 'Nothing has changed for the better yet.'],
    [all('alone'), { ...all('alone'), wifi: 'with_help' }, 'Nothing has changed for the better yet. 1 thing got harder.'],
  ] as const)('case %#', (before, after, words) => expect(whatChanged(before, after as Record<string, Answer>)).toBe(words))

  it('counts what someone can do alone', () =>
    expect(soFar({ ...all('not_yet'), web: 'alone' })).toBe('1 of 8 first steps on their own'))
})

describe('a skill check', () => {
  it('once at the start and once at the end, and the request says what changed', async () => {
    const world = await newWorld()
    const site = await openSite(world)
    const { request, champion } = await aMatch(world)
    const before = await site.post(champion.ctx, `/requests/${request.reference}/skills/before`, all('not_yet'))
    expect(before.headers.location).toBe(`/${world.slug}/my`)
    const again = await takeSkillCheck(champion.ctx, { request: request.reference, moment: 'before', answers: all('alone') })
    expect(again).toMatchObject({ code: 'moved-on', status: 409 })
    got(
      await takeSkillCheck(champion.ctx, {
        request: request.reference,
        moment: 'after',
        answers: { ...all('not_yet'), web: 'alone', wifi: 'alone', apps: 'alone' },
      }),
    )
    const page = await site.get(await world.as('helpline'), `/requests/${request.reference}`)
    expect(page.body).toContain('Can now do 3 more things on their own.')
    expect(await eventsOf(world)).toContainEqual(
      expect.objectContaining({
        action: 'skill.check',
        person_id: request.person.id,
        detail: { moment: 'after', soFar: '3 of 8 first steps on their own' },
      }),
    )
  })

  it('asks for every answer by name, and keeps the rest', async () => {
    const world = await newWorld()
    const site = await openSite(world)
    const request = await aRequest(world, 'Ann Example')
    const { wifi, ...rest } = all('with_help')
    expect(wifi).toBe('with_help')
    const page = await site.post(await world.as('helpline'), `/requests/${request.reference}/skills/after`, rest)
    expect(page.statusCode).toBe(422)
    expect(page.body).toContain('Choose how it goes: join a wi-fi network')
    expect(page.body.match(/checked/g)).toHaveLength(7)
  })

  it('not by a champion of someone else, and not from the other alliance', async () => {
    const [world, other] = [await newWorld(), await newWorld()]
    const { request } = await aMatch(world)
    const olu = await aChampion(world, 'Olu Ade')
    const check = { request: request.reference, moment: 'before', answers: all('alone') } as const
    expect(await takeSkillCheck(olu.ctx, check)).toMatchObject({ code: 'not-found' })
    expect(await takeSkillCheck(await other.as('helpline'), check)).toMatchObject({ code: 'not-found' })
  })

  it('without an answer nothing is kept, so that it can be done later', async () => {
    const world = await newWorld()
    const request = await aRequest(world, 'Ann Example')
    const desk = await world.as('helpline')
    const check = { request: request.reference, moment: 'before' } as const
    expect(await takeSkillCheck(desk, { ...check, answers: {} })).toMatchObject({ code: 'no-answers' })
    expect(await takeSkillCheck(desk, { ...check, answers: all('alone') })).toMatchObject({ ok: true })
  })

  it('the page of skills lists them all', async () => {
    const world = await newWorld()
    const page = await (await openSite(world)).get(await world.as('lead'), '/skills')
    for (const { name } of FRAMEWORK) expect(page.body).toContain(name)
  })
})
