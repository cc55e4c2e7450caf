import { type Ctx, command, type Work } from '#platform/command'
import { newId } from '#platform/ids'
import type { House, Job } from '#platform/module'
import { done, type Outcome, refuse } from '#platform/outcome'
import type { Outgoing, Sent } from '../providers/provider'
import { readWays } from '../providers/ways'
import { readSender } from '../providers/ways.queries'

type TriedWay = 'text' | 'email'

interface Tried {
  readonly way: TriedWay
  readonly provider: string
  readonly outcome: Sent['kind']
  readonly why: string
}

const keepTry = async ({ tx, allianceId, at }: Work, { way, ...tried }: Tried): Promise<void> => {
  await tx
    .insertInto('message_way_try')
    .values({ alliance_id: allianceId, way, ...tried, at })
    .onConflict((conflict) => conflict.columns(['alliance_id', 'way']).doUpdateSet({ ...tried, at }))
    .execute()
}

interface AskedTry {
  readonly way: TriedWay
  readonly to: string
  readonly provider: string
}

/** Asks for a test message: sent after the commit, once however often the button is pressed. */
const askTry = command('message.try', async (work, { way, to, provider }: AskedTry) => {
  await keepTry(work, { way, provider, outcome: 'unknown', why: '' })
  await work.queue('try-way', { way, to })
  return done(null, { about: { type: 'alliance', id: work.allianceId }, detail: { way, provider } })
})

/** Keeps what came of it. */
const recordTry = command('message.try', async (work, tried: Tried) => {
  await keepTry(work, tried)
  return done(null)
})

const wordsOf = (name: string) =>
  `This is a test from ${name}. It shows that messages can reach you. You do not need to do anything.`

const testOf = (way: TriedWay, to: string, name: string, at: Date): Outgoing => ({
  ...{ id: newId(at), way, to, subject: way === 'email' ? `A test from ${name}` : '', body: wordsOf(name) },
  ...{ language: 'en', largePrint: false, firstTriedAt: at },
})

const off = (way: TriedWay) => refuse('way-off', `You send no ${way}s. Choose who carries them first`)
const stays = () => refuse('nothing-leaves', 'This is a demonstration: messages are kept in the outbox, and nothing leaves')

/** A test message to whoever presses the button, by the provider of that way; refused where nothing would leave. */
export const tryWay = async (
  ctx: Ctx,
  house: House,
  { way, to }: { readonly way: TriedWay; readonly to: string },
): Promise<Outcome<null>> => {
  const provider = (await readWays(ctx, house))[way]
  if (!provider) return off(way)
  return provider.kind === 'outbox' ? stays() : askTry(ctx, { way, to, provider: provider.kind })
}

/** Hands the test straight to the provider, and keeps its answer. */
export const sendTry: Job = async (ctx, { way, to }, house) => {
  if ((way !== 'text' && way !== 'email') || typeof to !== 'string') return
  const provider = (await readWays(ctx, house))[way]
  if (!provider) return
  const { name } = await ctx.db.transaction({ allianceId: ctx.allianceId, readOnly: true }, (tx) =>
    readSender(tx, ctx.allianceId),
  )
  const sent = await provider.send(testOf(way, to, name, ctx.clock.now()))
  await recordTry(ctx, { way, provider: provider.kind, outcome: sent.kind, why: 'why' in sent ? sent.why : '' })
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
