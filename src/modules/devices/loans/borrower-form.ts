import type { ComponentChildren } from 'preact'
import type { z } from 'zod'
import { reachPart } from '#modules/people'
import type { StaffAction } from '#platform/access'
import type { Attempt } from '#platform/forms'
import type { Ask, Reply, Route } from '#platform/http/ask'
import { type FormSpec, form, refused } from '#platform/http/routes'
import type { Outcome } from '#platform/outcome'
import { reading } from '#platform/reading'
import { type Borrower, partnerToLendTo, personToLendTo, requesterToLendTo } from './loan.queries'

const FROM = {
  person: { base: '/people/:person', find: personToLendTo },
  request: { base: '/requests/:request', find: requesterToLendTo },
  partner: { base: '/partners/:partner', find: partnerToLendTo },
} as const
export type From = keyof typeof FROM

interface BorrowerForm<I, T> {
  /** The last word of its address: "lend" for /people/P-1001/lend. */
  readonly ends: string
  readonly from: readonly From[]
  readonly action: StaffAction
  readonly schema: z.ZodType<I>
  readonly fill?: FormSpec<I, T>['fill']
  readonly upload?: number
  /** Why somebody's details are shown, for the record: "lending to them". */
  readonly why: string
  readonly show: (ask: Ask, attempt: Attempt, borrower: Borrower, reach: ComponentChildren) => Promise<Reply> | Reply
  readonly act: (ask: Ask, input: I, borrower: Borrower) => Promise<Outcome<T>>
  readonly next: (ask: Ask, value: T) => string
}

/** The same form for whoever borrows, opened from a person, a request or a partner. */
export const borrowerForm = <I, T>({ ends, from, why, show, act, ...spec }: BorrowerForm<I, T>): Route[] =>
  from.flatMap((param) => {
    const { base, find } = FROM[param]
    const borrowerOf = (ask: Ask) => reading(ask.ctx, spec.action, (tx) => find(tx, ask.ctx.allianceId, ask.params[param] ?? ''))
    const { fill, ...rest } = spec
    return form<I, T>({
      ...rest,
      ...(fill && { fill }),
      path: `${base}/${ends}`,
      show: async (ask, attempt) => {
        const borrower = await borrowerOf(ask)
        if (!borrower.ok) return refused(borrower)
        return show(ask, attempt, borrower.value, await reachPart(ask, borrower.value.personId ?? null, why))
      },
      act: async (ask, input) => {
        const borrower = await borrowerOf(ask)
        return borrower.ok ? act(ask, input, borrower.value) : borrower
      },
    })
  })
