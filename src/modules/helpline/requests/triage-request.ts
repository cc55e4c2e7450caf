import { z } from 'zod'
import { likelyOthers, NEW_PERSON, recognisePerson, rememberNew } from '#modules/people'
import { command, type Work } from '#platform/command'
import { words } from '#platform/fields'
import { done, type Outcome, refuse } from '#platform/outcome'
import { type EditInput, editFields } from './edit-request'
import { moveRequest } from './move-request'
import { refusePast } from './next-step'
import { mayOwn } from './owner'

/** And who they are, where a form made a record of someone we may know. */
export const triageForm = z.object({ ...editFields, person: words(20) })

interface Triage extends EditInput {
  readonly id: string
  /** A reference, "new", or nothing said yet. */
  readonly person?: string
}

const newcomerOf = async ({ tx, allianceId }: Work, request: string): Promise<string | undefined> =>
  (
    await tx
      .selectFrom('request')
      .select('person_id')
      .where('alliance_id', '=', allianceId)
      .where('id', '=', request)
      .executeTakeFirst()
  )?.person_id

/** Whoever asked is someone we know, or someone new; until that is said, both records stay as they are. */
const sayWho = async (work: Work, { id, person: who = '' }: Triage): Promise<Outcome<null>> => {
  const newcomer = who === '' ? undefined : await newcomerOf(work, id)
  if (!newcomer) return done(null)
  if (who !== NEW_PERSON) {
    const known = await recognisePerson.within(work, { newcomer, who })
    return known.ok ? done(null, ...known.happened) : known
  }
  await rememberNew(work, newcomer, await likelyOthers(work.tx, work.allianceId, newcomer))
  return done(null)
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
  if (!moved.ok) return moved
  const { id, personId, reference } = moved.value
  const detail = { reference, needs, on: nextActionOn }
  return done(moved.value, ...who.happened, { about: { type: 'request', id }, person: personId, detail })
})
