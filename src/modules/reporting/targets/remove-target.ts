import { command } from '#platform/command'
import { isId } from '#platform/ids'
import { done, refuse } from '#platform/outcome'

/** Takes a target away. What was counted stays; the journal keeps what the target was. */
export const removeTarget = command('target.remove', async ({ tx, allianceId }, { id }: { id: string }) => {
  if (!isId(id)) return refuse('not-found')
  const target = await tx
    .deleteFrom('target')
    .where('alliance_id', '=', allianceId)
    .where('id', '=', id)
    .returning(['id', 'figure', 'label', 'value'])
    .executeTakeFirst()
  if (!target) return refuse('not-found')
  const { figure, label, value } = target
  return done({ id }, { about: { type: 'target', id }, detail: { figure, label, value } })
})
