import { ringDayFrom } from '#modules/callbacks'
import { acceptMatch, askChampion, endMatch } from '#modules/champions'
import { callForm, closeRequest, type OutcomeOfRequest, recordCall, recordRequest } from '#modules/helpline'
import { recordPerson } from '#modules/people'
import { recordUnplanned } from '#modules/sessions'
import { FOUNDATION, takeSkillCheck } from '#modules/skills'
import { addDays } from '#platform/clock'
import type { Chance } from '../chance'
import type { MadeUpPerson } from '../made-up-people'
import { type Moment, type Story, tell } from '../story'
import { type Ask, answersOf, practised } from './asks'
import type { KnownChampion } from './champions'

export interface Known {
  readonly id: string
  readonly reference: string
}

export interface Asked extends Known {
  /** The person's reference. */
  readonly person: string
  readonly name: string
}

interface Step {
  readonly nextAction: string
  readonly nextActionOn: string
}

type NotByPhone = 'public_form' | 'partner' | 'desk'

interface Otherwise extends Step {
  readonly source: NotByPhone
  readonly partnerId?: string
  /** Why we said we would ring them, where we did. */
  readonly ringAbout?: string
}

/** Someone we know asks for help otherwise than by phone. */
export const askAgain = async (
  story: Story,
  at: Moment,
  person: Known & { readonly name: string },
  ask: Ask,
  { ringAbout, ...more }: Otherwise,
): Promise<Asked> => {
  const { needs, barriers, words } = ask
  const ring = ringAbout ? { ring: { person: person.id, why: ringAbout } } : {}
  const input = { words, needs: [...needs], barriers: [...barriers], personId: person.id, ...ring, ...more }
  const request = await tell(story, 'helpline', at, recordRequest, input)
  return { ...request, person: person.reference, name: person.name }
}

/** Someone new asks for help otherwise than by phone. */
export const askForHelp = async (story: Story, at: Moment, person: MadeUpPerson, ask: Ask, more: Otherwise): Promise<Asked> => {
  const known = await tell(story, 'helpline', at, recordPerson, person)
  return askAgain(story, at, { ...known, name: person.name }, ask, more)
}

const requestBy = async ({ db, allianceId }: Story, reference: string): Promise<Known> =>
  db.transaction({ allianceId, readOnly: true }, (tx) =>
    tx
      .selectFrom('request')
      .select(['id', 'reference'])
      .where('alliance_id', '=', allianceId)
      .where('reference', '=', reference)
      .executeTakeFirstOrThrow(),
  )

/** Someone made up, who is known already when they have a reference. */
type Caller = MadeUpPerson & { readonly reference?: string }

interface Ring {
  /** Someone new or known, or the reference of someone we know. */
  readonly who: Caller | string
  readonly ask: Ask
  readonly minutes: number
  readonly next: 'session' | 'ring' | 'lend' | 'refer' | 'other' | 'sorted' | 'signpost' | 'nothing'
  readonly nextOn?: string
  readonly nextWords?: string
  readonly result?: 'spoke' | 'voicemail' | 'no_answer' | 'call_again' | 'language_line'
  readonly direction?: 'in' | 'out'
  readonly request?: string
  readonly theme?: string
  /** What they are shown to learn from, and how they are told. */
  readonly learning?: string
  readonly sentHow?: 'told' | 'message'
  /** Who rings for them, where somebody does. */
  readonly onBehalf?: Readonly<Record<string, string>>
}

const caller = (who: Caller | string) =>
  typeof who === 'string' || who.reference
    ? { person: typeof who === 'string' ? who : String(who.reference) }
    : {
        name: who.name,
        phones: who.phones.join('\n'),
        postcode: who.postcode ?? '',
        language: who.language,
        safeContact: who.safeContact,
        person: 'new',
      }

/** One helpline call, as the desk writes it down. */
export const ring = (story: Story, at: Moment, { who, ask, minutes, onBehalf, ...more }: Ring) =>
  tell(
    story,
    'helpline',
    at,
    recordCall,
    callForm.parse({
      ...caller(who),
      notes: ask.words,
      needs: [...ask.needs],
      barriers: [...ask.barriers],
      minutes: String(minutes),
      ...more,
      // The demonstration starts on any day of the week.
      ...(more.next === 'ring' && more.nextOn && { ringOn: ringDayFrom(more.nextOn) }),
      ...onBehalf,
      ...(more.next === 'nothing' && { whyNothing: 'has_help' }),
    }),
  )

/** A call that leaves a request open. */
export const ringForHelp = async (story: Story, at: Moment, call: Ring & { readonly who: Caller }): Promise<Asked> => {
  const { person, request } = await ring(story, at, call)
  return { ...(await requestBy(story, String(request))), person, name: call.who.name }
}

/** The desk asks a champion, who says yes the day after. */
export const match = async (story: Story, asked: Asked, champion: KnownChampion, day: string): Promise<Known> => {
  const { id, request } = await tell(story, 'coordinator', [day, '11:20'], askChampion, {
    request: asked.reference,
    champion: champion.reference,
  })
  await tell(story, champion.actor, [addDays(day, 1), '18:05'], acceptMatch, { match: id })
  return { id, reference: request }
}

interface Held {
  readonly day: string
  readonly time: string
  readonly minutes: number
  readonly way: 'in_person' | 'phone' | 'video'
}

/** The champion helps, and writes it down in a minute. */
export const help = (story: Story, chance: Chance, asked: Asked, champion: KnownChampion, { day, time, minutes, way }: Held) =>
  tell(story, champion.actor, [day, '21:00'], recordUnplanned, {
    request: asked.reference,
    date: day,
    time,
    minutes,
    way,
    champion: null,
    ...practised(chance),
  })

/** What the learner can do, at the start or at the end. */
export const check = (
  story: Story,
  chance: Chance,
  asked: Asked,
  champion: KnownChampion,
  moment: 'before' | 'after',
  day: string,
) =>
  tell(story, champion.actor, [day, '21:10'], takeSkillCheck, {
    request: asked.reference,
    moment,
    answers: answersOf(
      chance,
      FOUNDATION.map(({ code }) => code),
      moment,
    ),
  })

/** The request ends, and with it whoever was helping. */
export const close = async (
  story: Story,
  at: Moment,
  asked: Known,
  outcome: OutcomeOfRequest,
  whatChanged = '',
  matched?: Known,
): Promise<void> => {
  if (matched) await tell(story, 'coordinator', at, endMatch, { match: matched.id })
  await tell(story, 'helpline', at, closeRequest, { id: asked.id, outcome, whatChanged })
}
