import { likelyPeople, meetPerson, personForm, recordPerson } from '#modules/people'
import type { Work } from '#platform/command'
import { done, type Outcome, refuse } from '#platform/outcome'
import { OPEN } from '../requests/request.moves'
import { type Agreed, asksFirst, type CallInput, forOther, NEW_REQUEST, NOT_AGREED, type Standing } from './call'
import { NOT_YOURS } from './not-yours'

export interface Known {
  readonly id: string
  readonly reference: string
}

const { name: _nobody, ...blank } = personForm.parse({ name: 'Nobody yet' })

/**
 * The person the call is about: known already, or recorded now. Refuses `maybe-known` until told to go on, and `not-found` at the
 * field `person`.
 */
const personOfCall = async (work: Work, input: CallInput): Promise<Outcome<Known>> => {
  const { person, name, phones, postcode, language, safeContact } = input
  const met = await meetPerson(work, { ...blank, name, phones, postcode, language, safeContact }, person)
  return !met.ok && met.code === 'not-found' ? NOT_YOURS : met
}

/** The one person we know by this very name, and this number. */
export const callerBy = async (
  { tx, allianceId }: Pick<Work, 'tx' | 'allianceId'>,
  { name, phones }: { readonly name: string; readonly phones: readonly string[] },
  about?: Known,
): Promise<Known | undefined> => {
  const likely = (await likelyPeople(tx, allianceId, { name, phones })).filter(
    (person) => person.id !== about?.id && person.name.toLowerCase() === name.toLowerCase(),
  )
  return likely.length === 1 ? likely[0] : undefined
}

/**
 * The one who rang for them, when that is someone else: the person we know by that very number and name, or someone new, who
 * is a person in their own right. Null when they rang themselves.
 */
const callerOfCall = async (work: Work, input: CallInput, about: Known): Promise<Outcome<Known | null>> => {
  if (!forOther(input)) return done(null)
  const { callerName: name, callerPhones: phones } = input
  const only = await callerBy(work, { name, phones }, about)
  if (only) return done({ id: only.id, reference: only.reference })
  return recordPerson.within(work, { ...personForm.parse({ name }), phones })
}

/** What the request says of whoever asked for it, where this call does not say it anew. */
type Said = Pick<CallInput, 'callerName' | 'standing' | 'agreed' | 'ringWhom'>

interface OnTheCall {
  /** Whom the call is about. */
  readonly about: Known
  /** Who rang for them, or was rung about them, where that is someone else. */
  readonly caller: Known | null
  /** Who was on the line, as the desk has it. */
  readonly line: Known
  readonly said: Partial<Said>
}

/** Whose request this is, where the one on the line asked for it on somebody else's behalf; undefined of anyone's own. */
const askedForOther = ({ tx, allianceId }: Work, { request }: CallInput, line: Known) =>
  tx
    .selectFrom('request as r')
    .innerJoin('person as p', (join) => join.onRef('p.id', '=', 'r.person_id').onRef('p.alliance_id', '=', 'r.alliance_id'))
    .innerJoin('person as k', (join) => join.onRef('k.id', '=', 'r.asker_id').onRef('k.alliance_id', '=', 'r.alliance_id'))
    .select(['p.id', 'p.reference', 'k.name', 'r.asker_standing', 'r.agreed'])
    .where('r.alliance_id', '=', allianceId)
    .where('r.reference', '=', request.toUpperCase())
    .where('r.asker_id', '=', line.id)
    .where('r.person_id', '<>', line.id)
    .where('r.status', 'in', OPEN)
    .executeTakeFirst()

/** “Ring them back” rings whom they have on the line. */
const saidOf = ({ ringWhom }: CallInput, asked: NonNullable<Awaited<ReturnType<typeof askedForOther>>>): Said => ({
  ...{ callerName: asked.name, standing: asked.asker_standing as Standing, agreed: (asked.agreed ?? 'not_yet') as Agreed },
  ringWhom: ringWhom ?? 'caller',
})

/**
 * Who is who on a call: the one on the line, and whom it is about. Somebody we know may ring, or be rung, about a request they asked for on
 * behalf of another: then the call is about that other. Refuses what needs the consent of somebody who has not agreed yet.
 */
export const peopleOfCall = async (work: Work, input: CallInput): Promise<Outcome<OnTheCall>> => {
  const line = await personOfCall(work, input)
  if (!line.ok) return line
  const mayBeAnothers = !forOther(input) && (input.request || NEW_REQUEST) !== NEW_REQUEST
  const asked = mayBeAnothers ? await askedForOther(work, input, line.value) : undefined
  if (asked) {
    const said = saidOf(input, asked)
    if (said.agreed === 'not_yet' && !asksFirst(input.next) && input.next !== 'queue')
      return refuse('not-agreed', NOT_AGREED, 'next')
    const about = { id: asked.id, reference: asked.reference }
    return done({ about, caller: line.value, line: line.value, said }, ...line.happened)
  }
  const caller = await callerOfCall(work, input, line.value)
  if (!caller.ok) return caller
  return done({ about: line.value, caller: caller.value, line: line.value, said: {} }, ...line.happened, ...caller.happened)
}
