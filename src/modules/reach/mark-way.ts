import { command, type Work } from '#platform/command'
import { type JournalEntry, writeJournal } from '#platform/journal'
import type { MarkedWay } from '#platform/module'
import { done, type Happened, refuse } from '#platform/outcome'

export const WAY_NEWS = {
  failed: 'does not work',
  stopped: 'takes no texts from us any more',
  works: 'works',
} as const
export type WayNews = keyof typeof WAY_NEWS

const columnsOf = (what: WayNews, at: Date) => {
  if (what === 'failed') return { failed_at: at }
  return what === 'stopped' ? { texts_stopped_at: at } : { failed_at: null, texts_stopped_at: null }
}

/** Texts that are wanted again are wanted when the number of a plan that went comes back, too. */
const dropStopped = ({ tx, allianceId }: Work, { person, address }: MarkedWay) =>
  tx
    .deleteFrom('stopped_number')
    .where('alliance_id', '=', allianceId)
    .where('person_id', '=', person)
    .where('number', '=', address)
    .execute()

const markPhone = async (work: Work, marked: MarkedWay) => {
  const { tx, allianceId, at } = work
  const { person, address, what } = marked
  if (what === 'works') await dropStopped(work, marked)
  return tx
    .updateTable('person_phone')
    .set(columnsOf(what, at))
    .where('alliance_id', '=', allianceId)
    .where('person_id', '=', person)
    .where('number', '=', address)
    .executeTakeFirst()
}

const markEmail = ({ tx, allianceId, at }: Work, { person, address, what }: MarkedWay) =>
  tx
    .updateTable('person_email')
    .set({ failed_at: what === 'works' ? null : at })
    .where('alliance_id', '=', allianceId)
    .where('person_id', '=', person)
    .where('address', '=', address.toLowerCase())
    .executeTakeFirst()

/** A person has one address: a letter that came back was sent there, or to one they have left since, whose failing we may forget. */
const markPost = ({ tx, allianceId, at }: Work, { person, what }: MarkedWay) =>
  tx
    .updateTable('person')
    .set({ post_failed_at: what === 'works' ? null : at })
    .where('alliance_id', '=', allianceId)
    .where('id', '=', person)
    .executeTakeFirst()

const MARKS = { phone: markPhone, email: markEmail, postal: markPost } as const

/** The change, and what the journal says of it: the way and the news, never the number or address. Null when it is not theirs. */
const mark = async (work: Work, marked: MarkedWay): Promise<Happened | null> => {
  const { numUpdatedRows } = await MARKS[marked.way](work, marked)
  if (numUpdatedRows === 0n) return null
  const { person, way, what } = marked
  return { about: { type: 'person', id: person }, person, detail: { way, what } }
}

/** Notes what became of a number or an address: it failed, its owner stopped our texts, or it works after all. Refuses one that is not theirs. */
export const markWay = command('person.mark-way', async (work, input: MarkedWay) => {
  const happened = await mark(work, input)
  return happened ? done(null, happened) : refuse('not-found')
})

/** The same within what the program does by itself: what is not theirs any more is passed over. */
export const marksWay = async (work: Work, marked: MarkedWay): Promise<void> => {
  const happened = await mark(work, marked)
  if (happened) await writeJournal(work.tx, work, [{ action: 'person.mark-way', ...happened } satisfies JournalEntry])
}
