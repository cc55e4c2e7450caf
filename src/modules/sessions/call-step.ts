import { sql } from 'kysely'
import { londonDate } from '#platform/clock'
import type { Tx } from '#platform/db'
import type { Ask } from '#platform/http/ask'
import type { CallOffer, CallStep } from '#platform/module'
import { done } from '#platform/outcome'
import { prepared } from '#platform/prepared'
import { reading } from '#platform/reading'
import { formatDateTime, plural } from '#ui/format'
import { bookPerson } from './book-person'
import { oneToOneOffers, planOneToOne } from './one-to-one-step'
import { sessionReasons } from './write-session'

const roomAfter = prepared((tx, allianceId: string, at: Date) =>
  tx
    .selectFrom('session as s')
    .leftJoin('place as p', (join) => join.onRef('p.id', '=', 's.place_id').onRef('p.alliance_id', '=', 's.alliance_id'))
    .select(['s.reference', 's.title', 's.starts_at', 'p.name as place', sql<number>`s.places - s.booked`.as('left')])
    .where('s.alliance_id', '=', allianceId)
    .where('s.kind', '=', 'group')
    .where('s.status', '=', 'planned')
    .where('s.starts_at', '>', at)
    .where(sql<boolean>`s.booked < s.places`)
    .orderBy('s.starts_at')
    .limit(60),
)

const groupsWithRoom = async (tx: Tx, { ctx }: Ask): Promise<CallOffer[]> => {
  const groups = await roomAfter(tx, ctx.allianceId, ctx.clock.now())
  return groups.map(({ reference, title, starts_at, place, left }) => ({
    value: reference,
    label: `${formatDateTime(starts_at)}: ${[title, place].filter(Boolean).join(', ')} (${plural(left, 'place')} left)`,
  }))
}

/** A session is booked from the call desk while the person is on the line: a place in a group, or a time of their own. */
export const bookStep: CallStep = {
  step: 'session',
  action: 'session.book',
  offers: async (ask, person) => {
    const read = await reading(ask.ctx, 'session.book', (tx) =>
      Promise.all([oneToOneOffers(tx, ask, person), groupsWithRoom(tx, ask)]),
    )
    return { label: 'Which session', options: read.ok ? read.value.flat() : [] }
  },
  take: async (work, taken) => {
    const own = await planOneToOne(work, taken)
    if (own) return own
    const { person, choice, words } = taken
    const booked = await bookPerson.within(work, { session: choice, person: person.reference })
    if (!booked.ok) return booked
    const session = await work.tx
      .selectFrom('session')
      .select(['title', 'starts_at'])
      .where('alliance_id', '=', work.allianceId)
      .where('id', '=', booked.value.id)
      .executeTakeFirstOrThrow()
    const nextAction = [`Ask how ${session.title} went`, words].filter(Boolean).join(': ').slice(0, 200)
    return done({ nextAction, nextActionOn: londonDate(session.starts_at) }, ...booked.happened)
  },
  reasons: sessionReasons,
}
