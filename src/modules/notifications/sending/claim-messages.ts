import { type Selectable, sql } from 'kysely'
import { command, type Work } from '#platform/command'
import type { DB } from '#platform/db-schema'
import { done } from '#platform/outcome'
import { messageMoves } from '../message.moves'
import { chooseWay, type Reach } from '../planning/choose-way'
import { reachOf } from '../planning/reach.queries'
import { type MessageWay, mayCarry, type Provider, type Quiet, type Ways } from '../providers/provider'
import { carriesOver, moveNotices } from './tell-notices'

export type MessageRow = Pick<
  Selectable<DB['message']>,
  | 'id'
  | 'way'
  | 'address'
  | 'subject'
  | 'body'
  | 'language'
  | 'large_print'
  | 'created_at'
  | 'send_before'
  | 'person_id'
  | 'tries'
  | 'go_until'
  | 'provider'
>
export const MESSAGE_COLUMNS = [
  ...(['id', 'way', 'address', 'subject', 'body', 'language', 'large_print', 'created_at', 'send_before', 'person_id'] as const),
  ...(['tries', 'go_until', 'provider'] as const),
]

/** How many more may leave this London day; the row is held, so that two rounds cannot both take the last. */
const leftToday = async ({ tx, allianceId, today }: Work, cap: number): Promise<number> => {
  const row = await tx
    .selectFrom('post_round')
    .select(['counted_on', 'counted'])
    .where('alliance_id', '=', allianceId)
    .forUpdate()
    .executeTakeFirst()
  return Math.max(0, cap - (row?.counted_on === today ? row.counted : 0))
}

const count = async ({ tx, allianceId, today }: Work, many: number): Promise<void> => {
  if (many === 0) return
  await sql`
    insert into post_round as r (alliance_id, counted_on, counted) values (${allianceId}, ${today}, ${many})
    on conflict (alliance_id) do update set counted_on = excluded.counted_on,
      counted = excluded.counted + case when r.counted_on = excluded.counted_on then r.counted else 0 end`.execute(tx)
}

const takeDue = ({ tx, allianceId, at }: Work, way: MessageWay, most: number): Promise<MessageRow[]> =>
  tx
    .selectFrom('message')
    .select(MESSAGE_COLUMNS)
    .where('alliance_id', '=', allianceId)
    .where('way', '=', way)
    .where('status', '=', 'planned')
    .where('next_try_at', '<=', at)
    .where(sql<boolean>`provider is distinct from 'print'`)
    .orderBy('next_try_at')
    .orderBy('id')
    .limit(most)
    .forUpdate()
    .skipLocked()
    .execute()

/** Whether what was decided when it was planned still holds: they are still here and willing, the address is theirs and safe, it is not quiet. */
export const mayStillGo = (message: MessageRow, reach: Reach | undefined, quiet: Quiet, now: Date): boolean => {
  if (!message.person_id) return true
  if (!reach || (message.go_until && message.go_until <= now)) return false
  const { way, address } = message
  const theirs = {
    ...reach,
    ways: [way],
    phones: reach.phones.filter(({ number }) => number === address),
    emails: reach.emails.filter((email) => email.address === address),
  }
  const on = { text: true, email: true, letter: true }
  const choice = chooseWay({ reach: theirs, on, quiet, failed: [], now, notAfter: null })
  return choice.kind === 'message' && choice.way === way && choice.address === address
}

/** Puts aside what may not go as it is; what it carried is thought over again. */
const putAside = async (work: Work, ids: readonly string[]): Promise<void> => {
  if (ids.length === 0) return
  const { cancel } = messageMoves
  await work.tx
    .updateTable('message')
    .set({ status: cancel.to, failure: 'Thought over again before it went' })
    .where('alliance_id', '=', work.allianceId)
    .where('id', 'in', ids)
    .where('status', 'in', cancel.from)
    .execute()
  await moveNotices(work, ids, 'fallBack')
}

const claim = ({ tx, allianceId, at }: Work, ids: readonly string[], provider: string): Promise<MessageRow[]> =>
  tx
    .updateTable('message')
    .set(({ eb }) => ({ status: messageMoves.claim.to, claimed_at: at, tries: eb('tries', '+', 1), provider }))
    .where('alliance_id', '=', allianceId)
    .where('id', 'in', ids)
    .where('status', 'in', messageMoves.claim.from)
    .returning(MESSAGE_COLUMNS)
    .execute()

export interface ClaimMessages {
  readonly way: MessageWay
  readonly ways: Ways
  readonly most: number
}

/**
 * Takes messages to send them, in a transaction of its own, before any provider is asked: only one of several rounds gets each.
 * What may no longer go is put aside. Gives those taken, and how many were looked at.
 */
export const claimMessages = command('message.claim', async (work, { way, ways, most }: ClaimMessages) => {
  const { tx, allianceId, at } = work
  const left = await leftToday(work, ways.dailyCap)
  const due = await takeDue(work, way, Math.min(most, left))
  const people = due.map(({ person_id }) => person_id).filter((id) => id !== null)
  const reach = people.length > 0 ? await reachOf(tx, allianceId, people) : new Map<string, Reach>()
  const provider = ways[way]
  // Without a provider the alliance has stopped using this way: all of it is thought over again.
  const over = await carriesOver(
    work,
    due.map(({ id }) => id),
  )
  const isFit = (message: MessageRow, by: Provider): boolean => {
    const theirs = reach.get(message.person_id ?? '')
    return !over.has(message.id) && mayStillGo(message, theirs, ways.quiet, at) && (!theirs || mayCarry(by, way, theirs))
  }
  const fit = provider ? due.filter((message) => isFit(message, provider)) : []
  const fitIds = fit.map(({ id }) => id)
  await putAside(
    work,
    due.map(({ id }) => id).filter((id) => !fitIds.includes(id)),
  )
  const claimed = provider && fitIds.length > 0 ? await claim(work, fitIds, provider.kind) : []
  await count(work, claimed.filter(({ tries }) => tries === 1).length)
  return done({ claimed, looked: due.length, capped: left === 0 })
})

/** Takes one message to an account, whenever it is asked: a sign-in code waits for no quiet hour. */
export const claimOne = command('message.claim', async (work, { id, provider }: { id: string; provider: string }) => {
  const [message] = await claim(work, [id], provider)
  return done(message ?? null)
})
