import { heldByOther, owedTo, ringRules } from '#modules/callbacks'
import { findPeople, likelyPeople, type PersonRecord, readPerson } from '#modules/people'
import type { Tx } from '#platform/db'
import { phones, postcode } from '#platform/fields'
import type { Attempt } from '#platform/forms'
import type { Ask } from '#platform/http/ask'
import { isId } from '#platform/ids'
import { openAtDesk } from '../requests/request.queries'
import { hasPick, knownPerson } from './call'
import type { Desk } from './call-desk.page'
import { readDraft, unfinished } from './call-draft'
import type { Offered } from './next-step'
import { deskNow } from './now.queries'
import { offeredLearning, openPlaces } from './signpost'
import { callerBy } from './who-called'

/** One word of the address, tidied. */
export const asked = (ask: Ask, name: string): string => [ask.query[name] ?? ''].flat().join(' ').trim().slice(0, 200)
const sent = ({ values }: Attempt, name: string): string => ([values[name] ?? ''].flat()[0] ?? '').trim()

/** The new caller as far as the form can be read, to see whether we know them. */
const callerSent = (attempt: Attempt) => ({
  name: sent(attempt, 'name'),
  phones: phones().safeParse(sent(attempt, 'phones')).data ?? [],
  postcode: postcode().safeParse(sent(attempt, 'postcode')).data ?? null,
})

type Who = Pick<Desk, 'person' | 'open' | 'owed' | 'heldBy' | 'canRing' | 'windows' | 'hasWords' | 'typed' | 'found' | 'likely'>
const NOBODY: Who = {
  ...{ person: null, open: [], owed: [], heldBy: null, typed: '', found: [], likely: [] },
  ...{ canRing: true, windows: [], hasWords: false },
}

/** Whom the call is with, where the form or the address says who; undefined for a reference nobody has. */
export const readCaller = async (tx: Tx, ask: Ask, attempt: Attempt) => {
  const reference = knownPerson(sent(attempt, 'person')) || asked(ask, 'person')
  if (!reference) return { person: null }
  const person = await readPerson(tx, ask.ctx.allianceId, reference)
  return person && { person }
}

const known = async (tx: Tx, { ctx }: Ask, attempt: Attempt, person: PersonRecord): Promise<Who> => {
  const { allianceId, actor, clock } = ctx
  const [open, owed, heldBy, rules] = await Promise.all([
    openAtDesk(tx, allianceId, person.id),
    owedTo(tx, allianceId, person.id, clock.now()),
    heldByOther({ tx, allianceId, actor, at: clock.now() }, person.id),
    ringRules(tx, allianceId, person.id),
  ])
  return { ...NOBODY, person, open, owed, heldBy, ...rules, ...(await callerRules(tx, allianceId, attempt)) }
}

/** The rules of a ring to whoever rings for them, once it is said who: those of somebody new are anyone's. */
const callerRules = async (tx: Tx, allianceId: string, attempt: Attempt) => {
  const [name, isRung] = [sent(attempt, 'callerName'), sent(attempt, 'ringWhom') === 'caller']
  if (!isRung || !name) return {}
  const numbers = phones().safeParse(sent(attempt, 'callerPhones')).data ?? []
  const caller = await callerBy({ tx, allianceId }, { name, phones: numbers })
  return caller ? ringRules(tx, allianceId, caller.id) : { canRing: true, windows: [], hasWords: false }
}

const searched = async (tx: Tx, ask: Ask, attempt: Attempt): Promise<Who> => {
  const { allianceId } = ask.ctx
  const typed = asked(ask, 'q') || asked(ask, 'phone')
  const found = typed ? await findPeople(tx, allianceId, typed) : []
  const likely = attempt.errors.length > 0 ? await likelyPeople(tx, allianceId, callerSent(attempt)) : []
  return { ...NOBODY, typed, found, likely, ...(await callerRules(tx, allianceId, attempt)) }
}

/** All that the desk shows of a call with this person or with nobody yet: what goes on, and where the form is kept. */
export const readDesk = async (tx: Tx, ask: Ask, attempt: Attempt, person: PersonRecord | null) => {
  const { allianceId, actor, clock } = ask.ctx
  const [at, account] = [clock.now(), actor.accountId]
  const [who, drafts, now, places, learning] = await Promise.all([
    person ? known(tx, ask, attempt, person) : searched(tx, ask, attempt),
    unfinished(tx, allianceId, account, attempt.submission),
    deskNow(tx, allianceId, account, at),
    openPlaces(tx, allianceId),
    offeredLearning(tx, allianceId, person?.language ?? 'en'),
  ])
  const draft = drafts.find(({ id }) => id === attempt.submission)
  return {
    ...who,
    carried: { draft: attempt.submission, incoming: sent(attempt, 'incoming') || asked(ask, 'incoming') },
    now,
    drafts: drafts.filter((one) => one !== draft),
    form: {
      now: at,
      places,
      learning,
      keeping: {
        at: `${ask.base}/calls/drafts/${attempt.submission}`,
        signIn: `${ask.base}/sign-in`,
        turn: draft?.turn ?? 0,
        since: draft?.started_at ?? at,
      },
    },
  }
}

/** What modules offer to do for the caller before the call ends. */
export const offersOf = (ask: Ask, person: string | null, steps: Ask['house']['callSteps']): Promise<Offered[]> =>
  Promise.all(
    steps.flatMap((one) => {
      const { step } = one
      return hasPick(step) ? [one.offers(ask, person).then((offers) => ({ step, ...offers }))] : []
    }),
  )

/** The draft the address names, when it is this worker's own. */
export const draftAsked = (tx: Tx, ask: Ask) => {
  const id = asked(ask, 'draft')
  return isId(id) ? readDraft(tx, ask.ctx.allianceId, ask.ctx.actor.accountId, id) : Promise.resolve(undefined)
}
