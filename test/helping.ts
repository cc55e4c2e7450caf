import { acceptMatch, activateChampion, askChampion, type RecordedChampion, recordChampion } from '../src/modules/champions'
import { type NewRequest, recordRequest } from '../src/modules/helpline'
import { type PersonInput, personForm, recordPerson } from '../src/modules/people'
import type { Ctx } from '../src/platform/command'
import type { Outcome } from '../src/platform/outcome'
import type { World } from './world'

/** The value of something that must have gone well. */
export const got = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(`${outcome.code}: ${outcome.says}`)
  return outcome.value
}

/** Someone the alliance knows. */
export const aPerson = async (world: World, name: string, more: Record<string, unknown> = {}) =>
  got(await recordPerson(await world.as('helpline'), personForm.parse({ name, ...more }) as PersonInput))

/** A request of a new person's, to learn skills. */
export const aRequest = async (world: World, name: string, more: Record<string, unknown> = {}) => {
  const person = await aPerson(world, name, more)
  const asked: NewRequest = {
    personId: person.id,
    source: 'call',
    words: 'Would like to ring her sister by video',
    needs: ['learn_skills'],
    barriers: ['skills_and_confidence'],
    nextAction: 'Find a champion',
    nextActionOn: '2027-01-04',
  }
  return { person, ...got(await recordRequest(await world.as('helpline'), asked)) }
}

export interface AChampion extends RecordedChampion {
  /** A context as this champion's own account. */
  readonly ctx: Ctx
}

/** A champion, checked, trained and active, with an account of their own. */
export const aChampion = async (world: World, name: string, facts: Record<string, unknown> = {}): Promise<AChampion> => {
  const person = await aPerson(world, name, { postcode: facts.postcode })
  const coordinator = await world.as('coordinator')
  const made = got(
    await recordChampion(coordinator, {
      person: person.reference,
      kind: 'volunteer',
      languages: ['en'],
      ways: ['in_person', 'phone', 'video'],
      maxLearners: 3,
      travelsKm: 5,
      availability: [{ weekday: 2, starts: '10:00', ends: '16:00' }],
      ...facts,
    }),
  )
  const dates = { checkedOn: '2025-01-06', trainedOn: '2025-01-20' }
  got(await activateChampion(coordinator, { champion: made.reference, ...dates }))
  return { ...made, ctx: await asPerson(world, made.personId, name) }
}

const asPerson = async (world: World, personId: string, name: string): Promise<Ctx> => {
  const { db, allianceId, system } = world
  const accountId = crypto.randomUUID()
  await db.transaction({ allianceId }, async (tx) => {
    const row = { alliance_id: allianceId, id: accountId, name, email: `${accountId}@example.org`, person_id: personId }
    await tx.insertInto('account').values(row).execute()
    await tx.insertInto('account_role').values({ alliance_id: allianceId, account_id: accountId, role: 'champion' }).execute()
  })
  return { ...system, actor: { kind: 'account', name, roles: ['champion'], accountId, personId, partnerId: null } }
}

/** A champion who helps with a new request. */
export const aMatch = async (world: World, learner = 'Ann Example', champion = 'Joan Tully') => {
  const [request, helper] = [await aRequest(world, learner), await aChampion(world, champion)]
  const coordinator = await world.as('coordinator')
  const match = got(await askChampion(coordinator, { request: request.reference, champion: helper.reference }))
  got(await acceptMatch(helper.ctx, { match: match.id }))
  return { request, champion: helper, match }
}

/** Everything the journal of an alliance says, oldest first. */
export const eventsOf = (world: World) =>
  world.db.transaction({ allianceId: world.allianceId }, (tx) =>
    tx.selectFrom('event').select(['action', 'about_type', 'about_id', 'person_id', 'detail']).orderBy('id').execute(),
  )
