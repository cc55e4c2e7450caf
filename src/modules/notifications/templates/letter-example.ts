import { londonDate } from '#platform/clock'
import type { Ask, FileReply } from '#platform/http/ask'
import { type Letter, letterPdf, type Wording } from '#ui/paper'
import { around } from './compose'
import { example, type InEnglish, type Shown } from './preview'
import { ENGLISH } from './words-for'

const ADDRESS = [around.fields.name, '12 Example Street', 'Exampleton', 'EX1 2MP'] as const

const wordingOf = (ask: Ask, shown: Shown): Wording => ({ language: shown.language, ...example(ask, shown, 'letter') })

/** The letter with the example facts, as it will print: in another language, with the English on a page of its own. */
export const letterExample = async (ask: Ask, shown: Shown & { readonly english: InEnglish }): Promise<FileReply> => {
  const { alliance, ctx } = ask
  const english = { ...shown, ...shown.english, language: ENGLISH }
  const letter: Letter = {
    from: {
      name: alliance.name,
      borough: alliance.borough,
      helplineNumber: alliance.helplineNumber,
      helplineHours: alliance.helplineHours,
      colour: alliance.brand.brand,
    },
    to: ADDRESS,
    date: londonDate(ctx.clock.now()),
    wordings: [wordingOf(ask, shown), ...(shown.language === ENGLISH ? [] : [wordingOf(ask, english)])],
  }
  return {
    kind: 'file',
    name: `${shown.template.name}.pdf`,
    type: 'application/pdf',
    body: await letterPdf(letter),
    inline: true,
  }
}
