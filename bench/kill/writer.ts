import { setTimeout as sleep } from 'node:timers/promises'
import { ringDayFrom } from '../../src/modules/callbacks'
import { newId } from '../../src/platform/ids'
import type { Desk } from './prepare'

export interface Writer {
  /** The callers whose calls were answered with "saved". */
  readonly acknowledged: readonly string[]
  /** Answers that were neither "saved" nor "cannot just now": each is a fault. */
  readonly odd: readonly string[]
  /** Presses that got no answer, or "cannot just now", and were pressed again. */
  readonly retries: () => number
  stop(): Promise<void>
}

const MOST_RETRIES = 100_000
const WEEK_MS = 7 * 86_400_000

const callOf = (name: string, submission: string): URLSearchParams =>
  new URLSearchParams({
    ...{ submission, name, phones: '0161 496 0123', person: 'new', notes: `${name} rang`, needs: 'learn_skills' },
    ...{ direction: 'in', result: 'spoke', minutes: '5', request: 'new', next: 'ring' },
    ringOn: ringDayFrom(new Date(Date.now() + WEEK_MS).toISOString().slice(0, 10)),
  })

/** Records calls without a pause, as a helpline would: what got no answer is sent again, under the same form's id. */
export const startWriter = (origin: string, desk: Desk, hands = 4): Writer => {
  const acknowledged: string[] = []
  const odd: string[] = []
  let retries = 0
  let open = true
  let made = 0

  const press = async (name: string, submission: string): Promise<number> => {
    const answer = await fetch(`${origin}/${desk.slug}/calls/new`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: desk.cookie, 'sec-fetch-site': 'same-origin' },
      body: callOf(name, submission),
      signal: AbortSignal.timeout(10_000),
    })
    await answer.arrayBuffer()
    return answer.status
  }
  // A sign-in that cannot be read while the database restarts is answered with 503 too, never with "sign in again".
  const record = async (name: string, submission: string): Promise<void> => {
    const status = await press(name, submission).catch(() => 0)
    if (status === 303) acknowledged.push(name)
    else if (status !== 0 && status !== 503) odd.push(`${name}: ${status}`)
    else {
      retries++
      await sleep(20)
      // After the last start there is always an answer; before, none may come for a while.
      if (open || retries < MOST_RETRIES) await record(name, submission)
    }
  }
  const work = async (hand: number): Promise<void> => {
    while (open) await record(`Caller ${hand}-${++made}`, newId())
  }
  const busy = Array.from({ length: hands }, (_, hand) => work(hand))
  return {
    acknowledged,
    odd,
    retries: () => retries,
    stop: async () => {
      open = false
      await Promise.all(busy)
    },
  }
}
