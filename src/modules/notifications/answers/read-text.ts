import type { Ctx } from '#platform/command'
import { isId } from '#platform/ids'
import type { House, Job } from '#platform/module'
import { lastAsked, peopleAt } from './asked.queries'
import { passOn } from './pass-on'
import { type Known, keepAnswered, keepSaidAgain, type ReadText } from './settle-text'
import { stopTexts } from './stop-texts'
import { whatItMeans } from './what-it-means'

const read = (ctx: Ctx, id: string): Promise<Known | null> =>
  ctx.db.transaction({ ...ctx, readOnly: true }, async (tx) => {
    const text = await tx
      .selectFrom('inbound_text')
      .select(['id', 'from_number', 'words'])
      .where('alliance_id', '=', ctx.allianceId)
      .where('id', '=', id)
      .where('status', '=', 'received')
      .executeTakeFirst()
    if (!text) return null
    const people = await peopleAt(tx, ctx.allianceId, text.from_number)
    return { text, people, asked: await lastAsked(tx, ctx.allianceId, text.from_number, ctx.clock.now()) }
  })

/** Does what the answer is for; a refusal is for a person to explain. */
const act = async (ctx: Ctx, house: House, known: Known, { to, reply }: ReadText): Promise<unknown> => {
  const answer = house.answers.get(to.asks)
  if (!answer) return passOn(ctx, { ...known, because: 'We no longer take this answer by text' })
  const about = { type: to.aboutType, id: to.aboutId }
  const outcome = await answer(ctx, { person: to.person, about, reply })
  return outcome.ok ? keepAnswered(ctx, { ...known, to, reply }) : passOn(ctx, { ...known, because: outcome.says })
}

/** Reads a text that came in, once: stops, answers what was asked, or puts it before a person. */
export const readText: Job = async (ctx, { text: id }, house) => {
  const known = isId(id) ? await read(ctx, id) : null
  if (!known) return
  const meaning = whatItMeans(known.text.words, known.people, known.asked)
  if (meaning.kind === 'stop') await stopTexts(ctx, { ...known, house })
  else if (meaning.kind === 'answer') await act(ctx, house, known, meaning)
  else if (meaning.kind === 'again') await keepSaidAgain(ctx, { ...known, to: meaning.to })
  else await passOn(ctx, { ...known, because: meaning.because })
}
