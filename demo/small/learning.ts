import { recordResource, resourceForm, retireResource } from '#modules/skills'
import type { Chance } from '../chance'
import { madeUpPerson } from '../made-up-people'
import { type Moment, tell } from '../story'
import { askForHelp, ring } from '../tell/requests'
import type { Scene } from './requests'

const LEARNING = [
  {
    name: 'Learn My Way',
    link: 'https://www.learnmyway.com',
    area: 'foundation',
    about: 'Free. Short lessons, one thing at a time',
  },
  {
    name: 'My Computer My Way',
    link: 'https://mcmw.abilitynet.org.uk',
    area: 'foundation',
    about: 'Easier to see, hear and use',
  },
  { name: 'Get Safe Online', link: 'https://www.getsafeonline.org', area: 'safe_and_legal', about: '' },
  {
    name: 'Take Five',
    link: 'https://www.takefive-stopfraud.org.uk',
    area: 'safe_and_legal',
    about: 'What to do when a call feels wrong',
  },
  { name: 'The NHS App', link: 'https://www.nhs.uk/nhs-app', area: 'transacting', about: 'Needs an email address' },
] as const

/** Sheets the alliance wrote itself, in the languages it is asked for. */
const OWN = [
  { name: 'First steps with a tablet', link: 'https://sheets.example/tablet-en', language: 'en' },
  { name: 'Pierwsze kroki z tabletem', link: 'https://sheets.example/tablet-pl', language: 'pl' },
  { name: 'ٹیبلٹ کے ساتھ پہلے قدم', link: 'https://sheets.example/tablet-ur', language: 'ur' },
] as const

const RETIRED = { name: 'The old tablet sheet', link: 'https://sheets.example/tablet-2019', language: 'en' } as const

const add = ({ story, calendar }: Scene, fields: object) =>
  tell(
    story,
    'coordinator',
    [calendar.ago(230), '14:20'],
    recordResource,
    resourceForm.parse({ language: 'en', area: 'foundation', ...fields }),
  )

/** Someone is shown what to learn from, and has it sent. */
const shown = async ({ story, postcodes }: Scene, chance: Chance, at: Moment, learning: string): Promise<void> => {
  await ring(story, at, {
    ...{
      who: { ...madeUpPerson(chance, postcodes), phones: [`+447700900${chance.between(100, 999)}`], safeContact: '' },
      minutes: chance.between(3, 9),
      next: 'signpost',
    },
    ask: {
      words: 'Would like to practise by himself in the evenings.',
      needs: ['learn_skills'],
      barriers: ['skills_and_confidence'],
    },
    ...{ learning, sentHow: 'message' },
  })
}

/** Someone who rang in spring asks by the form now, from a new phone and with a slip in the name: nobody has looked at it yet. */
const asksAgain = async ({ story, calendar, postcodes }: Scene, chance: Chance): Promise<void> => {
  const who = { ...madeUpPerson(chance, postcodes), birthYear: 1949, phones: ['+441614960818'], safeContact: '' }
  await ring(story, [calendar.ago(140), '13:45'], {
    ...{ who, minutes: 7, next: 'sorted', ask: { words: 'Could not hear the video.', needs: ['task'], barriers: ['access'] } },
  })
  const again = { ...who, name: who.name.replace(/(.)(.)$/, '$2$1'), phones: [...who.phones, '+447700900818'] }
  const asked = {
    words: 'I have a new telephone and do not know how to put the numbers in.',
    needs: ['task'],
    barriers: [],
  } as const
  const step = { nextAction: 'Ring them back', nextActionOn: calendar.ahead(1), ringAbout: 'They asked for help on our website' }
  const more = { source: 'public_form', ...step } as const
  await askForHelp(story, [calendar.ago(1), '17:30'], again, { ...asked, needs: [...asked.needs], barriers: [] }, more)
}

/** What the alliance offers to learn from, a little of it shown to people, and someone we may know who asked by the form. */
export const tellLearning = async (scene: Scene, chance: Chance): Promise<void> => {
  const { story, calendar } = scene
  const made: string[] = []
  for (const one of [...LEARNING, ...OWN]) made.push((await add(scene, one)).id)
  const old = await add(scene, RETIRED)
  await tell(story, 'coordinator', [calendar.ago(45), '09:20'], retireResource, old)
  for (const [nth, ago] of [19, 10, 3].entries())
    await shown(scene, chance.fork(nth), [calendar.ago(ago), '12:35'], made[nth] ?? '')
  await asksAgain(scene, chance.fork('again'))
}
