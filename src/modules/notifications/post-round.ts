import type { Ctx } from '#platform/command'
import { newId } from '#platform/ids'
import { queueJob } from '#platform/jobs'
import type { House, Job } from '#platform/module'
import { planNotices } from './planning/plan-notices'
import { MESSAGE_WAYS, type Ways } from './providers/provider'
import { readWays } from './providers/ways'
import { dropRound, HOLD_MS, holdRound, letRoundGo } from './sending/hold-round'
import { lookForLost } from './sending/look-for-lost'
import { sendBatch } from './sending/send-batch'

/** One turn at most so long, so that the program can stop, and other work gets its turn; what is left goes on in the next. */
const TURN_MS = 10_000
const BREATH_MS = 200

/** What one step did: how much was moved on, and whether there is more that only waits for the provider's limit. */
interface Step {
  readonly moved: number
  readonly waits: boolean
}

type WaysOf = (ctx: Ctx, house: House) => Promise<Ways>

const step = async (ctx: Ctx, house: House, waysOf: WaysOf): Promise<Step> => {
  const ways = await waysOf(ctx, house)
  const planned = await planNotices(ctx, { templates: house.templates, ways })
  let moved = planned.ok ? planned.value.looked : 0
  let waits = false
  for (const way of MESSAGE_WAYS) {
    moved += await lookForLost(ctx, way, ways[way])
    const sent = await sendBatch(ctx, way, ways, house)
    moved += sent.looked
    waits ||= sent.throttled
  }
  return { moved, waits }
}

const breathe = () => new Promise((resolve) => setTimeout(resolve, BREATH_MS))

/** Goes on until nothing is due or the turn is over. True when there is more. */
const turn = async (ctx: Ctx, round: string, house: House, waysOf: WaysOf): Promise<boolean> => {
  const end = performance.now() + TURN_MS
  while (performance.now() < end) {
    if (!(await holdRound(ctx, round))) return false
    const { moved, waits } = await step(ctx, house, waysOf)
    if (moved === 0 && !waits && (await letRoundGo(ctx, round))) return false
    if (moved === 0 && waits) await breathe()
  }
  return true
}

const goOnLater = (ctx: Ctx): Promise<void> =>
  ctx.db.transaction(ctx, (tx) =>
    queueJob(tx, 'post-round', { allianceId: ctx.allianceId }, { key: `post-round ${ctx.allianceId}` }),
  )

/** Whoever holds the round may have died with it: looked at again when its hold has lapsed. */
const lookAgain = (ctx: Ctx): Promise<void> => {
  const options = { key: `post-round again ${ctx.allianceId}`, runAt: new Date(Date.now() + HOLD_MS) }
  return ctx.db.transaction(ctx, (tx) => queueJob(tx, 'post-round', { allianceId: ctx.allianceId }, options))
}

/** A round by these ways of sending. */
export const postRoundBy =
  (waysOf: WaysOf): Job =>
  async (ctx, _payload, house) => {
    const round = newId()
    if (!(await holdRound(ctx, round))) return lookAgain(ctx)
    if (!(await turn(ctx, round, house, waysOf))) return
    await dropRound(ctx, round)
    await goOnLater(ctx)
  }

/** Plans and sends all that is due for one alliance: one round at a time, whichever process has it. */
export const postRound = postRoundBy(readWays)

/** Wakes the round of an alliance that has something due: what waited for its hour, and what a crash left behind. */
export const postRounds: Job = async (ctx) => {
  const at = ctx.clock.now()
  const isDue = await ctx.db.transaction(ctx, async (tx) => {
    const due = await tx
      .selectNoFrom(({ exists, selectFrom }) => [
        exists(
          selectFrom('notice')
            .select('id')
            .where('alliance_id', '=', ctx.allianceId)
            .where('status', '=', 'waiting')
            .where('plan_at', '<=', at),
        ).as('notice'),
        exists(
          selectFrom('message')
            .select('id')
            .where('alliance_id', '=', ctx.allianceId)
            .where('status', 'in', ['planned', 'sending'])
            .where('next_try_at', '<=', at)
            .where((row) => row.or([row('provider', 'is', null), row('provider', '<>', 'print')])),
        ).as('message'),
      ])
      .executeTakeFirstOrThrow()
    return due.notice || due.message
  })
  if (isDue) await goOnLater(ctx)
}
