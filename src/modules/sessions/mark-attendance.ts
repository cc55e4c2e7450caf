import type { Work } from '#platform/command'
import { type AttendanceStatus, attendanceMoves } from './attendance.moves'

/** Moves those on a session's list who are where the move starts; `only` narrows it to some people. Gives who moved. */
export const markAttendance = async (
  { tx, allianceId }: Work,
  sessionId: string,
  move: Exclude<keyof typeof attendanceMoves, 'book'>,
  only?: readonly string[],
): Promise<string[]> => {
  const { from, to } = attendanceMoves[move]
  const moved = await tx
    .updateTable('attendance')
    .set({ status: to })
    .where('alliance_id', '=', allianceId)
    .where('session_id', '=', sessionId)
    .where('status', 'in', from)
    .$if(only !== undefined, (query) => query.where(({ eb, val }) => eb('person_id', '=', eb.fn.any(val(only)))))
    .returning('person_id')
    .execute()
  return moved.map(({ person_id }) => person_id)
}

/** Puts people on a session's list, in the status the move gives; gives how many that changed. */
export const putOnList = async (
  { tx, allianceId }: Work,
  sessionId: string,
  people: readonly string[],
  move: 'book' | 'come',
): Promise<number> => {
  if (people.length === 0) return 0
  const { from, to }: { from: readonly AttendanceStatus[]; to: AttendanceStatus } = attendanceMoves[move]
  const put = await tx
    .insertInto('attendance')
    .values(people.map((person) => ({ alliance_id: allianceId, session_id: sessionId, person_id: person, status: to })))
    .onConflict((conflict) =>
      conflict
        .columns(['alliance_id', 'session_id', 'person_id'])
        .doUpdateSet({ status: to })
        .where('attendance.status', 'in', from),
    )
    .executeTakeFirst()
  return Number(put.numInsertedOrUpdatedRows ?? 0n)
}
