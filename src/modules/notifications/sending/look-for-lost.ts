import { type Ctx, command } from '#platform/command'
import { done } from '#platform/outcome'
import type { Found, MessageWay, Provider } from '../providers/provider'
import { MESSAGE_COLUMNS, type MessageRow } from './claim-messages'
import { askPassage, giveBack, noteFailed, noteWorked } from './gate'
import { ask, isSecret, outgoing } from './hand-over'
import { recordDoubt, recordLater } from './record-outcome'
import { recordSent } from './record-sent'

/** Longer than any call to a provider may take: what is still being sent by then was lost in a crash or got no answer. */
export const LOST_AFTER_MS = 45_000

/** Takes messages nobody knows the fate of, to look for them; nobody else looks for the same ones meanwhile. */
const takeLost = command('message.claim', async ({ tx, allianceId, at }, { way, most }: { way: string; most: number }) => {
  const lost = await tx
    .updateTable('message')
    .set({ claimed_at: at })
    .where('alliance_id', '=', allianceId)
    .where('id', 'in', (query) =>
      query
        .selectFrom('message')
        .select('id')
        .where('alliance_id', '=', allianceId)
        .where('status', '=', 'sending')
        .where('way', '=', way)
        .where('claimed_at', '<', new Date(at.getTime() - LOST_AFTER_MS))
        .orderBy('claimed_at')
        .limit(most)
        .forUpdate()
        .skipLocked(),
    )
    .returning(MESSAGE_COLUMNS)
    .execute()
  return done(lost)
})

const NOT_ASKED: Found = { kind: 'unsure', why: 'Its provider cannot be asked whether it went' }

type Answer = Found | { readonly kind: 'unknown'; readonly why: string }

const lookFor = async (ctx: Ctx, message: MessageRow, provider: Provider | null): Promise<Answer> => {
  if (!provider?.find || message.provider !== provider.kind) return NOT_ASKED
  const found: Answer = await ask(provider.find(outgoing(message)))
  if (found.kind === 'later' || found.kind === 'unknown') await noteFailed(ctx, provider, { why: found.why, down: true })
  else await noteWorked(ctx, provider)
  return found
}

const settle = async (ctx: Ctx, message: MessageRow, provider: Provider | null): Promise<void> => {
  const found = await lookFor(ctx, message, provider)
  const kept = message.provider === 'outbox'
  if (found.kind === 'taken') {
    await recordSent(ctx, [{ id: message.id, providerId: found.providerId ?? null, forget: isSecret(message) && !kept }])
  } else if (found.kind === 'send-again') {
    await recordLater(ctx, { message: message.id, why: 'It was cut off and goes again', again: ctx.clock.now() })
  } else if (found.kind === 'unsure') await recordDoubt(ctx, { message: message.id, why: found.why })
}

const isAnyLost = (ctx: Ctx, way: MessageWay): Promise<boolean> =>
  ctx.db.transaction({ ...ctx, readOnly: true }, async (tx) => {
    const found = await tx
      .selectFrom('message')
      .select('id')
      .where('alliance_id', '=', ctx.allianceId)
      .where('status', '=', 'sending')
      .where('way', '=', way)
      .where('claimed_at', '<', new Date(ctx.clock.now().getTime() - LOST_AFTER_MS))
      .limit(1)
      .executeTakeFirst()
    return found !== undefined
  })

const MOST_AT_ONCE = 20

/** Asks the provider, by our reference, for messages whose sending was cut off, before any is sent again. Gives how many. */
export const lookForLost = async (ctx: Ctx, way: MessageWay, provider: Provider | null): Promise<number> => {
  if (!(await isAnyLost(ctx, way))) return 0
  const { granted } = provider ? await askPassage(ctx, provider, MOST_AT_ONCE) : { granted: MOST_AT_ONCE }
  const lost = granted > 0 ? await takeLost(ctx, { way, most: granted }) : null
  if (!lost?.ok) return 0
  if (provider) await giveBack(ctx, provider, granted - lost.value.length)
  await Promise.all(lost.value.map((message) => settle(ctx, message, provider)))
  return lost.value.length
}
