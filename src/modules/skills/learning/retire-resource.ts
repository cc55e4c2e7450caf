import { command, type Work } from '#platform/command'
import { isId } from '#platform/ids'
import { done, type Outcome, refuse } from '#platform/outcome'

interface Changed {
  readonly id: string
}

const goneOrMoved = async ({ tx, allianceId }: Work, id: string) => {
  const known = tx.selectFrom('learning_resource').select('id').where('alliance_id', '=', allianceId).where('id', '=', id)
  return refuse((await known.executeTakeFirst()) ? 'moved-on' : 'not-found')
}

const set = async (work: Work, id: string, retiredOn: string | null): Promise<Outcome<Changed>> => {
  if (!isId(id)) return refuse('not-found')
  const changed = await work.tx
    .updateTable('learning_resource')
    .set({ retired_on: retiredOn })
    .where('alliance_id', '=', work.allianceId)
    .where('id', '=', id)
    .where('retired_on', retiredOn === null ? 'is not' : 'is', null)
    .returning('name')
    .executeTakeFirst()
  if (!changed) return goneOrMoved(work, id)
  return done({ id }, { about: { type: 'learning_resource', id }, detail: { name: changed.name } })
}

/** Takes a learning resource off the list: nobody is sent there from now on. Refuses `not-found`, `moved-on`. */
export const retireResource = command('resource.retire', (work, { id }: Changed) => set(work, id, work.today))

/** Puts it back on the list. Refuses `not-found`, `moved-on`, `already-there`. */
export const offerResource = command('resource.offer', (work, { id }: Changed) => set(work, id, null), {
  learning_resource_once: refuse('already-there', 'The same web address was added again meanwhile, in this language'),
})
