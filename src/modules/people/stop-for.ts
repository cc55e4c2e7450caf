import { callOff } from '#modules/notifications'
import type { Work } from '#platform/command'
import type { StopsForPerson } from '#platform/module'
import type { Happened } from '#platform/outcome'

type Because = Parameters<StopsForPerson>[1]['because']

/** Stops what goes on for someone, in every module (`stops`: the house's `stopsForPerson`); gives what happened. */
export const stopFor = async (
  work: Work,
  stops: readonly StopsForPerson[],
  person: string,
  because: Because,
): Promise<Happened[]> => {
  if (because === 'died') await callOff(work, { about: { type: 'person', id: person } })
  const stopped: Happened[] = []
  for (const stop of stops) stopped.push(...(await stop(work, { person, because })))
  return stopped
}
