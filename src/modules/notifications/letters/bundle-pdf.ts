import { londonDate } from '#platform/clock'
import type { Tx } from '#platform/db'
import type { Ask } from '#platform/http/ask'
import { type Letter, lettersPdf } from '#ui/paper'
import { reachOf } from '../planning/reach.queries'
import { enclosuresOf } from '../providers/enclosures'
import { enclosing } from '../providers/paper'
import { inEnglish } from './in-english'
import { isLeftOut } from './left-out'
import { lettersOf, type PrintedLetter } from './letter.queries'
import { fromWords, letterOf } from './letter-of'

const reachOfAll = (tx: Tx, allianceId: string, letters: readonly PrintedLetter[]) =>
  reachOf(
    tx,
    allianceId,
    letters.flatMap(({ person_id }) => person_id ?? []),
  )

/** Whom a bundle is for, and who of them is in it no more. */
export const readPeople = async (tx: Tx, allianceId: string, run: string) => {
  const letters = await lettersOf(tx, allianceId, run)
  const reach = await reachOfAll(tx, allianceId, letters)
  return letters.map((letter) => ({ ...letter, isLeftOut: isLeftOut(letter, reach.get(letter.person_id ?? '')) }))
}

export type ForWhom = Awaited<ReturnType<typeof readPeople>>[number]

interface Bundle {
  readonly letters: readonly { readonly id: string; readonly letter: Letter }[]
  /** Of each letter that prints: whose it is. */
  readonly people: readonly PrintedLetter[]
}

/** The letters of a bundle as they print, those left out whose person has gone or moved since, or wants no letters. Undefined when there is no such bundle. */
export const readBundle = async (tx: Tx, ask: Ask, run: string): Promise<Bundle | undefined> => {
  const { allianceId } = ask.ctx
  const messages = await lettersOf(tx, allianceId, run)
  if (messages.length === 0) return undefined
  const reach = await reachOfAll(tx, allianceId, messages)
  const english = await inEnglish(
    tx,
    allianceId,
    messages.filter(({ language }) => language !== 'en').map(({ id }) => id),
    { templates: ask.house.templates, reach, from: fromWords(ask.alliance) },
  )
  const people = messages.filter((message) => !isLeftOut(message, reach.get(message.person_id ?? '')))
  const letters = people.flatMap((message) => {
    const theirs = reach.get(message.person_id ?? '')
    if (!theirs) return []
    const paper = { ...message, largePrint: message.large_print }
    const date = londonDate(message.sent_at ?? ask.ctx.clock.now())
    const letter = letterOf(ask.alliance, paper, { reach: theirs, date, english: english.get(message.id) ?? null })
    return [{ id: message.id, letter }]
  })
  return { letters, people }
}

/** A bundle as one PDF, each letter with what goes in its envelope; null when everyone it was for has gone. */
export const bundlePdf = async ({ ctx, alliance, house }: Ask, letters: Bundle['letters']): Promise<Buffer | null> => {
  const enclosures = enclosuresOf(ctx, alliance, house)
  const whole: Letter[] = []
  for (const { id, letter } of letters) whole.push(await enclosing(letter, { writer: alliance, enclosures }, { id }))
  const [first, ...others] = whole
  return first ? lettersPdf([first, ...others]) : null
}
