import { type Ctx, command } from '#platform/command'
import type { Tx } from '#platform/db'
import { newId } from '#platform/ids'
import { done } from '#platform/outcome'
import type { World } from '#test/world'
import { askForCallBack, type CallBackAsked, endStuckCalls, recordTry, type Tried, takeNextCall } from './index'

export interface Known {
  readonly id: string
  readonly reference: string
}

/** A person with these numbers: what the queue reads of anyone. */
export const known = async (ctx: Ctx, name = 'Ann Example', ...phones: readonly string[]): Promise<Known> =>
  ctx.db.transaction(ctx, async (tx) => {
    const row = { alliance_id: ctx.allianceId, id: newId(), name, created_on: '2025-01-01' }
    const person = await tx.insertInto('person').values(row).returning(['id', 'reference']).executeTakeFirstOrThrow()
    const numbers = phones.length > 0 ? phones : ['+441614960123']
    const lines = numbers.filter(Boolean).map((number) => ({ alliance_id: ctx.allianceId, person_id: person.id, number }))
    if (lines.length > 0) await tx.insertInto('person_phone').values(lines).execute()
    return person
  })

/** Asks for a call-back, and gives its id. */
export const ask = command('call-back.ask', async (work, asked: CallBackAsked) => {
  await askForCallBack(work, asked)
  const query = work.tx.selectFrom('call_back').select('id').where('alliance_id', '=', work.allianceId)
  return done((await query.where('cause', '=', asked.cause).executeTakeFirstOrThrow()).id)
})
/** Those we give up, of what came of ringing. */
export const rung = command('call-back.take', async (work, tried: Tried) => done((await recordTry(work, tried)).gaveUp))

export const owed = async (ctx: Ctx, person: string, more: Partial<CallBackAsked> = {}): Promise<string> => {
  const about = { type: 'loan', id: newId() }
  const made = await ask(ctx, { person, about, why: 'The tablet', cause: newId(), ...more })
  if (!made.ok) throw new Error(made.says)
  return made.value
}

export const endStuck = command('call-back.give-up', async (work, id: string) => done(await endStuckCalls(work, id)))

export const inside = <T>(world: World, read: (tx: Tx) => Promise<T>): Promise<T> => world.db.transaction(world.system, read)

export const rowOf = (world: World, id: string) =>
  world.db.transaction({ allianceId: world.allianceId }, (tx) =>
    tx.selectFrom('call_back').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
  )

export const calledBy = async (world: World, ctx: Ctx, person: string): Promise<string> => {
  const id = newId()
  await world.db.transaction({ allianceId: world.allianceId }, (tx) =>
    tx
      .insertInto('call')
      .values({
        ...{ alliance_id: world.allianceId, id, person_id: person, account_id: ctx.actor.accountId, direction: 'out' },
        ...{ started_at: ctx.clock.now(), called_on: '2025-11-05', result: 'no_answer' },
      })
      .execute(),
  )
  return id
}

export const taken = async (ctx: Ctx) => {
  const next = await takeNextCall(ctx, {})
  if (!next.ok) throw new Error(next.says)
  return next.value.person
}
