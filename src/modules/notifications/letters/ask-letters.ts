import type { Ctx } from '#platform/command'
import { eachInTurn } from '#platform/each'
import type { House, Job } from '#platform/module'
import type { Ways } from '../providers/provider'
import { readWays } from '../providers/ways'
import { receiveReceipt } from '../receive-receipt'
import { askPassage, giveBack } from '../sending/gate'

/** A letter is looked at and printed within days, and Notify forgets it after seven. */
const ASKED_FOR_MS = 6 * 86_400_000
const MOST_AT_ONCE = 200

/** The letters a provider took in the last days of which we have heard nothing. */
const unheardOf = (ctx: Ctx, provider: string) =>
  ctx.db.transaction({ ...ctx, readOnly: true }, (tx) =>
    tx
      .selectFrom('message as m')
      .select(['m.id', 'm.provider_id'])
      .where('m.alliance_id', '=', ctx.allianceId)
      .where('m.way', '=', 'letter')
      .where('m.status', '=', 'sent')
      .where('m.provider', '=', provider)
      .where('m.provider_id', 'is not', null)
      .where('m.sent_at', '>', new Date(ctx.clock.now().getTime() - ASKED_FOR_MS))
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('message_receipt as r')
              .select('r.status')
              .whereRef('r.alliance_id', '=', 'm.alliance_id')
              .whereRef('r.message_id', '=', 'm.id'),
          ),
        ),
      )
      .orderBy('m.sent_at')
      .limit(MOST_AT_ONCE)
      .execute(),
  )

/** Asks for what became of letters, by these ways of sending. */
export const askLettersBy =
  (waysOf: (ctx: Ctx, house: House) => Promise<Ways>): Job =>
  async (ctx, _payload, house) => {
    const { letter: provider } = await waysOf(ctx, house)
    if (!provider?.became) return
    const letters = await unheardOf(ctx, provider.kind)
    const { granted } = await askPassage(ctx, provider, letters.length)
    let asked = 0
    await eachInTurn(letters.slice(0, granted), async ({ id, provider_id }) => {
      asked++
      const became = await provider.became?.({ providerId: provider_id ?? '' })
      if (!became) return
      const status = became === 'gone' ? 'sending' : 'technical_failure'
      await receiveReceipt(ctx, {
        ...{ provider: provider.kind, reference: id, providerId: provider_id ?? '', status, at: ctx.clock.now() },
      })
    })
    await giveBack(ctx, provider, granted - asked)
  }

/** Asks for what became of letters that another prints: nobody tells us by himself. One that was not printed is told another way. */
export const askLetters = askLettersBy(readWays)
