import { setTimeout as sleep } from 'node:timers/promises'
import type { Ctx } from '#platform/command'
import type { House } from '#platform/module'
import type { Outgoing, Provider, Sent } from '../providers/provider'
import type { MessageRow } from './claim-messages'
import { noteFailed } from './gate'
import { recordFailed, recordLater } from './record-outcome'
import type { recorderOf } from './record-sent'

/** Tries after which what may pass counts as not passing: half a day for a person, who has other ways; four for staff, who have none. */
const MOST_TRIES = { person: 10, staff: 100 }
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

/** No provider is waited for longer, whatever its own patience: less than what makes a message count as lost. */
const PATIENCE_MS = 20_000

type Unknown = { readonly kind: 'unknown'; readonly why: string }

/** A provider that throws, or does not end, has not kept its word; nobody knows what became of the message. */
export const ask = async <T>(asked: Promise<T>, patience = PATIENCE_MS): Promise<T | Unknown> => {
  const stop = new AbortController()
  const tooLong = sleep(patience, { kind: 'unknown' as const, why: 'The provider took too long' }, { signal: stop.signal })
  const broke = (error: Error): Unknown => ({ kind: 'unknown', why: `The provider broke off: ${error.name}` })
  const answered = asked.catch(broke)
  const first = await Promise.race([answered, tooLong])
  stop.abort()
  tooLong.catch(() => {})
  return first
}

export const isSecret = ({ send_before }: MessageRow): boolean => send_before !== null

type Fault = Extract<Sent, { kind: 'later' | 'unknown' }>

const noteFault = (ctx: Ctx, provider: Provider, sent: Fault): Promise<void> => {
  const down = sent.kind === 'unknown' || sent.down === true
  const holdUntil = sent.kind === 'later' ? sent.holdUntil : undefined
  return noteFailed(ctx, provider, { why: sent.why, down, ...(holdUntil && { holdUntil }) })
}

export interface Carrier {
  readonly provider: Provider
  readonly record: ReturnType<typeof recorderOf>
  /** Where to mark a number that does not work; none for messages to accounts. */
  readonly house: House | null
}

const giveUp = (ctx: Ctx, message: MessageRow, { why, badAddress }: { why: string; badAddress: boolean }, house: House | null) =>
  recordFailed(ctx, { message: message.id, why, badAddress, secret: isSecret(message), house })

const settle = async (ctx: Ctx, message: MessageRow, sent: Sent, { provider, record, house }: Carrier): Promise<void> => {
  if (sent.kind === 'taken') {
    const forget = isSecret(message) && provider.kind !== 'outbox'
    await record({ id: message.id, providerId: sent.providerId ?? null, forget })
  } else if (sent.kind === 'never') await giveUp(ctx, message, { why: sent.why, badAddress: sent.badAddress === true }, house)
  else {
    await noteFault(ctx, provider, sent)
    if (sent.kind === 'later') await putOff(ctx, message, sent, house)
  }
}

const isTooLate = ({ send_before }: MessageRow, now: Date): boolean => send_before !== null && send_before <= now

/**
 * Hands one claimed message to its provider, outside any transaction, and writes what came of it. No answer leaves it claimed:
 * it is looked for before it is tried again.
 */
export const handOver = async (ctx: Ctx, message: MessageRow, carrier: Carrier): Promise<Sent> => {
  const sent: Sent = isTooLate(message, ctx.clock.now())
    ? { kind: 'never', why: 'Too late to be of use' }
    : await ask(carrier.provider.send(outgoing(message)))
  await settle(ctx, message, sent, carrier)
  return sent
}

/** Whether a provider answered, with a yes or a no. */
export const hasAnswered = ({ kind }: Sent): boolean => kind === 'taken' || kind === 'never'

/** Again later, each time after a longer wait; after enough tries it falls to the next way, where there is one. */
const putOff = async (ctx: Ctx, message: MessageRow, { why }: { why: string }, house: House | null): Promise<void> => {
  if (message.tries >= (message.person_id ? MOST_TRIES.person : MOST_TRIES.staff)) {
    await giveUp(ctx, message, { why, badAddress: false }, house)
    return
  }
  await recordLater(ctx, { message: message.id, why, again: againAt(ctx.clock.now(), message.tries) })
}
