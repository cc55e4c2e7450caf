import { describe, expect, it } from 'vitest'
import { command } from '#platform/command'
import { done } from '#platform/outcome'
import { aPerson, got } from '#test/helping'
import { newWorld, type World } from '#test/world'
import { type AttendanceStatus, attendanceMoves } from './attendance.moves'
import { markAttendance, putOnList } from './mark-attendance'
import { planGroup } from './plan-group'

type MoveName = keyof typeof attendanceMoves
interface Listed {
  readonly session: string
  readonly person: string
  readonly move: MoveName
}

const moved = command('session.book', async (work, { session, person, move }: Listed) =>
  done(move === 'book' ? await putOnList(work, session, [person], move) : (await markAttendance(work, session, move)).length),
)

const listed = async (world: World, status: AttendanceStatus) => {
  const session = got(
    await planGroup(await world.as('helpline'), {
      ...{ title: 'Tablets', way: 'in_person', date: '2025-11-06', time: '14:00', minutes: 60 },
      ...{ place: null, champion: null, places: 5 },
    }),
  )
  const person = await aPerson(world, 'Ann Example')
  const row = { alliance_id: world.allianceId, session_id: session.id, person_id: person.id }
  await world.db.transaction({ allianceId: world.allianceId }, (tx) =>
    tx
      .insertInto('attendance')
      .values({ ...row, status })
      .execute(),
  )
  return { session: session.id, person: person.id }
}

const statusOf = (world: World, session: string) =>
  world.db.transaction({ allianceId: world.allianceId }, (tx) =>
    tx.selectFrom('attendance').select('status').where('session_id', '=', session).executeTakeFirstOrThrow(),
  )

describe('a place on a list', () => {
  const statuses: readonly AttendanceStatus[] = ['booked', 'attended', 'missed', 'cancelled']
  const cases = (Object.keys(attendanceMoves) as MoveName[]).flatMap((move) =>
    statuses.map((status) => ({ move, status, allowed: (attendanceMoves[move].from as readonly string[]).includes(status) })),
  )

  it.each(cases)('$move from $status: $allowed', async ({ move, status, allowed }) => {
    const world = await newWorld()
    const place = await listed(world, status)
    expect(got(await moved(await world.as('helpline'), { ...place, move }))).toBe(allowed ? 1 : 0)
    expect(await statusOf(world, place.session)).toEqual({ status: allowed ? attendanceMoves[move].to : status })
  })

  it('is marked for those named, and for nobody when nobody is', async () => {
    const world = await newWorld()
    const place = await listed(world, 'booked')
    const come = command('session.book', async (work, only: readonly string[]) =>
      done(await markAttendance(work, place.session, 'come', only)),
    )
    expect(got(await come(await world.as('helpline'), []))).toEqual([])
    expect(await statusOf(world, place.session)).toEqual({ status: 'booked' })
    expect(got(await come(await world.as('helpline'), [place.person]))).toEqual([place.person])
  })
})
