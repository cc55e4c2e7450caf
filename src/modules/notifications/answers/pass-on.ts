import { askForCallBack } from '#modules/callbacks'
import { command, type Work } from '#platform/command'
import { done, refuse } from '#platform/outcome'
import { inboundMoves } from '../inbound.moves'
import { tellGuardians } from '../staff/tell-guardians'
import { tellStaff } from '../staff/tell-staff'
import { happened, type Known, settle } from './settle-text'

type Unclear = Known & { readonly because: string }
type Texted = Known['people'][number] | undefined

/** Who uses a number, for whoever rings it; someone kept apart is not named to those who may not see them. */
const usersOf = (people: Known['people']): string => {
  const named = people.filter(({ restricted }) => !restricted).map(({ reference }) => reference)
  return named.length > 1 ? ` (${named.join(' and ')} use it)` : ''
}

const callTask = (work: Work, { text, people, asked, because }: Unclear, person: string): Promise<void> => {
  const about = asked[0] ? { type: asked[0].aboutType, id: asked[0].aboutId } : { type: 'inbound_text', id: text.id }
  return askForCallBack(work, {
    ...{ person, about, priority: 'soon', cause: `text ${text.id}` },
    why: `They sent us a text. ${because}${usersOf(people)}.`,
    script: `They wrote:\n\n${text.words}`,
  })
}

const tellThose = async (work: Work, text: Known['text'], texted: Texted): Promise<void> => {
  const news = { about: { type: 'inbound_text', id: text.id }, cause: `text ${text.id}`, path: `/messages/texts/${text.id}` }
  if (texted) await tellGuardians(work, { ...news, words: 'Someone whose record is kept apart sent us a text.' })
  else await tellStaff(work, { ...news, to: { role: 'helpline' }, words: 'A text came from a number that nobody we know has.' })
}

/** Whom to ring: the one we asked something last, or whoever has the number. */
const whoTexted = ({ people, asked }: Known): Texted =>
  people.find(({ id }) => asked.some(({ person }) => person === id)) ?? people[0]

/** For a person to read: a call to whom it seems to be from, with the text shown; from a number nobody has, those on the helpline are told. */
export const passOn = command('text.read', async (work, known: Unclear) => {
  const { text, people, because } = known
  const texted = whoTexted(known)
  const move = texted ? inboundMoves.passOn : inboundMoves.leave
  const person_id = people.length === 1 && texted ? texted.id : null
  if (!(await settle(work, text.id, move, { came_of_it: because, person_id }))) return refuse('moved-on')
  if (texted && (!texted.restricted || texted.hasPlan)) await callTask(work, known, texted.id)
  else await tellThose(work, text, texted)
  return done(null, ...(texted ? [happened(text, texted.id, because)] : []))
})
