import { onlyTheirOwn, reachRequest } from '#modules/champions'
import type { Attempt } from '#platform/forms'
import type { Ask, Reply, Route } from '#platform/http/ask'
import { form, page, refused } from '#platform/http/routes'
import { reading } from '#platform/reading'
import { practised } from './skill.queries'
import { type Answers, type Moment, skillCheckForm } from './skill-check'
import { skillCheckPage } from './skill-check.page'
import { skillsPage } from './skills.page'
import { takeSkillCheck } from './take-skill-check'

const requestAt = (ask: Ask): string => ask.params.request ?? ''

const showSkills = async (ask: Ask): Promise<Reply> => {
  const read = await reading(ask.ctx, 'skill.list', (tx) => practised(tx, ask.ctx.allianceId))
  return read.ok ? skillsPage(ask, read.value) : refused(read)
}

const check = (moment: Moment): Route[] =>
  form({
    path: `/requests/:request/skills/${moment}`,
    action: 'skill.check',
    schema: skillCheckForm,
    show: async (ask: Ask, attempt: Attempt): Promise<Reply> => {
      const { allianceId, actor } = ask.ctx
      const read = await reading(ask.ctx, 'skill.check', (tx) => reachRequest(tx, allianceId, actor, requestAt(ask)))
      return read.ok ? skillCheckPage(ask, attempt, read.value, moment) : refused(read)
    },
    act: (ask, answers) => takeSkillCheck(ask.ctx, { request: requestAt(ask), moment, answers: answers as Answers }),
    next: (ask, { request }) => (onlyTheirOwn(ask.ctx.actor) ? '/my' : `/requests/${request}`),
  })

export const routes = [page('/skills', 'skill.list', showSkills), ...check('before'), ...check('after')]
