/** What a use case answers: the thing done, or a refusal in plain English. Exceptions are bugs, refusals are not. */
export interface Subject {
  readonly type: string
  readonly id: string
}

/** What goes into the journal with a change: the record it is about, whose it is, and the other records it touches. */
export interface Happened {
  readonly about: Subject
  readonly person?: string | null
  readonly also?: readonly Subject[]
  readonly detail?: Record<string, unknown>
  /** Its place among what happened at this moment, where it is told later than it happened. */
  readonly turn?: number
}

export interface Done<T> {
  readonly ok: true
  readonly value: T
  readonly happened: readonly Happened[]
}

export const REFUSALS = {
  forbidden: { status: 403, says: 'Your role does not let you do this' },
  'not-found': { status: 404, says: 'We cannot find this' },
  'moved-on': { status: 409, says: 'This has changed since you opened it' },
} as const

export interface Refusal {
  readonly ok: false
  /** `forbidden`, `not-found`, `moved-on`, or a business reason named in kebab-case. */
  readonly code: string
  readonly status: number
  readonly says: string
  /** The form field the reason belongs to, where there is one. */
  readonly field?: string
  /** What to do next, where the page that says no cannot know by the code. */
  readonly next?: string
}

export type Outcome<T> = Done<T> | Refusal

/** The change happened: `happened` is what the journal will say of it. */
export const done = <T>(value: T, ...happened: Happened[]): Done<T> => ({ ok: true, value, happened })

/** A refusal everyone knows (`forbidden`, `not-found`, `moved-on`), or a business reason with its own words (status 409). */
export function refuse(code: keyof typeof REFUSALS): Refusal
export function refuse(code: string, says: string, field?: string): Refusal
export function refuse(code: string, says?: string, field?: string): Refusal {
  const known = REFUSALS[code as keyof typeof REFUSALS]
  return { ok: false, code, status: known?.status ?? 409, says: says ?? known?.says ?? code, ...(field && { field }) }
}
