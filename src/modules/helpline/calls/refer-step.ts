import type { CallStep } from '#platform/module'
import { done, refuse } from '#platform/outcome'
import { reading } from '#platform/reading'

/** Passing someone to a partner: whom to, kept as the next step of the request. */
export const referStep: CallStep = {
  step: 'refer',
  action: 'request.record',
  offers: async ({ ctx }) => {
    const read = await reading(ctx, 'partner.list', (tx) =>
      tx
        .selectFrom('partner')
        .select(['id as value', 'name as label'])
        .where('alliance_id', '=', ctx.allianceId)
        .where('left_on', 'is', null)
        .orderBy('name')
        .limit(300)
        .execute(),
    )
    return { label: 'Which partner', options: read.ok ? read.value : [] }
  },
  take: async ({ tx, allianceId }, { choice, on, words }) => {
    const partner = await tx
      .selectFrom('partner')
      .select('name')
      .where('alliance_id', '=', allianceId)
      .where((row) => row(row.cast<string>('id', 'text'), '=', choice))
      .where('left_on', 'is', null)
      .executeTakeFirst()
    if (!partner) return refuse('no-partner', 'Choose a partner of the alliance')
    const nextAction = [`Pass to ${partner.name}`, words].filter(Boolean).join(': ').slice(0, 200)
    return done({ nextAction, nextActionOn: on })
  },
}
