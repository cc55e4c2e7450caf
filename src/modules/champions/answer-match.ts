import { z } from 'zod'
import { moveRequest } from '#modules/helpline'
import { command } from '#platform/command'
import { oneOf, words } from '#platform/fields'
import { done } from '#platform/outcome'
import { keysOf } from './champion'
import { matchHappened, moveMatch } from './match.queries'
import { stopAsking } from './tell-champion'

export const DECLINES = {
  no_time: 'I have no time just now',
  too_far: 'It is too far for me',
  know_them: 'I know this person',
  not_my_thing: 'It is not something I can help with',
  other: 'Another reason',
} as const

export const declineForm = z.object({
  reason: oneOf(keysOf(DECLINES), 'Choose what makes it hard this time'),
  words: words(300),
})

interface MatchRef {
  readonly match: string
}

/** A champion says yes: from now on they see how to reach the learner, and the request is in hand. */
export const acceptMatch = command('match.accept', async (work, { match }: MatchRef) => {
  const moved = await moveMatch(work, match, 'accept')
  if (!moved.ok) return moved
  await stopAsking(work, moved.value)
  const taken = await moveRequest(work, moved.value.request_id, 'take')
  return taken.ok ? done({ request: moved.value.request }, matchHappened(moved.value)) : taken
})

/** A champion says no, and why; they are not asked about this request again. */
export const declineMatch = command('match.decline', async (work, input: z.output<typeof declineForm> & MatchRef) => {
  const because = DECLINES[input.reason]
  const moved = await moveMatch(work, input.match, 'decline', input.words || because)
  if (moved.ok) await stopAsking(work, moved.value)
  return moved.ok ? done({ request: moved.value.request }, matchHappened(moved.value, { because })) : moved
})

/** The desk no longer waits for an answer. */
export const withdrawMatch = command('match.withdraw', async (work, { match }: MatchRef) => {
  const moved = await moveMatch(work, match, 'withdraw')
  if (moved.ok) await stopAsking(work, moved.value)
  return moved.ok ? done({ request: moved.value.request }, matchHappened(moved.value)) : moved
})

/** The champion has finished helping with this request. */
export const endMatch = command('match.end', async (work, { match }: MatchRef) => {
  const moved = await moveMatch(work, match, 'end')
  return moved.ok ? done({ request: moved.value.request }, matchHappened(moved.value)) : moved
})
