import type { Module } from '#platform/module'
import { routes } from './routes'
import { skillPanel } from './skill-panel'

export { AREAS, type Area, FOUNDATION, FRAMEWORK, LIFE, SKILL_CODES, type Skill, skillName } from './framework'
export { seedSkills, skillIds } from './seed-skills'
export { readChecks, type TakenCheck } from './skill.queries'
export { type Answer, type Answers, type Moment, soFar, whatChanged } from './skill-check'
export { type TakeSkillCheck, takeSkillCheck } from './take-skill-check'

export const skills: Module = {
  name: 'skills',
  routes,
  panels: [skillPanel],
  says: {
    'skill.check': ({ moment, soFar }) => `Skill check at the ${moment === 'before' ? 'start' : 'end'}: ${soFar}`,
  },
}
