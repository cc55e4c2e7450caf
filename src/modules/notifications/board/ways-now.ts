import { sql } from 'kysely'
import { londonDate } from '#platform/clock'
import type { Ctx } from '#platform/command'
import type { Tx } from '#platform/db'
import type { House } from '#platform/module'
import { MESSAGE_WAYS, type MessageWay, type ProviderKind, type Ways } from '../providers/provider'
import { readWays } from '../providers/ways'

/** How one way is doing now. */
export interface WayNow {
  readonly way: MessageWay
  /** Who carries it; null where the alliance does not use this way. */
  readonly by: ProviderKind | null
  readonly perMinute: number
  /** While its provider is down: when it is asked again. */
  readonly shutUntil: Date | null
  readonly lastFailure: string | null
  /** How many wait to go by it. */
  readonly waiting: number
}

export interface WaysNow {
  readonly ways: readonly WayNow[]
  readonly sentToday: number
  readonly dailyCap: number
}

const gatesOf = (tx: Tx, keys: readonly string[]) =>
  tx
    .selectFrom('provider_gate')
    .select(['key', 'open_until', 'last_failure'])
    .where('key', '=', sql<string>`any(${keys}::text[])`)
    .execute()

const waitingBy = (tx: Tx, allianceId: string) =>
  tx
    .selectFrom('message')
    .select(({ fn }) => ['way', fn.countAll<number>().as('waiting')])
    .where('alliance_id', '=', allianceId)
    .where('status', '=', 'planned')
    .groupBy('way')
    .execute()

const sentOn = async (tx: Tx, allianceId: string, day: string): Promise<number> => {
  const row = await tx
    .selectFrom('post_round')
    .select('counted')
    .where('alliance_id', '=', allianceId)
    .where('counted_on', '=', day)
    .executeTakeFirst()
  return row?.counted ?? 0
}

type Gates = Awaited<ReturnType<typeof gatesOf>>
type Waiting = Awaited<ReturnType<typeof waitingBy>>

const wayNow = (way: MessageWay, ways: Ways, now: Date, gates: Gates, waiting: Waiting): WayNow => {
  const provider = ways[way]
  const gate = gates.find(({ key }) => key === provider?.key)
  const isShut = gate?.open_until ? gate.open_until > now : false
  return {
    way,
    by: provider?.kind ?? null,
    perMinute: provider?.perMinute ?? 0,
    shutUntil: isShut ? (gate?.open_until ?? null) : null,
    lastFailure: isShut ? (gate?.last_failure ?? null) : null,
    waiting: waiting.find((row) => row.way === way)?.waiting ?? 0,
  }
}

/** What is on, what is down and until when, and how much of the day's most has gone. */
export const readWaysNow = async (ctx: Ctx, house: House): Promise<WaysNow> => {
  const ways = await readWays(ctx, house)
  const now = ctx.clock.now()
  return ctx.db.transaction({ allianceId: ctx.allianceId, readOnly: true }, async (tx) => {
    const gates = await gatesOf(
      tx,
      MESSAGE_WAYS.flatMap((way) => ways[way]?.key ?? []),
    )
    const waiting = await waitingBy(tx, ctx.allianceId)
    return {
      ways: MESSAGE_WAYS.map((way) => wayNow(way, ways, now, gates, waiting)),
      sentToday: await sentOn(tx, ctx.allianceId, londonDate(now)),
      dailyCap: ways.dailyCap,
    }
  })
}
