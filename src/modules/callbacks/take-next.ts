import { command, type Work } from '#platform/command'
import { done, type Outcome } from '#platform/outcome'
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
    return done({ person: reference }, ...(held ? [] : [{ about: { type: 'person', id: person }, person }]))
  },
)

/** Puts the person a worker has in hand back, for a colleague to ring. */
export const putBack = command('call-back.put-back', async (work, _input: Record<never, never>) => {
  const person = await heldBy(work)
  await letGo(work)
  return done({ person }, ...(person ? [{ about: { type: 'person', id: person }, person }] : []))
})
