import { command } from '#platform/command'
import { phoneNumber } from '#platform/fields'
import { newId } from '#platform/ids'
import { done } from '#platform/outcome'

export interface InboundText {
  readonly provider: string
  /** The provider's own id: the same text told twice is kept once. */
  readonly providerId: string
  readonly from: string
  readonly to: string
  readonly words: string
  readonly at: Date
}

/** Providers leave the plus sign out; what is no number, such as a shop's name, stays as it is. */
const numberOf = (text: string): string => {
  const tidy = text.trim().replace(/^(?=44\d{10}$)/, '+')
  return phoneNumber(tidy) ?? tidy
}

/** Keeps a text someone sent us, whole and once; what it means is read right after. */
export const receiveText = command('text.receive', async ({ tx, allianceId, at, queue }, text: InboundText) => {
  const id = newId(at)
  const kept = await tx
    .insertInto('inbound_text')
    .values({
      ...{ alliance_id: allianceId, id, provider: text.provider, provider_id: text.providerId, status: 'received' },
      ...{ from_number: numberOf(text.from), to_number: text.to, words: text.words.replaceAll('\u0000', '') },
      ...{ sent_at: text.at, received_at: at },
    })
    .onConflict((conflict) => conflict.columns(['alliance_id', 'provider', 'provider_id']).doNothing())
    .executeTakeFirst()
  const isNew = kept.numInsertedOrUpdatedRows === 1n
  if (isNew) await queue('read-text', { text: id })
  return done({ isNew })
})
