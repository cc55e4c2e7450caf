import type { Ctx } from '#platform/command'
import type { House } from '#platform/module'
import type { Outgoing, Provider, Sent } from '../providers/provider'
import type { MessageRow } from './claim-messages'
import { noteFailed, noteWorked } from './gate'
import { recordFailed, recordLater, recordSent } from './record-outcome'

/** Tries after which what may pass counts as not passing. */
export const MOST_TRIES = 10
const FIRST_AGAIN_MS = 30_000
const LONGEST_AGAIN_MS = 3_600_000

const againAt = (now: Date, tries: number): Date =>
  new Date(now.getTime() + Math.min(LONGEST_AGAIN_MS, FIRST_AGAIN_MS * 2 ** (tries - 1)))

export const outgoing = (message: MessageRow): Outgoing => ({
  id: message.id,
  way: message.way as Outgoing['way'],
  to: message.address,
  subject: message.subject,
  body: message.body,
  language: message.language,
  largePrint: message.large_print,
  firstTriedAt: message.created_at,
})

/** A provider that throws has not kept its word; nobody knows what became of the message. */
export const ask = async <T>(asked: Promise<T>): Promise<T | { kind: 'unknown'; why: string }> =>
  asked.catch((error: Error) => ({ kind: 'unknown' as const, why: `The provider broke off: ${error.name}` }))

export const isSecret = ({ send_before }: MessageRow): boolean => send_before !== null

type Fault = Extract<Sent, { kind: 'later' | 'unknown' }>

const noteFault = (ctx: Ctx, provider: Provider, sent: Fault): Promise<void> => {
  const down = sent.kind === 'unknown' || sent.down === true
  const holdUntil = sent.kind === 'later' ? sent.holdUntil : undefined
  return noteFailed(ctx, provider, { why: sent.why, down, ...(holdUntil && { holdUntil }) })
}

/** Hands one claimed message to its provider, outside any transaction, and writes what came of it. No answer leaves it claimed: it is looked for before it is tried again. */
export const handOver = async (ctx: Ctx, message: MessageRow, provider: Provider, house: House | null): Promise<Sent> => {
  const secret = isSecret(message)
  if (message.send_before && message.send_before <= ctx.clock.now()) {
    const late: Sent = { kind: 'never', why: 'Too late to be of use' }
    await recordFailed(ctx, { message: message.id, why: late.why, badAddress: false, secret, house })
    return late
  }
  const sent = await ask(provider.send(outgoing(message)))
  if (sent.kind === 'taken') {
    await recordSent(ctx, { message: message.id, providerId: sent.providerId ?? null, secret, kept: provider.kind === 'outbox' })
    await noteWorked(ctx, provider)
  } else if (sent.kind === 'never') {
    await recordFailed(ctx, { message: message.id, why: sent.why, badAddress: sent.badAddress === true, secret, house })
    await noteWorked(ctx, provider)
  } else {
    await noteFault(ctx, provider, sent)
    if (sent.kind === 'later') await putOff(ctx, message, sent, house)
  }
  return sent
}

/** Again later, each time after a longer wait; after enough tries it falls to the next way. */
const putOff = async (ctx: Ctx, message: MessageRow, { why }: { why: string }, house: House | null): Promise<void> => {
  if (message.tries >= MOST_TRIES && message.person_id) {
    await recordFailed(ctx, { message: message.id, why, badAddress: false, secret: isSecret(message), house })
    return
  }
  await recordLater(ctx, { message: message.id, why, again: againAt(ctx.clock.now(), message.tries) })
}
