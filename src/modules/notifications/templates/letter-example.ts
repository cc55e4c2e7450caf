import { londonDate } from '#platform/clock'
import type { Ask, FileReply } from '#platform/http/ask'
import { type Letter, letterPdf } from '#ui/paper'
import { around } from './compose'
import { example, type Shown } from './preview'

const ADDRESS = [around.fields.name, '12 Example Street', 'Exampleton', 'EX1 2MP'] as const

/** The letter with the example facts, as it will print. */
export const letterExample = async (ask: Ask, shown: Shown): Promise<FileReply> => {
  const { alliance, ctx } = ask
  const { subject, body } = example(ask, shown, 'letter')
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
    wordings: [{ language: shown.language, subject, body }],
  }
  return {
    kind: 'file',
    name: `${shown.template.name}.pdf`,
    type: 'application/pdf',
    body: await letterPdf(letter),
    inline: true,
  }
}
