/** Essential Digital Skills as we say them to people: in our own words, so that anyone can tell whether they can do it. */
export const AREAS = {
  foundation: 'First steps',
  communicating: 'Talking to people',
  information: 'Finding and keeping things',
  transacting: 'Buying, paying and applying',
  problem_solving: 'Working things out',
  safe_and_legal: 'Staying safe',
} as const
export type Area = keyof typeof AREAS

export interface Skill {
  readonly code: string
  readonly name: string
  readonly area: Area
  readonly level: 'foundation' | 'life'
  readonly source: string
}

const FOUNDATION_SOURCE = 'Essential Digital Skills, foundation'
const LIFE_SOURCE = 'Essential Digital Skills for life, by area'

const first = (code: string, name: string): Skill => ({
  code,
  name,
  area: 'foundation',
  level: 'foundation',
  source: FOUNDATION_SOURCE,
})
const life = (area: Area, name: string): Skill => ({
  code: area.replaceAll('_', '-'),
  name,
  area,
  level: 'life',
  source: LIFE_SOURCE,
})

/** The eight first steps: someone who can do all of them alone has the foundation. A skill check asks about these. */
export const FOUNDATION: readonly Skill[] = [
  first('turn-on', 'Switch a device on and sign in'),
  first('controls', 'Use the touch screen, or the mouse and keys'),
  first('settings', 'Make it easier to see, hear or use'),
  first('apps', 'Find an app and open it'),
  first('wifi', 'Join a Wi-Fi network'),
  first('web', 'Open the internet and visit a website'),
  first('passwords', 'Keep passwords safe'),
  first('change-password', 'Change a password when asked to'),
]

/** The five skills for daily life. */
export const LIFE: readonly Skill[] = [
  life('communicating', 'Email, messages and video calls'),
  life('information', 'Look things up, and save and find photos and files'),
  life('transacting', 'Shop, bank, pay and fill in forms online'),
  life('problem_solving', 'Find help online when stuck, and learn from it'),
  life('safe_and_legal', 'Spot scams, and keep private things private'),
]

export const FRAMEWORK: readonly Skill[] = [...FOUNDATION, ...LIFE]

export const SKILL_CODES = FRAMEWORK.map(({ code }) => code) as [string, ...string[]]

/** What a code is called; a code nobody knows any more is shown as it is. */
export const skillName = (code: string): string => FRAMEWORK.find((skill) => skill.code === code)?.name ?? code
