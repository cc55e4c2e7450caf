import { command } from '#platform/command'
import { newId } from '#platform/ids'
import { done } from '#platform/outcome'
import type { TargetInput } from './target'

/** Sets a target. The same figure may have several: the funder's, and the alliance's own. */
export const setTarget = command('target.set', async ({ tx, allianceId, at }, input: TargetInput) => {
  const id = newId(at)
  await tx
    .insertInto('target')
    .values({
      alliance_id: allianceId,
      id,
      figure: input.figure,
      label: input.label,
      value: input.value,
      starts_on: input.startsOn,
      ends_on: input.endsOn,
    })
    .execute()
  return done({ id }, { about: { type: 'target', id }, detail: { ...input } })
})
