import type { Actor, Role } from '#platform/access'
import { clockAt, londonInstant } from '#platform/clock'
import type { Command } from '#platform/command'
import type { Database } from '#platform/db'

/** A moment of the story: a day and a time on the wall in London, or an instant. */
export type Moment = Date | readonly [day: string, time: string]

const instantOf = (moment: Moment): Date => (moment instanceof Date ? moment : londonInstant(moment[0], moment[1]))

/** One alliance's story: what its people did, and when. */
export interface Story {
  readonly db: Database
  readonly allianceId: string
  readonly actors: Readonly<Partial<Record<Role, Actor>>>
  /** No event of the story is later than this. */
  readonly now: Date
}

/** A refusal in the story is a mistake in the story: the demonstration is filled in whole or not at all. */
export class StoryRefused extends Error {}

/** One person of the alliance does one thing at one moment, through the same command as on the screen. */
export const tell = async <I, T>(
  story: Story,
  who: Role | Actor,
  moment: Moment,
  command: Command<I, T>,
  input: I,
): Promise<T> => {
  const actor = typeof who === 'string' ? story.actors[who] : who
  if (!actor) throw new Error(`the story has no ${String(who)}`)
  const at = instantOf(moment)
  const clock = clockAt(new Date(Math.min(at.getTime(), story.now.getTime())))
  const outcome = await command({ db: story.db, allianceId: story.allianceId, actor, clock }, input)
  if (!outcome.ok) throw new StoryRefused(`${command.action} on ${at.toISOString()}: ${outcome.says} (${outcome.code})`)
  return outcome.value
}

/** Does `work` for each of a list, `width` at a time; the first failure stops the rest. */
export const inTurns = async <T>(
  list: readonly T[],
  width: number,
  work: (one: T, index: number) => Promise<void>,
): Promise<void> => {
  const waiting = list.entries()
  let failed = false
  const runner = async (): Promise<void> => {
    for (const [index, one] of waiting) {
      if (failed) return
      await work(one, index).catch((error: unknown) => {
        failed = true
        throw error
      })
    }
  }
  await Promise.all(Array.from({ length: Math.min(width, list.length) }, runner))
}
