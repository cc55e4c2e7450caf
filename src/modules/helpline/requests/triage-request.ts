import { z } from 'zod'
import { likelyOthers, NEW_PERSON, recognisePerson, rememberNew } from '#modules/people'
import { command, type Work } from '#platform/command'
import { words } from '#platform/fields'
import type { ConsentWithdrawn, StopsForPerson } from '#platform/module'
import { mayMove } from '#platform/moves'
import { done, type Happened, type Outcome, refuse } from '#platform/outcome'
import { type EditInput, editFields, editRequest } from './edit-request'
import { type MovedRequest, moveRequest } from './move-request'
import { refusePast } from './next-step'
import { mayOwn } from './owner'
import { requestMoves } from './request.moves'

/** And who they are, where a form made a record of someone we may know. */
export const triageForm = z.object({ ...editFields, person: words(20) })

interface Triage extends EditInput {
  readonly id: string
  /** A reference, "new", or nothing said yet. */
  readonly person?: string
  /** The form says what it saw, so that who comes second has been shown what the first one changed. */
  readonly hasSeen?: boolean
  /** What the modules stop where who it is has died or is kept apart: the house's `stopsForPerson`. */
  readonly stops: readonly StopsForPerson[]
  /** And where only one of the two records took consent back: the house's `consentWithdrawn`. */
  readonly withdrawn?: readonly ConsentWithdrawn[]
}

/** Whose request it is now, and whether somebody said since it came that they are someone we know. */
const whoseNow = ({ tx, allianceId }: Work, request: string) =>
  tx
    .selectFrom('request as r')
    .innerJoin('person as p', (join) => join.onRef('p.alliance_id', '=', 'r.alliance_id').onRef('p.id', '=', 'r.person_id'))
    .select(['r.status', 'p.id', 'p.reference'])
    .select(({ exists, selectFrom }) =>
      exists(
        selectFrom('person_merge as m')
          .select('m.id')
          .whereRef('m.alliance_id', '=', 'r.alliance_id')
          .whereRef('m.kept_id', '=', 'r.person_id')
          .whereRef('m.merged_at', '>=', 'r.opened_at')
          .where('m.undone_at', 'is', null),
      ).as('recognised'),
    )
    .where('r.alliance_id', '=', allianceId)
    .where('r.id', '=', request)
    .executeTakeFirst()

const saidOtherwise = (reference: string) =>
  refuse(
    'said-otherwise',
    `Someone said that this is ${reference}. If they are new, ask a coordinator to take the two apart`,
    'person',
  )

/** Whoever asked is someone we know, or someone new; until that is said, both records stay as they are. */
const sayWho = async (work: Work, { id, person: who = '', stops, withdrawn = [] }: Triage): Promise<Outcome<null>> => {
  const now = who === '' ? undefined : await whoseNow(work, id)
  if (!now || now.reference === who.toUpperCase()) return done(null)
  if (who !== NEW_PERSON) {
    const known = await recognisePerson.within(work, { newcomer: now.id, who, stops, withdrawn })
    return known.ok ? done(null, ...known.happened) : known
  }
  if (now.recognised && !mayMove(requestMoves.triage, now.status)) return saidOtherwise(now.reference)
  await rememberNew(work, now.id, await likelyOthers(work.tx, work.allianceId, now.id))
  return done(null)
}

/** Somebody else looked at it first: what this one typed, seeing what changed, puts it right. One command, so that a press is one answer. */
const putRight = async (work: Work, input: Triage, happened: readonly Happened[]): Promise<Outcome<MovedRequest>> => {
  const edited = await editRequest.within(work, input)
  return edited.ok ? done(edited.value, ...happened, ...edited.happened) : edited
}

/**
 * Someone has looked at a new request: who it is from, what it is about, whose it is, what happens next and when. Refuses
 * `no-owner`, and someone who cannot be this person.
 */
export const triageRequest = command('request.triage', async (work, input: Triage) => {
  const past = refusePast(work, input.nextActionOn)
  if (past) return past
  if (!(await mayOwn(work.tx, work.allianceId, input.owner))) return refuse('no-owner', 'Choose who has it', 'owner')
  const who = await sayWho(work, input)
  if (!who.ok) return who
  const { words, needs, barriers, theme, owner, nextAction, nextActionOn } = input
  const moved = await moveRequest(work, input.id, 'triage', {
    ...{ words, needs, barriers, theme: theme ?? null, owner_id: owner, next_action: nextAction, next_action_on: nextActionOn },
  })
  if (!moved.ok) return moved.code === 'moved-on' && input.hasSeen ? putRight(work, input, who.happened) : moved
  const { id, personId, reference } = moved.value
  const detail = { reference, needs, on: nextActionOn }
  return done(moved.value, ...who.happened, { about: { type: 'request', id }, person: personId, detail })
})
