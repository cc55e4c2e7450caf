import type { LightMyRequestResponse } from 'fastify'
import { expect, it } from 'vitest'
import { recordPerson } from '../../src/modules/people'
import { personForm } from '../../src/modules/people/person'
import { visit } from '../access/visit'
import { type Borough, buildBorough, staffOf } from '../builders/borough'
import { cookieOf, openSite, type Site } from '../site'
import { newWorld, type World } from '../world'

const PEOPLE = 20

interface Crowd {
  readonly world: World
  readonly borough: Borough
  readonly site: Site
  readonly people: readonly string[]
  readonly cookies: Record<string, string>
}

const gather = async (): Promise<Crowd> => {
  const world = await newWorld()
  const borough = await buildBorough(world)
  const desk = await staffOf(world, borough, 'librarian', 'helpline')
  const people: string[] = []
  for (let at = 0; at < PEOPLE; at++) {
    const made = await recordPerson(desk, personForm.parse({ name: `Person ${at}` }))
    if (made.ok) people.push(made.value.reference)
  }
  return { world, borough, site: await openSite(world), people, cookies: await cookieOf(desk) }
}

/** One press each, all at once. */
const allAtOnce = (
  { world, site, people, cookies }: Crowd,
  press: (person: string) => { path: string; fields: Record<string, string> },
) => Promise.all(people.map((person) => visit(site.app, { slug: world.slug, method: 'POST', cookies, ...press(person) })))

const count = (answers: readonly LightMyRequestResponse[], status: number): number =>
  answers.filter(({ statusCode }) => statusCode === status).length

it('20 people ask for one device at once: one gets it, and 19 get a clear answer', async () => {
  const crowd = await gather()
  const { refs, ids } = crowd.borough
  const answers = await allAtOnce(crowd, (person) => ({ path: `/people/${person}/lend`, fields: { device: refs.spareDevice } }))
  expect([count(answers, 303), count(answers, 409)]).toEqual([1, 19])
  for (const { body } of answers.filter(({ statusCode }) => statusCode === 409))
    expect(body).toContain('Someone has just taken this device. Choose another.')
  const held = await crowd.world.db.transaction({ allianceId: crowd.world.allianceId }, async (tx) => ({
    loans: await tx.selectFrom('loan').select('status').where('device_id', '=', ids.spareDevice).execute(),
    device: await tx.selectFrom('device').select('status').where('id', '=', ids.spareDevice).executeTakeFirstOrThrow(),
    events: await tx.selectFrom('event').select('id').where('action', '=', 'loan.promise').execute(),
  }))
  expect(held).toMatchObject({ loans: [{ status: 'promised' }], device: { status: 'promised' } })
  expect(held.events).toHaveLength(1)
})

it('20 sign up for the last place of a group: one is booked, and 19 get a clear answer', async () => {
  const crowd = await gather()
  const { refs, ids } = crowd.borough
  await crowd.world.db.transaction({ allianceId: crowd.world.allianceId }, (tx) =>
    tx.updateTable('session').set({ places: 2 }).where('id', '=', ids.group).execute(),
  )
  const answers = await allAtOnce(crowd, (person) => ({ path: `/sessions/${refs.group}/book`, fields: { person } }))
  expect([count(answers, 303), count(answers, 409)]).toEqual([1, 19])
  for (const { body } of answers.filter(({ statusCode }) => statusCode === 409))
    expect(body).toMatch(/full|no places|last place/i)
  const held = await crowd.world.db.transaction({ allianceId: crowd.world.allianceId }, async (tx) => ({
    booked: await tx.selectFrom('attendance').select('person_id').where('session_id', '=', ids.group).execute(),
    session: await tx.selectFrom('session').select('booked').where('id', '=', ids.group).executeTakeFirstOrThrow(),
  }))
  // The one who had a place before, and the one who got the last.
  expect(held.booked).toHaveLength(2)
  expect(held.session.booked).toBe(2)
})
