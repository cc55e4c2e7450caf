import { command, type Work } from '#platform/command'
import { done, refuse } from '#platform/outcome'

export const WAY_NEWS = {
  failed: 'does not work',
  stopped: 'takes no texts from us any more',
  works: 'works',
} as const
export type WayNews = keyof typeof WAY_NEWS

export interface MarkWay {
  /** The person's id. */
  readonly person: string
  readonly way: 'phone' | 'email'
  /** The number as E.164, or the email address. */
  readonly address: string
  readonly what: WayNews
}

const columnsOf = (what: WayNews, at: Date) => {
  if (what === 'failed') return { failed_at: at }
  return what === 'stopped' ? { texts_stopped_at: at } : { failed_at: null, texts_stopped_at: null }
}

const markPhone = ({ tx, allianceId, at }: Work, { person, address, what }: MarkWay) =>
  tx
    .updateTable('person_phone')
    .set(columnsOf(what, at))
    .where('alliance_id', '=', allianceId)
    .where('person_id', '=', person)
    .where('number', '=', address)
    .executeTakeFirst()

const markEmail = ({ tx, allianceId, at }: Work, { person, address, what }: MarkWay) =>
  tx
    .updateTable('person_email')
    .set({ failed_at: what === 'works' ? null : at })
    .where('alliance_id', '=', allianceId)
    .where('person_id', '=', person)
    .where('address', '=', address.toLowerCase())
    .executeTakeFirst()

/** Notes what became of a number or an address: it failed, its owner stopped our texts, or it works after all. Refuses one that is not theirs. */
export const markWay = command('person.mark-way', async (work, input: MarkWay) => {
  const { numUpdatedRows } = await (input.way === 'phone' ? markPhone(work, input) : markEmail(work, input))
  if (numUpdatedRows === 0n) return refuse('not-found')
  const { person, way, what } = input
  return done(null, { about: { type: 'person', id: person }, person, detail: { way, what } })
})
