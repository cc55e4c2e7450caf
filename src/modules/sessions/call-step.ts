import { sql } from 'kysely'
import { londonDate } from '#platform/clock'
import type { CallStep } from '#platform/module'
import { done } from '#platform/outcome'
import { reading } from '#platform/reading'
import { formatDateTime, plural } from '#ui/format'
import { bookPerson } from './book-person'

/** Group sessions with places left are booked from the call desk, while the person is on the line. */
export const bookStep: CallStep = {
  step: 'session',
  action: 'session.book',
  offers: async ({ ctx }) => {
    const read = await reading(ctx, 'session.book', (tx) =>
      tx
        .selectFrom('session as s')
        .leftJoin('place as p', (join) => join.onRef('p.id', '=', 's.place_id').onRef('p.alliance_id', '=', 's.alliance_id'))
        .select(['s.reference', 's.title', 's.starts_at', 'p.name as place', sql<number>`s.places - s.booked`.as('left')])
        .where('s.alliance_id', '=', ctx.allianceId)
        .where('s.kind', '=', 'group')
        .where('s.status', '=', 'planned')
        .where('s.starts_at', '>', ctx.clock.now())
        .where(sql<boolean>`s.booked < s.places`)
        .orderBy('s.starts_at')
        .limit(60)
        .execute(),
    )
    const options = (read.ok ? read.value : []).map(({ reference, title, starts_at, place, left }) => ({
      value: reference,
      label: `${formatDateTime(starts_at)}: ${[title, place].filter(Boolean).join(', ')} (${plural(left, 'place')} left)`,
    }))
    return { label: 'Which session', options }
  },
  take: async (work, { person, choice, words }) => {
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
}
