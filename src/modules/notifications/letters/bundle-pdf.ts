import { londonDate } from '#platform/clock'
import type { Tx } from '#platform/db'
import type { Ask } from '#platform/http/ask'
import { type Letter, lettersPdf } from '#ui/paper'
import { reachOf } from '../planning/reach.queries'
import { inEnglish } from './in-english'
import { lettersOf } from './letter.queries'
import { fromWords, letterOf } from './letter-of'

/** The letters of a bundle as they print, those left out whose person has gone or moved since, or wants no letters. Undefined when there is no such bundle. */
export const readBundle = async (tx: Tx, ask: Ask, run: string): Promise<readonly Letter[] | undefined> => {
  const { allianceId } = ask.ctx
  const messages = await lettersOf(tx, allianceId, run)
  if (messages.length === 0) return undefined
  const reach = await reachOf(
    tx,
    allianceId,
    messages.flatMap(({ person_id }) => person_id ?? []),
  )
  const english = await inEnglish(
    tx,
    allianceId,
    messages.filter(({ language }) => language !== 'en').map(({ id }) => id),
    { templates: ask.house.templates, reach, from: fromWords(ask.alliance) },
  )
  return messages.flatMap((message) => {
    const theirs = reach.get(message.person_id ?? '')
    if (!theirs || theirs.gone || theirs.postal.join('\n') !== message.address) return []
    const paper = { ...message, largePrint: message.large_print }
    const date = londonDate(message.sent_at ?? ask.ctx.clock.now())
    return [letterOf(ask.alliance, paper, { reach: theirs, date, english: english.get(message.id) ?? null })]
  })
}

/** A bundle as one PDF, or null when everyone it was for has gone. */
export const bundlePdf = ([first, ...others]: readonly Letter[]): Promise<Buffer> | null =>
  first ? lettersPdf([first, ...others]) : null
