import { z } from 'zod'
import { noteReadings } from '#modules/reach'
import { today } from '#platform/clock'
import { readCounts } from '#platform/counts'
import type { Ask, Reply, Route } from '#platform/http/ask'
import { button, page, refused } from '#platform/http/routes'
import { reading } from '#platform/reading'
import { offerAgain, putOffPair, tellApart } from './move-pair'
import { countOffered, readPairs, type Shown } from './pair.queries'
import { pairsPage, SHOWN } from './pairs.page'
import { seesApartOnly } from './theirs-to-settle'

/** As many as one sits down to; those that are dealt with make room for the next. */
const AT_ONCE = 20

const shownOf = (ask: Ask): Shown => {
  const asked = [ask.query.show ?? ''].flat()[0] ?? ''
  return asked in SHOWN ? (asked as Shown) : 'now'
}

const showPairs = async (ask: Ask): Promise<Reply> => {
  const [shown, day] = [shownOf(ask), today(ask.ctx.clock)]
  const read = await reading(ask.ctx, 'person.duplicates', async (tx) => ({
    pairs: await readPairs(tx, ask.ctx.allianceId, { shown, day, most: AT_ONCE, apartOnly: seesApartOnly(ask.ctx.actor) }),
    ...(await readCounts(tx, { offered: countOffered(ask.ctx) })),
  }))
  if (!read.ok) return refused(read)
  const sides = read.value.pairs.flatMap(({ first, second }) => [first, second])
  await noteReadings(
    ask.ctx,
    sides.map(({ id }) => id),
    'who may be here twice',
  )
  return pairsPage(ask, shown, read.value.pairs, read.value.offered)
}

const back = (): string => '/duplicates'
const pairOf = (ask: Ask): { id: string } => ({ id: ask.params.pair ?? '' })

/** The queue of records that may be one person's. */
export const duplicateRoutes: readonly Route[] = [
  page('/duplicates', 'person.duplicates', showPairs),
  button({
    path: '/duplicates/:pair/apart',
    action: 'person.tell-apart',
    schema: z.object({}),
    act: (ask) => tellApart(ask.ctx, pairOf(ask)),
    next: back,
  }),
  button({
    path: '/duplicates/:pair/later',
    action: 'person.put-off',
    schema: z.object({}),
    act: (ask) => putOffPair(ask.ctx, pairOf(ask)),
    next: back,
  }),
  button({
    path: '/duplicates/:pair/again',
    action: 'person.offer-again',
    schema: z.object({}),
    act: (ask) => offerAgain(ask.ctx, pairOf(ask)),
    next: () => '/duplicates',
  }),
]
