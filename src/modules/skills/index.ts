import type { Module } from '#platform/module'
import { routes } from './routes'
import { skillPanel } from './skill-panel'

export { AREAS, FOUNDATION, FRAMEWORK, SKILL_CODES, skillName } from './framework'
export { seedSkills, skillIds } from './seed-skills'
export { takeSkillCheck } from './take-skill-check'

export const skills: Module = {
  name: 'skills',
  routes,
  panels: [skillPanel],
  says: {
    'skill.check': ({ moment, soFar }) => `Skill check at the ${moment === 'before' ? 'start' : 'end'}: ${soFar}`,
  },
}
