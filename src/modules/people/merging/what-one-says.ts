import type { Work } from '#platform/command'
import type { StopsForPerson } from '#platform/module'
import type { Happened } from '#platform/outcome'
import { seeingAll } from '#platform/seeing-all'
import { stopFor } from '../stop-for'
import type { Row } from './steps'

/** What only one of two records says, so that something of the other's is to stop when they become one. */
export interface SaidByOne {
  readonly died: boolean
  readonly apart: boolean
}

/** Whether one of the two has died, or is kept apart, and the other not. Asked before they become one. */
export const saidByOne = async ({ tx, allianceId }: Work, kept: Row, merged: Row): Promise<SaidByOne> => {
  const apart = await tx
    .selectFrom('restricted_person')
    .select('person_id')
    .where('alliance_id', '=', allianceId)
    .where('person_id', 'in', [String(kept.id), String(merged.id)])
    .execute()
  return { died: kept.has_died !== merged.has_died, apart: apart.length === 1 }
}

/** Stops what went on under the record that did not say so: by now all of it is the one person's. Also what its actor may not see. */
export const stopForOne = (
  work: Work,
  stops: readonly StopsForPerson[],
  person: string,
  { died, apart }: SaidByOne,
): Promise<Happened[]> =>
  seeingAll(work.tx, async () => [
    ...(apart ? await stopFor(work, stops, person, 'kept-apart') : []),
    ...(died ? await stopFor(work, stops, person, 'died') : []),
  ])

/** Of two taken apart again only one has died, if any: nobody goes on being told of the other's death. */
export const aliveAgain = async (
  work: Work,
  stops: readonly StopsForPerson[],
  people: readonly string[],
): Promise<Happened[]> => {
  const { tx, allianceId } = work
  const died = await tx
    .selectFrom('person')
    .select(['id', 'has_died'])
    .where('alliance_id', '=', allianceId)
    .where('id', 'in', people)
    .orderBy('id')
    .execute()
  const happened: Happened[] = []
  if (died.every(({ has_died }) => !has_died)) return happened
  for (const { id, has_died } of died) if (!has_died) happened.push(...(await stopFor(work, stops, id, 'alive')))
  return happened
}
