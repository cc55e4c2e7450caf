import type { Ctx } from '#platform/command'
import { isId } from '#platform/ids'
import type { Job } from '#platform/module'
import { readWays } from './providers/ways'
import { claimOne } from './sending/claim-messages'
import { handOver, isSecret } from './sending/hand-over'
import { recordFailed } from './sending/record-outcome'
import { recorderOf } from './sending/record-sent'

const NOT_SET_UP = { why: 'Email is not set up', badAddress: false, house: null } as const

const claimed = async (ctx: Ctx, id: string, provider: string) => {
  const claim = await claimOne(ctx, { id, provider })
  return claim.ok ? claim.value : null
}

/** Sends one email to an account at once, and once. What may go better later is let go of and thrown, so that the queue tries again, later each time. */
export const sendMessage: Job = async (ctx, { message: id }, house) => {
  if (!isId(id)) return
  const { email: provider } = await readWays(ctx)
  const message = await claimed(ctx, id, provider?.kind ?? 'none')
  if (!message) return
  if (!provider) {
    await recordFailed(ctx, { message: id, secret: isSecret(message), ...NOT_SET_UP })
    return
  }
  const sent = await handOver(ctx, message, { provider, record: recorderOf(ctx), house })
  if (sent.kind === 'later') throw new Error(sent.why)
}
