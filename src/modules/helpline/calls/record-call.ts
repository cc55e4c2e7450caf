import { sql } from 'kysely'
import { recordPerson } from '#modules/people'
import { londonDate } from '#platform/clock'
import { command, type Work } from '#platform/command'
import { newId } from '#platform/ids'
import { done, type Outcome, refuse } from '#platform/outcome'
import { closeRequest } from '../requests/close-request'
import { planRequest } from '../requests/plan-request'
import { recordRequest } from '../requests/record-request'
import { OPEN } from '../requests/request.moves'
import { type CallInput, knownPerson, leavesOpen, NEW_PERSON, NEW_REQUEST, NEXT_STEPS } from './call'
import { likelyMatches } from './likely-matches'

interface Known {
  readonly id: string
  readonly reference: string
}

const knownCaller = async ({ tx, allianceId }: Work, reference: string): Promise<Outcome<Known>> => {
  const person = await tx
    .selectFrom('person')
    .select(['id', 'reference'])
    .where('alliance_id', '=', allianceId)
    .where('reference', '=', reference.toUpperCase())
    .executeTakeFirst()
  return person ? done(person) : refuse('not-found')
}

const newCaller = async (work: Work, input: CallInput): Promise<Outcome<Known>> => {
  const likely = input.person === NEW_PERSON ? [] : await likelyMatches(work.tx, work.allianceId, input)
  if (likely.length > 0) return { ...refuse('maybe-known', 'We may know them already. Choose who it is', 'person'), status: 422 }
  const { name, phones, postcode, language, safeContact } = input
  const blank = { knownAs: '', birthYear: null, email: null, address: '', reachBy: 'call', supportNeeds: '' } as const
  return recordPerson.within(work, { ...blank, name, phones, postcode, language, safeContact })
}

const stepOf = ({ next, nextWords, nextOn }: CallInput, today: string) => {
  const words = next === 'other' && nextWords ? nextWords : [NEXT_STEPS[next], nextWords].filter(Boolean).join(': ')
  return { nextAction: words, nextActionOn: leavesOpen(next) ? nextOn : today }
}

const SORTED = { outcome: 'helped', whatChanged: 'Sorted during the call' } as const

const openAnew = async (work: Work, input: CallInput, personId: string): Promise<Outcome<Known>> => {
  const asked = { words: input.notes.slice(0, 4000), needs: input.needs, barriers: input.barriers }
  const opened = await recordRequest.within(work, {
    ...asked,
    ...stepOf(input, work.today),
    personId,
    source: input.direction === 'in' ? 'call' : 'desk',
  })
  if (!opened.ok || input.next !== 'sorted') return opened
  const closed = await closeRequest.within(work, { ...SORTED, id: opened.value.id })
  return closed.ok ? done(opened.value, ...opened.happened, ...closed.happened) : closed
}

/** Finds an open request of this very person, and adds what they also need. */
const addTo = async ({ tx, allianceId }: Work, input: CallInput, personId: string): Promise<Known | undefined> => {
  const both = (column: 'needs' | 'barriers') =>
    sql<string[]>`array(select distinct unnest(${sql.ref(column)} || ${[...input[column]]}::text[]))`
  return tx
    .updateTable('request')
    .set({ needs: both('needs'), barriers: both('barriers') })
    .where('alliance_id', '=', allianceId)
    .where('reference', '=', input.request.toUpperCase())
    .where('person_id', '=', personId)
    .where('status', 'in', OPEN)
    .returning(['id', 'reference'])
    .executeTakeFirst()
}

const goOnWith = async (work: Work, input: CallInput, personId: string): Promise<Outcome<Known>> => {
  const request = await addTo(work, input, personId)
  if (!request) return refuse('moved-on')
  if (input.next === 'nothing') return done(request)
  const moved =
    input.next === 'sorted'
      ? await closeRequest.within(work, { ...SORTED, id: request.id })
      : await planRequest.within(work, { ...stepOf(input, work.today), id: request.id })
  return moved.ok ? done(request, ...moved.happened) : moved
}

const requestOf = async (work: Work, input: CallInput, personId: string): Promise<Outcome<Known | null>> => {
  const isNew = (input.request || NEW_REQUEST) === NEW_REQUEST
  if (!isNew) return goOnWith(work, input, personId)
  return input.next === 'nothing' ? done(null) : openAnew(work, input, personId)
}

/** A refusal of a step stands at the desk's own field. */
const DESK_FIELDS: Readonly<Record<string, string>> = { nextActionOn: 'nextOn', outcome: 'next' }

const writeCall = async ({ tx, allianceId, actor, at }: Work, input: CallInput, personId: string, request: Known | null) => {
  const minutes = input.minutes ?? 0
  const started = new Date(at.getTime() - minutes * 60_000)
  const { direction, result, notes } = input
  const id = newId(at)
  await tx
    .insertInto('call')
    .values({
      ...{ alliance_id: allianceId, id, person_id: personId, request_id: request?.id ?? null, account_id: actor.accountId },
      ...{ direction, result, notes, minutes, started_at: started, called_on: londonDate(started) },
    })
    .execute()
  return id
}

/**
 * Records one call and all that comes of it, at once: the person when new, the request opened, planned or closed, the call.
 * Refuses a caller we may know already (`maybe-known`) until told to go on, and a request that is no longer open.
 */
export const recordCall = command('call.record', async (work, input: CallInput) => {
  const who = await (knownPerson(input.person) ? knownCaller(work, knownPerson(input.person)) : newCaller(work, input))
  if (!who.ok) return who
  const request = await requestOf(work, input, who.value.id)
  if (!request.ok) return { ...request, ...(request.field && { field: DESK_FIELDS[request.field] ?? request.field }) }
  const id = await writeCall(work, input, who.value.id, request.value)
  return done(
    { id, person: who.value.reference, request: request.value?.reference ?? null },
    ...who.happened,
    ...request.happened,
    {
      about: { type: 'call', id },
      person: who.value.id,
      also: request.value ? [{ type: 'request', id: request.value.id }] : [],
      detail: { direction: input.direction, result: input.result, minutes: input.minutes ?? 0 },
    },
  )
})
