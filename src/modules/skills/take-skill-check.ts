import { reachRequest } from '#modules/champions'
import { command } from '#platform/command'
import { newId } from '#platform/ids'
import { done, refuse } from '#platform/outcome'
import { skillIds } from './seed-skills'
import { type Answers, type Moment, soFar } from './skill-check'

export interface TakeSkillCheck {
  /** The reference of the request: R-1001. */
  readonly request: string
  readonly moment: Moment
  readonly answers: Answers
}

/** Writes down what a learner can do at the start or the end of a request. Once for each. */
export const takeSkillCheck = command(
  'skill.check',
  async ({ tx, allianceId, actor, at, today }, input: TakeSkillCheck) => {
    const request = await reachRequest(tx, allianceId, actor, input.request)
    if (!request) return refuse('not-found')
    const ids = await skillIds(tx, allianceId, Object.keys(input.answers))
    const id = newId(at)
    const check = { alliance_id: allianceId, id, person_id: request.person_id, request_id: request.id }
    await tx
      .insertInto('skill_check')
      .values({ ...check, moment: input.moment, taken_on: today })
      .execute()
    const rows = Object.entries(input.answers).flatMap(([code, answer]) => {
      const skill = ids.get(code)
      return skill ? [{ alliance_id: allianceId, skill_check_id: id, skill_id: skill, answer }] : []
    })
    if (rows.length === 0) return refuse('no-answers', 'Answer at least one of the questions')
    await tx.insertInto('skill_check_answer').values(rows).execute()
    return done(
      { id, request: request.reference },
      {
        about: { type: 'skill_check', id },
        person: request.person_id,
        also: [{ type: 'request', id: request.id }],
        detail: { moment: input.moment, soFar: soFar(input.answers) },
      },
    )
  },
  {
    skill_check_alliance_id_request_id_moment_key: refuse(
      'moved-on',
      'This skill check has been done already. It is on the page of the request.',
    ),
  },
)
