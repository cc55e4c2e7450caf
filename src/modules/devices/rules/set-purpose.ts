import { command } from '#platform/command'
import { newId } from '#platform/ids'
import { done, refuse } from '#platform/outcome'
import { ensurePurposes, type PurposeInput } from './purpose'

const codeOf = (name: string): string =>
  `p_${name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .slice(0, 30)}`

/**
 * Adds something a device can be wanted for, or changes one. Those who wait already keep the head start they joined with.
 * Refuses `not-found`, `already-there`.
 */
export const setPurpose = command('lending-rule.set', async (work, { code, ...input }: PurposeInput & { code?: string }) => {
  await ensurePurposes(work)
  const { tx, allianceId, at } = work
  const columns = { name: input.name, said_as: input.saidAs, head_start_days: input.headStart, ended_on: null }
  const kept = code
    ? await tx
        .updateTable('lending_purpose')
        .set(columns)
        .where('alliance_id', '=', allianceId)
        .where('code', '=', code)
        .returning('code')
        .executeTakeFirst()
    : await tx
        .insertInto('lending_purpose')
        .values({ alliance_id: allianceId, code: codeOf(input.name), ...columns })
        .onConflict((conflict) => conflict.doNothing())
        .returning('code')
        .executeTakeFirst()
  if (!kept) return code ? refuse('not-found') : refuse('already-there', 'There is one of this name already', 'name')
  return done(kept, { about: { type: 'lending_purpose', id: newId(at) }, detail: { what: 'purpose', name: input.name } })
})

/** No one can choose this purpose any more. Those who wait for it keep their place. Refuses `not-found`. */
export const endPurpose = command('lending-rule.set', async (work, { code }: { code: string }) => {
  await ensurePurposes(work)
  const ended = await work.tx
    .updateTable('lending_purpose')
    .set({ ended_on: work.today })
    .where('alliance_id', '=', work.allianceId)
    .where('code', '=', code)
    .returning(['code', 'name'])
    .executeTakeFirst()
  if (!ended) return refuse('not-found')
  return done(ended, { about: { type: 'lending_purpose', id: newId(work.at) }, detail: { what: 'purpose', name: ended.name } })
})
