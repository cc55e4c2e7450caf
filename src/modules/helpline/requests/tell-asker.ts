import { notify } from '#modules/notifications'
import { readReach, whoWeAreTo } from '#modules/reach'
import type { Work } from '#platform/command'
import { template } from '#platform/template'
import type { Source } from './request'

/** Told to whoever asked for somebody else: that it is finished, and nothing of the person. */
export const whatCameOfIt = template({
  name: 'what-came-of-it',
  when: 'When a request is closed, to the relative, neighbour or professional who asked for the person',
  fields: { name: 'Grace', reference: 'R-1042', alliance: 'DigiKnow', helpline: '0161 496 0100' },
  words: {
    text: 'Hello ((name)). You asked ((alliance)) to help someone, reference ((reference)). We have finished. Thank you for asking. Questions? Ring ((helpline)).',
    subject: 'What came of your request for someone',
    body: 'Hello ((name)),\n\nYou asked us to help someone, reference ((reference)). We have finished now. Thank you for asking.\n\nWe leave it to them to tell you more. If you have a question, or know of someone else, ring ((helpline)).',
    call: 'You asked us to help someone, reference ((reference)). We have finished. Thank you for asking.',
  },
})

/** A partner that referred them hears in its own way. */
const TOLD: readonly Source[] = ['public_form', 'call']

/** Whom closing would tell: whoever asked for the person by the public form or by phone. */
export const askerToTell = ({ source, asker }: { source: string; asker: string | null }): string | null =>
  TOLD.some((one) => one === source) ? asker : null

const askedBy = ({ tx, allianceId }: Work, requestId: string) =>
  tx
    .selectFrom('request')
    .select(['asker_id', 'person_id', 'reference'])
    .where('alliance_id', '=', allianceId)
    .where('id', '=', requestId)
    .where('source', 'in', TOLD)
    .executeTakeFirst()

/** Of someone kept apart nobody outside hears, not even that something is over. */
export const isKeptApart = async ({ tx, allianceId }: Work, personId: string): Promise<boolean> => {
  const query = tx.selectFrom('restricted_person').select('person_id').where('alliance_id', '=', allianceId)
  return (await query.where('person_id', '=', personId).executeTakeFirst()) !== undefined
}

/** Tells whoever asked for the person, if they left a way to be told, that the request is over. */
export const tellAsker = async (work: Work, requestId: string): Promise<void> => {
  const { tx, allianceId } = work
  const asked = await askedBy(work, requestId)
  if (asked && (await isKeptApart(work, asked.person_id))) return
  const reach = asked?.asker_id ? await readReach(tx, allianceId, asked.asker_id) : undefined
  if (!asked?.asker_id || !reach || (reach.phones.length === 0 && reach.emails.length === 0 && reach.postal?.length === 0)) return
  const { name: alliance, helpline } = await whoWeAreTo(tx, allianceId, asked.asker_id)
  await notify(work, {
    ...{ to: asked.asker_id, about: { type: 'request', id: requestId }, template: whatCameOfIt },
    cause: `what-came-of-it ${requestId} ${work.today}`,
    personalisation: { name: reach.say_name ?? '', reference: asked.reference, alliance, helpline },
  })
}
