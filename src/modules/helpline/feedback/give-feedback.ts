import { command, type Work } from '#platform/command'
import { newId } from '#platform/ids'
import { done, refuse } from '#platform/outcome'
import { referringPartner } from '../referrals/refer'
import { isShut, openWay, wayHappened } from '../referrals/way-open'
import type { Feedback } from './feedback'

interface From {
  readonly partnerId: string
  readonly wayInId?: string
}

const write = async ({ tx, allianceId, at, today }: Work, { theme, words }: Feedback, from: From): Promise<string> => {
  const id = newId(at)
  await tx
    .insertInto('feedback')
    .values({
      ...{ alliance_id: allianceId, id, theme, words, told_at: at, told_on: today },
      ...{ partner_id: from.partnerId, way_in_id: from.wayInId ?? null },
    })
    .execute()
  return id
}

/** A partner tells us what residents say, about nobody by name. Refuses `no-partner`. */
export const giveFeedback = command('partner.tell', async (work, input: Feedback) => {
  const partner = await referringPartner(work)
  if (!partner.ok) return partner
  const { id: partnerId, name } = partner.value
  const id = await write(work, input, { partnerId })
  const also = [{ type: 'partner', id: partnerId }]
  return done({ id }, { about: { type: 'feedback', id }, also, detail: { theme: input.theme, kind: 'partner', partner: name } })
})

/** The same by an address we gave out: it counts towards what may come by it in a day. Refuses as opening it does. */
export const giveFeedbackByLink = command('public.refer', async (work, { token, ...input }: Feedback & { token: string }) => {
  const way = await openWay(work, token)
  if (isShut(way)) return way
  const id = await write(work, input, { partnerId: way.partner_id, wayInId: way.id })
  const event = wayHappened(way, { did: 'tell', theme: input.theme })
  return done({ id }, { ...event, also: [...(event.also ?? []), { type: 'feedback', id }] })
})

/** What was said named somebody after all: the words go for good, and that it was told still counts. Refuses `not-found`, `moved-on`. */
export const takeOutFeedback = command('feedback.take-out', async ({ tx, allianceId }, { id }: { id: string }) => {
  const known = await tx
    .selectFrom('feedback')
    .select(['words', 'theme', 'partner_id'])
    .where('alliance_id', '=', allianceId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!known) return refuse('not-found')
  if (known.words === '') return refuse('moved-on')
  await tx.updateTable('feedback').set({ words: '' }).where('alliance_id', '=', allianceId).where('id', '=', id).execute()
  const also = [{ type: 'partner', id: known.partner_id }]
  return done({ id }, { about: { type: 'feedback', id }, also, detail: { theme: known.theme } })
})
