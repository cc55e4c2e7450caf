import { sql } from 'kysely'
import { type Ctx, command } from '#platform/command'
import { done } from '#platform/outcome'
import { messageMoves } from '../message.moves'
import type { MessageRow } from './claim-messages'
import { messageHappened } from './record-outcome'
import { moveNotices } from './tell-notices'

export interface SentMessage {
  readonly id: string
  readonly providerId: string | null
  /** Its words hold a secret, and are forgotten. */
  readonly forget: boolean
}

/** The provider has these: what they carry has been told. */
export const recordSent = command('message.send', async (work, sent: readonly SentMessage[]) => {
  const { from, to } = messageMoves.send
  const { rows } = await sql<MessageRow>`
    update message as m set status = ${to}, sent_at = ${work.at}, failure = null,
      provider_id = coalesce(given.provider_id, m.provider_id), body = case when given.forget then '' else m.body end
    from unnest(${sent.map(({ id }) => id)}::uuid[], ${sent.map(({ providerId }) => providerId)}::text[],
      ${sent.map(({ forget }) => forget)}::boolean[]) as given (id, provider_id, forget)
    where m.alliance_id = ${work.allianceId} and m.id = given.id and m.status = any(${[...from]}::text[])
    returning m.id, m.way, m.person_id`.execute(work.tx)
  const carried = await moveNotices(
    work,
    rows.filter(({ person_id }) => person_id !== null).map(({ id }) => id),
    'tell',
  )
  return done(null, ...rows.flatMap((message) => messageHappened(message, carried.get(message.id) ?? [])))
})

interface Waiting {
  readonly sent: SentMessage
  readonly settled: () => void
  readonly broke: (error: unknown) => void
}

const writeGroup = async (ctx: Ctx, group: readonly Waiting[]): Promise<void> => {
  try {
    const recorded = await recordSent(
      ctx,
      group.map(({ sent }) => sent),
    )
    if (!recorded.ok) throw new Error(recorded.says)
    for (const { settled } of group) settled()
  } catch (error) {
    for (const { broke } of group) broke(error)
  }
}

/**
 * Records what several lanes hand over at one time: those that end while one transaction is being written share the next, so
 * that a busy minute costs tens of transactions and not thousands. Each lane waits until its own is written.
 */
export const recorderOf = (ctx: Ctx): ((sent: SentMessage) => Promise<void>) => {
  const waiting: Waiting[] = []
  let isWriting = false
  const write = async (): Promise<void> => {
    isWriting = true
    while (waiting.length > 0) await writeGroup(ctx, waiting.splice(0))
    isWriting = false
  }
  return (sent) =>
    new Promise((settled, broke) => {
      waiting.push({ sent, settled, broke })
      if (!isWriting) void write()
    })
}
