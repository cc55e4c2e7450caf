import { type Ctx, command } from '#platform/command'
import { newId } from '#platform/ids'
import type { House } from '#platform/module'
import { done, type Outcome, refuse } from '#platform/outcome'
import type { Outgoing, Provider, Sent } from '../providers/provider'
import { readWays } from '../providers/ways'

interface Tried {
  readonly way: 'text' | 'email'
  readonly provider: string
  readonly sent: Sent
}

/** Keeps what came of the last try of a way. */
export const recordTry = command('message.try', async ({ tx, allianceId, at }, { way, provider, sent }: Tried) => {
  const row = { provider, outcome: sent.kind, why: 'why' in sent ? sent.why : '', at }
  await tx
    .insertInto('message_way_try')
    .values({ alliance_id: allianceId, way, ...row })
    .onConflict((conflict) => conflict.columns(['alliance_id', 'way']).doUpdateSet(row))
    .execute()
  return done(null, { about: { type: 'alliance', id: allianceId }, detail: { way, provider, outcome: sent.kind } })
})

const words = (name: string) =>
  `This is a test from ${name}. It shows that messages can reach you. You do not need to do anything.`

const testOf = (way: 'text' | 'email', to: string, name: string, at: Date): Outgoing => ({
  ...{ id: newId(at), way, to, subject: way === 'email' ? `A test from ${name}` : '', body: words(name) },
  ...{ language: 'en', largePrint: false, firstTriedAt: at },
})

const off = (way: string) => refuse('way-off', `You send no ${way}s. Choose who carries them first`)
const stays = () => refuse('nothing-leaves', 'This is a demonstration: messages are kept in the outbox, and nothing leaves')

const carrier = (provider: Provider | null, way: string): Provider | ReturnType<typeof refuse> => {
  if (!provider) return off(way)
  return provider.kind === 'outbox' ? stays() : provider
}

/** Sends one test to whoever presses the button, straight to the provider, and keeps what it answered. */
export const tryWay = async (
  ctx: Ctx,
  house: House,
  { way, to, name }: { readonly way: 'text' | 'email'; readonly to: string; readonly name: string },
): Promise<Outcome<null>> => {
  const found = carrier((await readWays(ctx, house))[way], way)
  if ('ok' in found) return found
  const sent = await found.send(testOf(way, to, name, ctx.clock.now()))
  return recordTry(ctx, { way, provider: found.kind, sent })
}

/** The signed-in person's own email address. */
export const ownEmail = async (ctx: Ctx): Promise<string | null> => {
  const row = await ctx.db.transaction({ allianceId: ctx.allianceId, readOnly: true }, (tx) =>
    tx
      .selectFrom('account')
      .select('email')
      .where('alliance_id', '=', ctx.allianceId)
      .where('id', '=', ctx.actor.accountId ?? ctx.allianceId)
      .executeTakeFirst(),
  )
  return row?.email ?? null
}
