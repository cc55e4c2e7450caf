import type { Barrier, Need } from '#modules/helpline'
import { SKILL_CODES } from '#modules/skills'
import type { Chance } from '../chance'

/** What someone asks for, in the words the desk would write down. */
export interface Ask {
  readonly words: string
  readonly needs: readonly Need[]
  readonly barriers: readonly Barrier[]
}

const ask = (words: string, needs: readonly Need[], barriers: readonly Barrier[]): Ask => ({ words, needs, barriers })

export const LEARNING: readonly Ask[] = [
  ask('Would like to see her granddaughter on a video call.', ['learn_skills'], ['skills_and_confidence']),
  ask('Has a new tablet in its box and is afraid to break it.', ['learn_skills'], ['skills_and_confidence', 'motivation']),
  ask(
    'The surgery takes bookings online now. Wants to do it without asking his son.',
    ['learn_skills', 'task'],
    ['skills_and_confidence'],
  ),
  ask('Wants to know how to tell a real message from a false one.', ['learn_skills'], ['skills_and_confidence']),
  ask('Is looking for work and every form is online.', ['learn_skills', 'task'], ['skills_and_confidence', 'cost']),
  ask('Would like to follow the football and the news on the phone.', ['learn_skills'], ['motivation']),
  ask(
    'Speaks little English and would like to learn in their own language.',
    ['learn_skills'],
    ['language', 'skills_and_confidence'],
  ),
  ask(
    'Cannot read small print. Someone told him the phone can read aloud.',
    ['learn_skills'],
    ['disability', 'skills_and_confidence'],
  ),
  ask('Wants to join the gardening group, which meets by video in winter.', ['learn_skills', 'join_group'], ['motivation']),
]

export const BORROWING: readonly Ask[] = [
  ask('Shares one old phone with two children who have homework.', ['borrow_device', 'data'], ['cost']),
  ask('Applies for jobs from the library and would like to do it at home.', ['borrow_device'], ['cost']),
  ask('Has just moved in and has nothing to get online with.', ['borrow_device', 'learn_skills'], ['cost', 'access']),
  ask(
    'Hospital appointments are by video and the phone is too small.',
    ['borrow_device', 'learn_skills'],
    ['cost', 'disability'],
  ),
  ask('Would like to try a tablet before she buys one.', ['borrow_device'], ['motivation', 'cost']),
]

export const SMALL: readonly Ask[] = [
  ask('Forgot the password of his email.', ['task'], ['skills_and_confidence']),
  ask('Wanted to know where there is Wi-Fi near the bus station.', ['task'], ['access']),
  ask('Needed help to print a letter for the council.', ['task'], ['access']),
  ask('Asked which course starts next and whether it is free.', ['join_group'], ['motivation']),
  ask('The data ran out before the end of the month.', ['data'], ['cost']),
  ask('Wanted to renew a bus pass online.', ['task'], ['skills_and_confidence']),
]

export const CHANGED = [
  'Rings her family by video every Sunday now.',
  'Booked an appointment alone for the first time.',
  'Sends photos and reads the news each morning.',
  'Applied for three jobs and has an interview.',
  'Shops online when the weather is bad.',
  'Knows how to check whether a message is real.',
  'Joined the group and keeps in touch with two people from it.',
] as const

const NOTES = [
  'Went well. A little nervous at first.',
  'Wants to go over it once more next time.',
  'Took notes in large letters; will try alone.',
  'Rang a relative together. Many smiles.',
  'The Wi-Fi at home is slow. Wrote down what to ask the provider.',
  '',
] as const

/** What was practised, and what to remember. */
export const practised = (chance: Chance) => ({
  skills: chance.some(SKILL_CODES, chance.between(1, 3)),
  notes: chance.pick(NOTES),
})

/** Answers to a skill check: by the end, more goes alone. */
export const answersOf = (chance: Chance, codes: readonly string[], moment: 'before' | 'after') => {
  const answers =
    moment === 'before' ? (['not_yet', 'not_yet', 'with_help', 'alone'] as const) : (['with_help', 'alone', 'alone'] as const)
  return Object.fromEntries(codes.map((code) => [code, chance.pick(answers)]))
}
