import { command } from '#platform/command'
import { isId, newId } from '#platform/ids'
import { done, refuse } from '#platform/outcome'
import type { ResourceInput } from './resource'

const twice = {
  learning_resource_once: refuse('already-there', 'This web address is in the list already, in this language', 'link'),
}

const columnsOf = ({ name, link, language, area, about }: ResourceInput) => ({ name, link: link ?? '', language, area, about })

/** Adds something to learn from to the alliance's list. Refuses `already-there`. */
export const recordResource = command(
  'resource.record',
  async ({ tx, allianceId, at }, input: ResourceInput) => {
    const id = newId(at)
    await tx
      .insertInto('learning_resource')
      .values({ alliance_id: allianceId, id, ...columnsOf(input) })
      .execute()
    return done({ id }, { about: { type: 'learning_resource', id }, detail: { name: input.name } })
  },
  twice,
)

/** Puts a learning resource right. Refuses `not-found`, `already-there`. */
export const correctResource = command(
  'resource.correct',
  async ({ tx, allianceId }, { id, ...input }: ResourceInput & { id: string }) => {
    const changed = isId(id)
      ? await tx
          .updateTable('learning_resource')
          .set(columnsOf(input))
          .where('alliance_id', '=', allianceId)
          .where('id', '=', id)
          .returning('id')
          .executeTakeFirst()
      : undefined
    return changed
      ? done({ id }, { about: { type: 'learning_resource', id }, detail: { name: input.name } })
      : refuse('not-found')
  },
  twice,
)
