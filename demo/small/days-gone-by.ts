import { receiveReceipt, receiveText, seeToText } from '#modules/notifications'
import { systemActor } from '#platform/access'
import { addDays, clockAt, londonDate, londonInstant } from '#platform/clock'
import type { Ctx } from '#platform/command'
import { houseOf } from '#platform/house'
import { modules } from '../../src/app'
import { type Story, tell } from '../story'
import type { Scene } from './requests'

const contextAt = ({ db, allianceId, now }: Story, at: Date): Ctx => ({
  ...{ db, allianceId, actor: systemActor, clock: clockAt(at < now ? at : now) },
})

/** Does a job of the program as it was done on that day. */
const job = async (story: Story, name: string, at: Date, payload: Record<string, unknown> = {}): Promise<void> => {
  const work = modules.map(({ jobs }) => jobs?.[name]).find((found) => found !== undefined)
  if (!work) throw new Error(`the program has no job ${name}`)
  await work(contextAt(story, at), payload, houseOf(modules))
}

/** The first moment in the past at which something waits to be told. */
const nextDue = ({ db, allianceId, now }: Story): Promise<Date | null> =>
  db.transaction({ allianceId, actor: systemActor, readOnly: true }, async (tx) => {
    const row = await tx
      .selectFrom('notice')
      .select((one) => one.fn.min('plan_at').as('at'))
      .where('alliance_id', '=', allianceId)
      .where('status', '=', 'waiting')
      .where('plan_at', '<', now)
      .executeTakeFirst()
    return row?.at ?? null
  })

const MINUTE_MS = 60_000
const minuteAfter = (at: Date): Date => new Date(at.getTime() + MINUTE_MS)

/** Tells people what there was to tell, each thing in its minute, up to now. */
const tellInTime = async (story: Story): Promise<void> => {
  let before: Date | null = null
  for (let due = await nextDue(story); due && due.getTime() !== before?.getTime(); due = await nextDue(story)) {
    await job(story, 'post-round', minuteAfter(due))
    before = due
  }
}

interface Sent {
  readonly id: string
  readonly address: string
  readonly way: string
  readonly sentAt: Date
  readonly asks: boolean
}

const sentByNow = ({ db, allianceId }: Story): Promise<Sent[]> =>
  db.transaction({ allianceId, actor: systemActor, readOnly: true }, (tx) =>
    tx
      .selectFrom('message as m')
      .select(({ exists, selectFrom }) => [
        ...(['m.id', 'm.address', 'm.way', 'm.sent_at as sentAt'] as const),
        exists(
          selectFrom('message_notice as mn')
            .innerJoin('notice as n', (join) =>
              join.onRef('n.alliance_id', '=', 'mn.alliance_id').onRef('n.id', '=', 'mn.notice_id'),
            )
            .select('n.id')
            .where('mn.alliance_id', '=', allianceId)
            .whereRef('mn.message_id', '=', 'm.id')
            .where('n.asks', '=', 'renew-loan'),
        ).as('asks'),
      ])
      .where('m.alliance_id', '=', allianceId)
      .where('m.status', '=', 'sent')
      .where('m.way', '<>', 'letter')
      .where('m.person_id', 'is not', null)
      .$narrowType<{ sentAt: Date; asks: boolean }>()
      .orderBy('m.sent_at')
      .orderBy('m.id')
      .execute(),
  )

/** All but the last arrived, as far as we heard. */
const receipts = async (story: Story, sent: readonly Sent[]): Promise<void> => {
  for (const { id, sentAt } of sent.slice(0, -1)) {
    const at = minuteAfter(sentAt)
    const receipt = { provider: 'outbox', reference: id, providerId: id, status: 'delivered' as const, at }
    await tell(story, systemActor, at, receiveReceipt, receipt)
  }
}

/** What people texted back to a question, the newest first. */
const REPLIES = ['1', 'Can my daughter bring it back on Saturday? I am in hospital till Friday', '1'] as const

/** Someone texts us, and it is read; gives its id. */
const comesIn = async (story: Story, at: Date, from: string, words: string): Promise<string> => {
  const text = { provider: 'outbox', providerId: `demo ${from} ${at.toISOString()} ${story.allianceId}`, from, to: '', words, at }
  await tell(story, systemActor, at, receiveText, text)
  const kept = await story.db.transaction({ allianceId: story.allianceId, actor: systemActor, readOnly: true }, (tx) =>
    tx
      .selectFrom('inbound_text')
      .select('id')
      .where('alliance_id', '=', story.allianceId)
      .where('provider_id', '=', text.providerId)
      .executeTakeFirstOrThrow(),
  )
  await job(story, 'read-text', at, { text: kept.id })
  return kept.id
}

const reply = async (story: Story, { address, sentAt }: Sent, words: string): Promise<void> => {
  const at = londonInstant(addDays(londonDate(sentAt), 1), '10:20')
  if (at <= story.now) await comesIn(story, at, address, words)
}

/** A stranger wrote last week, and somebody rang back. */
const strangerSeenTo = async (story: Story, day: string): Promise<void> => {
  const words = 'Do you mend laptops? Mine will not start. Bernard'
  const text = await comesIn(story, londonInstant(day, '14:05'), '+447700900322', words)
  const did = 'Rang back: Bernard is at home all week, and brings it to the repair morning on Saturday'
  await tell(story, 'helpline', [day, '15:10'], seeToText, { text, words: did })
}

/** Days on which the library looked through its loans, as it does each morning. */
const LOOKED_THROUGH = [24, 15, 8, 4, 1] as const

/** What the program told people on the days gone by, by itself, and what came back from them. */
export const liveThroughDays = async ({ story, calendar }: Scene): Promise<void> => {
  await tellInTime(story)
  for (const days of LOOKED_THROUGH) {
    await job(story, 'chase-loans', londonInstant(calendar.ago(days), '08:15'))
    await tellInTime(story)
  }
  const sent = await sentByNow(story)
  await receipts(story, sent)
  const asking = sent.filter(({ way, asks }) => way === 'text' && asks).toReversed()
  for (const [turn, words] of REPLIES.entries()) {
    const asked = asking[turn]
    if (asked) await reply(story, asked, words)
  }
  await strangerSeenTo(story, calendar.ago(6))
  await tellInTime(story)
}
