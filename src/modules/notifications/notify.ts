import type { Work } from '#platform/command'
import { newId } from '#platform/ids'
import type { Subject } from '#platform/outcome'
import { seeingAll } from '#platform/seeing-all'
import type { Template } from '#platform/template'

export interface Notice<Field extends string = string> {
  /** The person's id. */
  readonly to: string
  readonly about: Subject
  readonly template: Template<Field>
  readonly personalisation: Readonly<Record<NoInfer<Field>, string>>
  readonly notBefore?: Date
  /** No use after this moment: then it is not sent. */
  readonly notAfter?: Date
  /** Why this is told, with all that makes it this one: 'loan-due-soon <loan> 2026-03-01'. The same cause is told once, ever. */
  readonly cause: string
}

const rowOf = <F extends string>({ allianceId, at }: Work, notice: Notice<F>, turn: number) => {
  const { template, about, notBefore = at, notAfter = null } = notice
  return {
    ...{ alliance_id: allianceId, id: newId(at, turn), person_id: notice.to, cause: notice.cause, status: 'waiting' },
    ...{ template: template.name, personalisation: JSON.stringify(notice.personalisation), bundles: template.bundles ?? false },
    ...{ about_type: about.type, about_id: about.id, created_at: at },
    ...{ asks: template.asks?.answer ?? null, replies: [...(template.asks?.replies ?? [])] },
    ...{ not_before: notBefore, not_after: notAfter, plan_at: notBefore > at ? notBefore : at },
  }
}

const asked = new WeakSet<Work>()

/** A waiting job of one key is written by one transaction at a time: with several keys, few wait for each other, and few jobs wait. */
const KEYS = 16

/** Wakes the round once for each use case; what it would have found later it finds now. */
const wake = async (work: Work): Promise<void> => {
  if (asked.has(work)) return
  asked.add(work)
  await work.queue('post-round', {}, { key: `wake ${work.allianceId} ${Math.floor(Math.random() * KEYS)}` })
}

/**
 * Writes many notices in the caller's transaction. Gives the ids of those that are new; a cause told before is left alone. Someone
 * kept apart is told like anyone: whoever lends them a device need not see them for that.
 */
export const notifyMany = async <F extends string>(work: Work, notices: readonly Notice<F>[]): Promise<string[]> => {
  if (notices.length === 0) return []
  const made = await seeingAll(work.tx, () =>
    work.tx
      .insertInto('notice')
      .values(notices.map((notice, turn) => rowOf(work, notice, turn)))
      .onConflict((conflict) => conflict.columns(['alliance_id', 'cause']).doNothing())
      .returning('id')
      .execute(),
  )
  if (made.length > 0) await wake(work)
  return made.map(({ id }) => id)
}

/** Tells a person something by the way that reaches them, once for each cause. It leaves after the commit, or never was. */
export const notify = async <F extends string>(work: Work, notice: Notice<F>): Promise<string | null> =>
  (await notifyMany(work, [notice]))[0] ?? null
