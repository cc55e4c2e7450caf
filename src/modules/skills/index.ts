import type { Module } from '#platform/module'
import { learningRoutes, learningSays } from './learning/routes'
import { routes } from './routes'
import { skillPanel } from './skill-panel'

export { AREAS, FOUNDATION, FRAMEWORK, SKILL_CODES, skillName } from './framework'
export { type ResourceInput, resourceForm } from './learning/resource'
export { retireResource } from './learning/retire-resource'
export { recordResource } from './learning/save-resource'
export { seedSkills, skillIds } from './seed-skills'
export { takeSkillCheck } from './take-skill-check'

export const skills: Module = {
  name: 'skills',
  routes: [...routes, ...learningRoutes],
  panels: [skillPanel],
  menu: [{ label: 'Learning', path: '/learning', action: 'resource.list', order: 76 }],
  says: {
    ...learningSays,
    'skill.check': ({ moment, soFar }) => `Skill check at the ${moment === 'before' ? 'start' : 'end'}: ${soFar}`,
  },
}
