import { endStuckCalls, peopleWithStuckCalls } from '#modules/callbacks'
import { type Ctx, command } from '#platform/command'
import { done } from '#platform/outcome'
import { reading } from '#platform/reading'
import { cannotRing } from '../calls/templates'
import { writeInstead } from '../calls/write-instead'

const endForPerson = command('call-back.give-up', async (work, { person }: { readonly person: string }) => {
  for (const call of await endStuckCalls(work, person)) await writeInstead(work, call, cannotRing)
  return done(null)
})

/** Each morning: calls that nobody can make, or that are of no use any more, end. We write instead. Run twice, nobody hears twice. */
export const endStuckCallsOfAll = async (ctx: Ctx): Promise<void> => {
  const read = await reading(ctx, 'call-back.give-up', (tx) => peopleWithStuckCalls(tx, ctx.allianceId, ctx.clock.now()))
  if (!read.ok) return
  for (const person of read.value) await endForPerson(ctx, { person })
}
