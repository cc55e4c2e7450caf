import { canWriteTo, notify } from '#modules/notifications'
import { type Reach, readReach } from '#modules/reach'
import type { Work } from '#platform/command'
import { isId, newId } from '#platform/ids'
import { done, type Outcome, refuse } from '#platform/outcome'
import { prepared } from '#platform/prepared'
import { aboutOf, type Ended } from './after-call'
import type { CallInput } from './call'
import { whereToGo } from './templates'

/** The places somebody can be sent to. */
export const openPlaces = prepared((tx, allianceId: string) =>
  tx
    .selectFrom('place')
    .select(['id', 'name'])
    .where('alliance_id', '=', allianceId)
    .where('closed_on', 'is', null)
    .orderBy('name')
    .limit(300),
)

/** What somebody can learn from, that in their own language first. */
export const offeredLearning = prepared((tx, allianceId: string, language: string) =>
  tx
    .selectFrom('learning_resource')
    .select(['id', 'name', 'language', 'area'])
    .where('alliance_id', '=', allianceId)
    .where('retired_on', 'is', null)
    .orderBy((row) => row('language', '<>', language))
    .orderBy('name')
    .limit(300),
)

interface Where {
  readonly id: string
  readonly name: string
  /** As it is written to them. */
  readonly words: string
}

const placeAt = async ({ tx, allianceId }: Work, id: string): Promise<Where | undefined> => {
  const place = await tx
    .selectFrom('place')
    .select(['id', 'name', 'address', 'postcode'])
    .where('alliance_id', '=', allianceId)
    .where('id', '=', id)
    .where('closed_on', 'is', null)
    .executeTakeFirst()
  return place && { ...place, words: [place.name, place.address, place.postcode].filter(Boolean).join(', ') }
}

const learningAt = async ({ tx, allianceId }: Work, id: string): Promise<Where | undefined> => {
  const resource = await tx
    .selectFrom('learning_resource')
    .select(['id', 'name', 'link'])
    .where('alliance_id', '=', allianceId)
    .where('id', '=', id)
    .where('retired_on', 'is', null)
    .executeTakeFirst()
  return resource && { ...resource, words: `${resource.name}, ${resource.link}` }
}

const found = async (
  asked: string,
  look: (id: string) => Promise<Where | undefined>,
  no: ReturnType<typeof refuse>,
): Promise<Outcome<Where | null>> => {
  if (asked === '') return done(null)
  const where = isId(asked) ? await look(asked) : undefined
  return where ? done(where) : no
}

const write = async (work: Work, input: CallInput, ended: Ended, to: { place: Where | null; learning: Where | null }) => {
  const id = newId(work.at)
  await work.tx
    .insertInto('signpost')
    .values({
      ...{ alliance_id: work.allianceId, id, person_id: ended.person.id, request_id: ended.request?.id ?? null },
      ...{ call_id: ended.call, place_id: to.place?.id ?? null, resource_id: to.learning?.id ?? null },
      ...{ words: input.signpostWords, sent_how: input.sentHow ?? 'told', signposted_at: work.at },
    })
    .execute()
  return id
}

const send = (work: Work, ended: Ended, id: string, name: string, where: string): Promise<unknown> =>
  notify(work, {
    ...{ to: ended.person.id, about: aboutOf(ended), template: whereToGo, cause: `signpost ${id}` },
    personalisation: { name, where },
  })

const NO_WAY = refuse(
  'no-way-to-write',
  'We know no way to write to them. Tell them on the phone, or put a mobile, an email or an address on their record',
  'sentHow',
)

/** How to write to them, where they want it in writing: nobody is rung to hear what they were told on the phone just now. */
const toWriteTo = async (work: Work, { sentHow }: CallInput, { person }: Ended): Promise<Outcome<Reach | null>> => {
  if (sentHow !== 'message') return done(null)
  const reach = await readReach(work.tx, work.allianceId, person.id)
  return reach && (await canWriteTo(work, person.id)) ? done(reach) : NO_WAY
}

/**
 * Notes where they were shown to go or what to learn from, and sends it when they want it in writing. Refuses a place or something
 * to learn from that is not offered now, and sending where nothing can be written to (`no-way-to-write`).
 */
export const signpost = async (work: Work, input: CallInput, ended: Ended): Promise<Outcome<null>> => {
  if (input.next !== 'signpost') return done(null)
  const noPlace = refuse('no-place', 'Choose a place that is open', 'place')
  const place = await found(input.place, (id) => placeAt(work, id), noPlace)
  if (!place.ok) return place
  const noLearning = refuse('no-learning', 'Choose something that is in the list now', 'learning')
  const learning = await found(input.learning, (id) => learningAt(work, id), noLearning)
  if (!learning.ok) return learning
  const written = await toWriteTo(work, input, ended)
  if (!written.ok) return written
  const to = { place: place.value, learning: learning.value }
  const id = await write(work, input, ended, to)
  if (written.value)
    await send(
      work,
      ended,
      id,
      written.value.say_name ?? '',
      [to.place?.words, to.learning?.words, input.signpostWords].filter(Boolean).join('. '),
    )
  return done(null, {
    ...{ action: 'signpost.give' },
    about: { type: 'signpost', id },
    person: ended.person.id,
    also: [aboutOf(ended), ...(to.learning ? [{ type: 'learning_resource', id: to.learning.id }] : [])],
    detail: { places: [to.place?.name, to.learning?.name].filter(Boolean), how: input.sentHow ?? 'told' },
  })
}
