import { sql } from 'kysely'
import type { Ctx } from '#platform/command'
import type { House } from '#platform/module'
import type { MessageWay, Provider, Sent, Ways } from '../providers/provider'
import { claimMessages, type MessageRow } from './claim-messages'
import { askPassage, giveBack, noteWorked } from './gate'
import { handOver, hasAnswered } from './hand-over'
import { recorderOf } from './record-sent'

const MOST_PUT_ASIDE = 50

/** Hands messages over, all at one time. Any answer shows that the provider is there, unless it then failed. */
const handOverAll = async (ctx: Ctx, messages: readonly MessageRow[], provider: Provider, house: House): Promise<void> => {
  const carrier = { provider, record: recorderOf(ctx), house }
  let last: Sent | undefined
  const hand = async (message: MessageRow): Promise<void> => {
    last = await handOver(ctx, message, carrier)
  }
  await Promise.all(messages.map(hand))
  if (last && hasAnswered(last)) await noteWorked(ctx, provider)
}

const isAnyDue = (ctx: Ctx, way: MessageWay): Promise<boolean> =>
  ctx.db.transaction({ ...ctx, readOnly: true }, async (tx) => {
    const found = await tx
      .selectFrom('message')
      .select('id')
      .where('alliance_id', '=', ctx.allianceId)
      .where('way', '=', way)
      .where('status', '=', 'planned')
      .where('next_try_at', '<=', ctx.clock.now())
      .where(sql<boolean>`provider is distinct from 'print'`)
      .limit(1)
      .executeTakeFirst()
    return found !== undefined
  })

const NOTHING: Batch = { looked: 0, throttled: false }

export interface Batch {
  /** How many were looked at. */
  readonly looked: number
  /** There may be more, and the provider's limit is what holds them. */
  readonly throttled: boolean
}

/**
 * Sends what is due by one way: as many as its provider takes at one time and may get now. No more are claimed than are handed
 * over at once, so that none waits its turn for so long that it counts as lost and is sent by another round too.
 */
export const sendBatch = async (ctx: Ctx, way: MessageWay, ways: Ways, house: House): Promise<Batch> => {
  if (!(await isAnyDue(ctx, way))) return NOTHING
  const provider = ways[way]
  if (!provider) {
    const aside = await claimMessages(ctx, { way, ways, most: MOST_PUT_ASIDE })
    return { looked: aside.ok ? aside.value.looked : 0, throttled: false }
  }
  if (provider.kind === 'print') return NOTHING
  const { granted, closedUntil } = await askPassage(ctx, provider, provider.atOnce)
  if (granted === 0) return { looked: 0, throttled: closedUntil === null }
  const claimed = await claimMessages(ctx, { way, ways, most: granted })
  if (!claimed.ok) return NOTHING
  await giveBack(ctx, provider, granted - claimed.value.claimed.length)
  await handOverAll(ctx, claimed.value.claimed, provider, house)
  return { looked: claimed.value.looked, throttled: false }
}
