import type { Work } from '#platform/command'
import type { House } from '#platform/module'
import { reachOf } from '../planning/reach.queries'
import { tellGuardians } from '../staff/tell-guardians'
import type { StaffNotice } from '../staff/tell-staff'
import { tellWhoHasIt } from '../staff/tell-who-has-it'
import type { MessageRow } from './claim-messages'
import type { Carried } from './tell-notices'

const MARKED = { text: 'phone', email: 'email', letter: 'postal' } as const
const NAMES: Readonly<Record<string, string>> = { text: 'phone number', email: 'email address', letter: 'postal address' }

/** Who looks after the person: the owner of the request it is about, or else of their newest open one. Whoever has left does not. */
const ownerOf = async ({ tx, allianceId }: Work, person: string, carried: readonly Carried[]): Promise<string | null> => {
  const request = carried.find(({ about_type }) => about_type === 'request')?.about_id
  const owned = await tx
    .selectFrom('request as r')
    .innerJoin('account as o', (join) => join.onRef('o.id', '=', 'r.owner_id').onRef('o.alliance_id', '=', 'r.alliance_id'))
    .select('o.id')
    .where('r.alliance_id', '=', allianceId)
    .where('r.person_id', '=', person)
    .where('o.closed_at', 'is', null)
    .$if(request !== undefined, (query) => query.where('r.id', '=', request ?? ''))
    .$if(request === undefined, (query) => query.where('r.closed_on', 'is', null))
    .orderBy('r.opened_at', 'desc')
    .executeTakeFirst()
  return owned?.id ?? null
}

type News = Pick<StaffNotice, 'about' | 'cause'>

/** Of someone kept apart only those hear who may see them, and no reference stands in it. */
const tellApart = (work: Work, way: string, news: News): Promise<void> =>
  tellGuardians(work, {
    ...news,
    words: `A message to someone whose record is kept apart did not arrive. Their ${NAMES[way]} does not work.`,
    path: `/messages/${news.about.id}`,
  })

const tellOwner = async (work: Work, way: string, person: string, carried: readonly Carried[], news: News): Promise<void> => {
  const { reference } = await work.tx
    .selectFrom('person')
    .select('reference')
    .where('alliance_id', '=', work.allianceId)
    .where('id', '=', person)
    .executeTakeFirstOrThrow()
  await tellWhoHasIt(work, await ownerOf(work, person, carried), {
    ...news,
    words: `A message to ${reference} did not arrive. Their ${NAMES[way]} does not work.`,
    path: `/people/${reference}`,
  })
}

/** Marks the number or address as not working, and tells whoever looks after the person, or the helpline. */
export const tellOfFailure = async (
  work: Work,
  message: MessageRow,
  carried: readonly Carried[],
  house: House,
): Promise<void> => {
  const { person_id: person, way, address } = message
  const marked = MARKED[way as keyof typeof MARKED]
  if (!person || !marked) return
  await house.marksWay(work, { person, way: marked, address, what: 'failed' })
  const news = { about: { type: 'message', id: message.id }, cause: `message-failed ${message.id}` }
  const reach = await reachOf(work.tx, work.allianceId, [person])
  if (reach.get(person)?.restricted === false) await tellOwner(work, way, person, carried, news)
  else await tellApart(work, way, news)
}
