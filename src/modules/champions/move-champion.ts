import { z } from 'zod'
import { command, type Work } from '#platform/command'
import { date } from '#platform/fields'
import type { Move } from '#platform/moves'
import { done, type Outcome, refuse } from '#platform/outcome'
import { type ChampionStatus, championMoves } from './champion.moves'

interface Moved {
  readonly id: string
  readonly reference: string
}

interface Dates {
  readonly checked_on?: string
  readonly trained_on?: string
  readonly active_on?: string
  readonly left_on?: string
}

/** The only write of a champion's status: by the person's reference, and only from where the move may start. */
const moveChampion = async (
  work: Work,
  reference: string,
  move: Move<ChampionStatus>,
  dates: Dates = {},
): Promise<Outcome<Moved>> => {
  const { tx, allianceId } = work
  const person = await tx
    .selectFrom('champion as c')
    .innerJoin('person as p', (join) => join.onRef('p.id', '=', 'c.person_id').onRef('p.alliance_id', '=', 'c.alliance_id'))
    .select(['c.id', 'c.person_id', 'p.reference'])
    .where('c.alliance_id', '=', allianceId)
    .where('p.reference', '=', reference.toUpperCase())
    .executeTakeFirst()
  if (!person) return refuse('not-found')
  const moved = await tx
    .updateTable('champion')
    .set({ status: move.to, ...dates })
    .where('alliance_id', '=', allianceId)
    .where('id', '=', person.id)
    .where('status', 'in', move.from)
    .executeTakeFirst()
  if (moved.numUpdatedRows === 0n) return refuse('moved-on')
  const about = { type: 'champion', id: person.id }
  return done({ id: person.id, reference: person.reference }, { about, person: person.person_id, detail: { ...dates } })
}

export const activateChampionForm = z.object({
  checkedOn: date('Enter the date their check came back, such as 27 3 2026'),
  trainedOn: date('Enter the date they finished their training, such as 27 3 2026'),
})

export interface ChampionRef {
  /** The reference of the person the champion is: P-1001. */
  readonly champion: string
}

export type ActivateChampion = z.output<typeof activateChampionForm> & ChampionRef

/** Checked and trained: from now on they may support people. */
export const activateChampion = command('champion.activate', async (work, input: ActivateChampion) => {
  if (input.checkedOn > work.today) return refuse('not-yet', 'The date of the check must be today or in the past', 'checkedOn')
  if (input.trainedOn > work.today) return refuse('not-yet', 'The date of the training must be today or in the past', 'trainedOn')
  const dates = { checked_on: input.checkedOn, trained_on: input.trainedOn, active_on: work.today }
  return moveChampion(work, input.champion, championMoves.activate, dates)
})

/** They take a break: nobody new is asked of them; those they help stay theirs. */
export const pauseChampion = command('champion.pause', (work, { champion }: ChampionRef) =>
  moveChampion(work, champion, championMoves.pause),
)

/** Back from a break. */
export const resumeChampion = command('champion.resume', (work, { champion }: ChampionRef) =>
  moveChampion(work, champion, championMoves.resume),
)

const stillHelping = async ({ tx, allianceId }: Work, championId: string): Promise<boolean> => {
  const match = await tx
    .selectFrom('match as m')
    .innerJoin('request as r', (join) => join.onRef('r.id', '=', 'm.request_id').onRef('r.alliance_id', '=', 'm.alliance_id'))
    .select('m.id')
    .where('m.alliance_id', '=', allianceId)
    .where('m.champion_id', '=', championId)
    .where('m.status', 'in', ['asked', 'accepted'])
    .where('r.status', 'in', ['new', 'triaged', 'in_hand', 'waiting'])
    .executeTakeFirst()
  if (match) return true
  const session = await tx
    .selectFrom('session')
    .select('id')
    .where('alliance_id', '=', allianceId)
    .where('champion_id', '=', championId)
    .where('status', '=', 'planned')
    .executeTakeFirst()
  return session !== undefined
}

/** They leave. Refused while someone still counts on them, so that nobody is dropped. */
export const leaveChampion = command('champion.leave', async (work, { champion }: ChampionRef) => {
  const moved = await moveChampion(work, champion, championMoves.leave, { left_on: work.today })
  if (moved.ok && (await stillHelping(work, moved.value.id)))
    return refuse(
      'still-helping',
      'Someone still counts on this champion. Find each of their learners and sessions someone else first.',
    )
  return moved
})
