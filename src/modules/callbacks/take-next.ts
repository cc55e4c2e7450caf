import { command, type Work } from '#platform/command'
import { done, type Happened, type Outcome, refuse } from '#platform/outcome'
import { heldBy, holdPerson, letGo, takeTurn } from './hold'
import { handOut, inHand } from './queue.queries'
import { startShift } from './shift'

/** As many as may be snatched by others between looking and taking. */
const LOOKS = 25

const referenceOf = async ({ tx, allianceId }: Work, person: string): Promise<string> => {
  const { reference } = await tx
    .selectFrom('person')
    .select('reference')
    .where('alliance_id', '=', allianceId)
    .where('id', '=', person)
    .executeTakeFirstOrThrow()
  return reference
}

const ofPerson = (person: string): Happened => ({ about: { type: 'person', id: person }, person })

/** The one in hand while they may be rung; otherwise nobody is. */
const heldNow = async (work: Work): Promise<string | null> => {
  await takeTurn(work)
  const held = await inHand(work.tx, work.allianceId, work.actor.accountId, work.at)
  if (!held) await letGo(work)
  return held?.id ?? null
}

const firstFree = async (work: Work, account: string): Promise<string | null> => {
  for (const person of await handOut(work.tx, work.allianceId, account, work.at, LOOKS))
    if (await holdPerson(work, person)) return person
  return null
}

/**
 * The next person to ring: handed to one worker, and held for them for 15 minutes. A worker who has one already gets that one
 * again, while they may be rung. Gives a null person when nobody may be rung now.
 */
export const takeNextCall = command(
  'call-back.take',
  async (work, _input: Record<never, never>): Promise<Outcome<{ person: string | null }>> => {
    const { accountId } = work.actor
    if (!accountId) return done({ person: null })
    await startShift(work)
    const held = await heldNow(work)
    const person = held ?? (await firstFree(work, accountId))
    if (!person) return done({ person: null })
    const reference = await referenceOf(work, person)
    return done({ person: reference }, ...(held ? [] : [ofPerson(person)]))
  },
)

const owedTo = ({ tx, allianceId }: Work, id: string) =>
  tx
    .selectFrom('call_back as c')
    .innerJoin('person as p', (join) => join.onRef('p.id', '=', 'c.person_id').onRef('p.alliance_id', '=', 'c.alliance_id'))
    .select(['p.id', 'p.reference', 'c.status'])
    .where('c.alliance_id', '=', allianceId)
    .where('c.id', '=', id)
    .executeTakeFirst()

/**
 * One person chosen from the queue, held as the next call holds them. Whom a colleague has stays theirs: the desk says so. Refuses
 * `not-found`, and `moved-on` for a call-back that waits no more.
 */
export const takeCall = command('call-back.take', async (work, { id }: { readonly id: string }) => {
  const person = await owedTo(work, id)
  if (!person) return refuse('not-found')
  if (person.status !== 'waiting') return refuse('moved-on')
  await startShift(work)
  const before = await heldBy(work)
  const isTaken = (await holdPerson(work, person.id)) && before !== person.id
  return done({ person: person.reference }, ...(isTaken ? [ofPerson(person.id)] : []))
})

/** Puts the person a worker has in hand back, for a colleague to ring. */
export const putBack = command('call-back.put-back', async (work, _input: Record<never, never>) => {
  const person = await heldBy(work)
  await letGo(work)
  return done({ person }, ...(person ? [ofPerson(person)] : []))
})
