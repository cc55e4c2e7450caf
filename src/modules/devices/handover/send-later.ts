import type { Ctx } from '#platform/command'
import type { Answered, Ask } from '#platform/http/ask'
import { answered } from '#platform/http/hook'
import { reading } from '#platform/reading'
import { collectLoan } from '../loans/collect-loan'
import { sentLaterForm } from './hand-form'
import { takePhotos } from './photo'

const known = (ctx: Ctx, id: string, loan: string) =>
  reading(ctx, 'loan.collect', (tx) =>
    tx
      .selectFrom('handover')
      .innerJoin('loan', (join) =>
        join.onRef('loan.id', '=', 'handover.loan_id').onRef('loan.alliance_id', '=', 'handover.alliance_id'),
      )
      .select('loan.reference')
      .where('handover.alliance_id', '=', ctx.allianceId)
      .where('handover.id', '=', id)
      .where('loan.reference', '=', loan.toUpperCase())
      .executeTakeFirst(),
  )

const statusNow = (ctx: Ctx, loan: string) =>
  reading(ctx, 'loan.collect', (tx) =>
    tx
      .selectFrom('loan')
      .select(['reference', 'status', 'collected_on', 'due_on'])
      .where('alliance_id', '=', ctx.allianceId)
      .where('reference', '=', loan.toUpperCase())
      .executeTakeFirst(),
  )

const wrong = (fields: readonly { field: string; message: string }[]): Answered => answered(422, { answer: 'wrong', fields })

/**
 * A handover written down where there was no network, sent when there is: `applied`; `same` when it was sent before; `conflict`
 * with how the loan stands now when it has moved on, or the id was another handover's; `wrong` with what to put right. Sending
 * it again never does it twice. It comes as JSON, or in parts where photos come along.
 */
export const sendLater = async (ask: Ask): Promise<Answered> => {
  const loan = ask.params.loan ?? ''
  const read = sentLaterForm.safeParse(ask.body ?? {})
  if (!read.success) return wrong(read.error.issues.map(({ path, message }) => ({ field: path.join('.'), message })))
  if ((await known(ask.ctx, read.data.id, loan)).ok) return answered(200, { answer: 'same' })
  const taken = await takePhotos(ask.files)
  if (!taken.ok) return wrong([{ field: 'photos', message: taken.says }])
  const { handedOn, ...input } = read.data
  const outcome = await collectLoan(ask.ctx, { ...input, photos: taken.photos, reference: loan, ...(handedOn && { handedOn }) })
  if (outcome.ok) return answered(200, { answer: 'applied', loan: outcome.value.reference })
  // Sent twice at one moment: the other one was written first
  if ((await known(ask.ctx, read.data.id, loan)).ok) return answered(200, { answer: 'same' })
  if (outcome.status === 404) return answered(404, { answer: 'wrong', fields: [{ field: 'loan', message: outcome.says }] })
  const now = await statusNow(ask.ctx, loan)
  return answered(409, { answer: 'conflict', why: outcome.code, says: outcome.says, now: now.ok ? now.value : null })
}
