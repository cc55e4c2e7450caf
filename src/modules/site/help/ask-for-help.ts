import { inWords, NEEDS, type Standing, writeRequest } from '#modules/helpline'
import { personForm, type RecordedPerson, writeConsent, writePerson } from '#modules/people'
import { command, type Work } from '#platform/command'
import { done } from '#platform/outcome'
import { workingDaysOn } from '#platform/working-days'
import { type HelpInput, type Way, YOU_ARE } from './help'

/** Whom we get in touch with: whoever asked, the person they asked for, or the asker about that person. */
export type Reached = 'you' | 'them' | 'asker'

export interface AskedForHelp {
  readonly reference: string
  readonly way: Way
  readonly by: string
  readonly who: Reached
}

const BACK: Readonly<Record<Way, (who: string) => string>> = {
  call: (who) => `Ring ${who}`,
  text: (who) => `Text ${who}`,
  email: (who) => `Email ${who}`,
  letter: (who) => `Write to ${who}`,
}

const reachedBy = ({ whom, agreed }: HelpInput): Reached => {
  if (whom === 'me') return 'you'
  return agreed === 'not_yet' ? 'asker' : 'them'
}

/** The first step of the helpline, with the way that was chosen. Who asked is on the request, and in no words of it: they may be erased. */
const nextAction = (input: HelpInput, who: Reached): string => {
  const back = BACK[input.way]
  if (who === 'you') return input.way === 'letter' ? 'Write to them' : back('them back')
  return who === 'them' ? `${back('them')}: someone asked for them` : `${back('whoever asked')}: does the person agree?`
}

const WHY: Readonly<Record<Reached, string>> = {
  you: 'They asked for help on our website',
  them: 'Someone asked for them on our website',
  asker: 'They asked for someone on our website. Does that person agree?',
}

/** Whom we said we would ring, where ringing is the way they chose. */
const ringOf = ({ way, needs }: HelpInput, { person, asker }: Written, who: Reached) => {
  if (way !== 'call') return {}
  return { ring: { person: who === 'asker' && asker ? asker.id : person.id, why: `${WHY[who]}: ${inWords(needs, NEEDS)}` } }
}

/** Someone with the ways of being reached that the form asked for: the one they chose is used, and the others are left as they are. */
const reachable = (name: string, input: HelpInput) => ({
  ...{ ...personForm.parse({ name }), phones: input.phones, email: input.email, address: input.address },
  ...{ postcode: input.postcode, language: input.language, reachBy: input.way, safeContact: input.safeContact },
  ...{ bestTimes: input.bestTimes, never: input.never },
})

/** The asker, when the person is the one to be reached: their name, and a number or an email if they gave one. */
const askerOf = ({ askerName, askerReach: { phone, email } }: HelpInput) => ({
  ...{ ...personForm.parse({ name: askerName }), phones: phone ? [phone] : [], email },
})

interface Written {
  readonly person: RecordedPerson
  readonly asker: RecordedPerson | null
}

const writePeople = async (work: Work, input: HelpInput, who: Reached): Promise<Written> => {
  if (who === 'you') return { person: (await writePerson(work, reachable(input.name, input))).value, asker: null }
  if (who === 'them') {
    const person = (await writePerson(work, reachable(input.name, input))).value
    return { person, asker: (await writePerson(work, askerOf(input))).value }
  }
  // Until they agree we keep no more of them than a name.
  const person = (await writePerson(work, personForm.parse({ name: input.name }))).value
  return { person, asker: (await writePerson(work, reachable(input.askerName, input))).value }
}

const keepConsent = async (work: Work, input: HelpInput, { person }: Written, who: Reached): Promise<void> => {
  if (who === 'asker') return
  const onBehalf = who === 'them' ? YOU_ARE[input.standing as Standing] : ''
  await writeConsent(work, { personId: person.id, purpose: 'hold', how: 'online', onBehalf })
}

/** Someone asks for help on the public site, for themselves or somebody else: to be got back to by the end of the next working day. */
export const askForHelp = command('public.ask-for-help', async (work, input: HelpInput) => {
  const who = reachedBy(input)
  const written = await writePeople(work, input, who)
  await keepConsent(work, input, written, who)
  const by = workingDaysOn(work.today, 1)
  const request = await writeRequest(work, {
    ...{ personId: written.person.id, source: 'public_form', words: input.words, needs: input.needs, barriers: [] },
    ...{ theme: input.theme || null, nextAction: nextAction(input, who), nextActionOn: by },
    ...ringOf(input, written, who),
    ...(written.asker && {
      asker: { id: written.asker.id, standing: input.standing as Standing, agreed: input.agreed || 'not_yet' },
    }),
  })
  if (!request.ok) return request
  return done<AskedForHelp>({ reference: request.value.reference, way: input.way, by, who }, ...request.happened)
})
