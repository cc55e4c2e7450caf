import { londonDate } from '#platform/clock'
import type { Ctx } from '#platform/command'
import type { Template } from '#platform/template'
import { type Letter, letterPdf } from '#ui/paper'
import { inEnglish } from '../letters/in-english'
import { fromWords, letterOf, type Writer } from '../letters/letter-of'
import { reachOf } from '../planning/reach.queries'
import type { Enclosures } from './enclosures'
import type { Outgoing } from './provider'

/** Puts a message on paper as it would print here; null when the one it was for has gone. */
export type Paper = (message: Outgoing) => Promise<Buffer | null>

interface Press {
  readonly writer: Writer
  readonly templates: ReadonlyMap<string, Template>
  readonly enclosures: Enclosures
}

const write = (ctx: Ctx, { writer, templates }: Press, message: Outgoing): Promise<Letter | null> =>
  ctx.db.transaction({ ...ctx, readOnly: true }, async (tx) => {
    const row = await tx
      .selectFrom('message')
      .select('person_id')
      .where('alliance_id', '=', ctx.allianceId)
      .where('id', '=', message.id)
      .executeTakeFirst()
    const person = row?.person_id ?? ''
    const reach = person ? await reachOf(tx, ctx.allianceId, [person]) : new Map()
    const theirs = reach.get(person)
    if (!theirs || theirs.gone) return null
    const foreign = message.language === 'en' ? [] : [message.id]
    const english = await inEnglish(tx, ctx.allianceId, foreign, { templates, reach, from: fromWords(writer) })
    const paper = { ...message, address: message.to }
    return letterOf(writer, paper, { reach: theirs, date: londonDate(ctx.clock.now()), english: english.get(message.id) ?? null })
  })

/** The letter with what goes in its envelope. Where we go by another name nothing does: the papers have our own on them. */
export const enclosing = async (
  letter: Letter,
  { writer, enclosures }: Pick<Press, 'writer' | 'enclosures'>,
  message: { readonly id: string },
): Promise<Letter> =>
  letter.from.name === writer.name ? { ...letter, enclosed: (await enclosures(message)).map(({ paper }) => paper) } : letter

/** Letters of one alliance, in its name or in the name a safe contact plan gives it, with the English beside another language. */
export const paperOf =
  (ctx: Ctx, press: Press): Paper =>
  async (message) => {
    const letter = await write(ctx, press, message)
    return letter && letterPdf(await enclosing(letter, press, message))
  }
