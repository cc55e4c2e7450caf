import {
  correctPerson,
  detailsForm,
  giveConsent,
  planForm,
  recordPerson,
  restrictPerson,
  savePlan,
  writeNote,
} from '#modules/people'
import { concernForm, raiseConcern, setNumbers } from '#modules/safeguarding'
import type { Chance } from '../chance'
import { type MadeUpPerson, madeUpPerson } from '../made-up-people'
import { type Moment, tell } from '../story'
import type { Known } from '../tell/requests'
import type { Scene } from './requests'

interface Told {
  readonly person: Known
  readonly who: MadeUpPerson
  readonly at: Moment
}

const meet = async ({ story, postcodes }: Scene, chance: Chance, at: Moment): Promise<Told> => {
  const who = { ...madeUpPerson(chance, postcodes), safeContact: '' }
  return { who, at, person: await tell(story, 'helpline', at, recordPerson, who) }
}

const SPOKEN = { purpose: 'hold', partner: null, how: 'spoken', onBehalf: '', endsOn: null } as const

/** Someone with a whole record: how to reach them in order, what helps, what they agree to, and a note. */
const wholeRecord = async (scene: Scene, chance: Chance, day: string): Promise<void> => {
  const { story } = scene
  const { person, who, at } = await meet(scene, chance, [day, '10:20'])
  const details = detailsForm.parse({
    ...{ name: who.name, sayAs: `Mrs ${who.name.split(' ').at(-1)}`, birthYear: '1941', postcode: who.postcode ?? '' },
    ...{ phones: '0161 496 0731 home\n07700 900731 her own mobile', address: '14 Longmeadow Road', bestTimes: 'Mornings' },
    ...{ firstWay: 'call', secondWay: 'letter', accessNeeds: ['large_print', 'hearing_loop'], supportNeeds: 'Going slowly' },
  })
  await tell(story, 'helpline', at, correctPerson, { ...details, reference: person.reference })
  await tell(story, 'helpline', at, giveConsent, { ...SPOKEN, givenOn: day, reference: person.reference })
  const research = { ...SPOKEN, purpose: 'research', how: 'writing', givenOn: day } as const
  await tell(story, 'coordinator', [day, '15:00'], giveConsent, { ...research, reference: person.reference })
  const words = 'Her granddaughter visits on Sundays and is glad to sit in.'
  await tell(story, 'helpline', [day, '10:40'], writeNote, { reference: person.reference, words })
}

/** Someone who may be rung at one number and at certain hours, and never written to. */
const safePlan = async (scene: Scene, chance: Chance, day: string): Promise<void> => {
  const { person, at } = await meet(scene, chance, [day, '11:05'])
  const plan = planForm.parse({
    ...{ words: 'Ask for her by first name. If a man answers, say it was a wrong number.', safeNumber: '07700 900732' },
    ...{ day1: 'tuesday', from1: '10:00', until1: '12:00', day2: 'thursday', from2: '10:00', until2: '12:00' },
    ...{ ourName: 'the library', neverText: 'yes', neverWrite: 'yes' },
  })
  await tell(scene.story, 'helpline', at, savePlan, { ...plan, reference: person.reference })
}

/** Someone whose record is kept apart; the helpline worker who knows them may still see it. */
const keptApart = async (scene: Scene, chance: Chance, day: string): Promise<void> => {
  const { story } = scene
  const { person } = await meet(scene, chance, [day, '12:10'])
  const readers = [story.actors.helpline?.accountId ?? ''].filter(Boolean)
  const why = 'Moved here to be safe. Nobody may learn that we know them.'
  await tell(story, 'coordinator', [day, '12:30'], restrictPerson, { reference: person.reference, why, readers, stops: [] })
}

const concern = async (scene: Scene, chance: Chance, day: string): Promise<void> => {
  const { story } = scene
  const { person } = await meet(scene, chance, [day, '14:00'])
  const numbers = { adults: '0161 496 0601', children: '0161 496 0602', atNight: '0161 496 0603', words: '' }
  await tell(story, 'admin', [day, '09:10'], setNumbers, numbers)
  const words = 'She said a nephew she met once has her bank card and comes by for the PIN. She sounded frightened of him.'
  const raised = concernForm.parse({ words, saidAbout: person.reference, atRisk: 'adult' })
  await tell(story, 'helpline', [day, '14:25'], raiseConcern, raised)
}

/** Records worth opening: whole ones, one with a plan, one kept apart, and a concern. */
export const recordTales = (scene: Scene, chance: Chance): (() => Promise<void>)[] =>
  ([wholeRecord, safePlan, keptApart, concern] as const).map(
    (told, nth) => () => told(scene, chance.fork(`record ${nth}`), scene.calendar.ago(11 + nth * 6)),
  )
