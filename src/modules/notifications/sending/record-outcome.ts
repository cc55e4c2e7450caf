import type { RawBuilder } from 'kysely'
import { command, type Work } from '#platform/command'
import type { House } from '#platform/module'
import type { Move } from '#platform/moves'
import { done, type Happened } from '#platform/outcome'
import { type MessageStatus, messageMoves } from '../message.moves'
import { tellStaff } from '../staff/tell-staff'
import { MESSAGE_COLUMNS, type MessageRow } from './claim-messages'
import { type Carried, moveNotices } from './tell-notices'
import { tellOfFailure } from './tell-of-failure'

interface Changes {
  readonly sent_at?: Date | RawBuilder<Date>
  readonly delivered_at?: Date
  readonly failed_at?: Date | null
  readonly failure?: string | null
  readonly next_try_at?: Date
  readonly tries?: number
  readonly body?: string
}

/** Moves a message by a move of its table; undefined when it has moved on. */
export const moveMessage = (
  { tx, allianceId }: Work,
  id: string,
  { from, to }: Move<MessageStatus>,
  changes: Changes,
): Promise<MessageRow | undefined> =>
  tx
    .updateTable('message')
    .set({ status: to, ...changes })
    .where('alliance_id', '=', allianceId)
    .where('id', '=', id)
    .where('status', 'in', [...from])
    .returning(MESSAGE_COLUMNS)
    .executeTakeFirst()

/** What the journal says of a message to a person: which things it told, by which way, on all the records they are about. */
export const messageHappened = (
  message: MessageRow,
  carried: readonly Carried[],
  detail: Record<string, string> = {},
): Happened[] => {
  if (!message.person_id) return []
  const also = carried
    .filter(({ about_type }) => about_type !== 'person')
    .map(({ about_type, about_id }) => ({ type: about_type, id: about_id }))
  const templates = [...new Set(carried.map(({ template }) => template))].join(' ')
  return [
    {
      about: { type: 'message', id: message.id },
      person: message.person_id,
      also,
      detail: { way: message.way, templates, ...detail },
    },
  ]
}

interface Recorded {
  readonly message: string
}

/** It will never go this way: what it carries is thought over again, and whoever looks after the person is told where an address is no good. */
export const recordFailed = command(
  'message.fail',
  async (work, input: Recorded & { why: string; badAddress: boolean; secret: boolean; house: House | null }) => {
    const message = await moveMessage(work, input.message, messageMoves.fail, {
      failed_at: work.at,
      failure: input.why,
      ...(input.secret && { body: '' }),
    })
    if (!message) return done({ isNew: false })
    const carried = (await moveNotices(work, [input.message], 'fallBack')).get(input.message) ?? []
    if (input.badAddress && input.house) await tellOfFailure(work, message, carried, input.house)
    return done({ isNew: true }, ...messageHappened(message, carried, { why: input.why }))
  },
)

/** They certainly do not have it: it may be tried again then. */
export const recordLater = command(
  'message.claim',
  async (work, { message, why, again }: Recorded & { why: string; again: Date }) => {
    await moveMessage(work, message, messageMoves.letGo, { failure: why, next_try_at: again })
    return done(null)
  },
)

/** It cannot be known whether they have it: a person has to look, and it is not sent again by itself. */
export const recordDoubt = command('message.unsure', async (work, { message: id, why }: Recorded & { why: string }) => {
  const message = await moveMessage(work, id, messageMoves.doubt, { failure: why })
  if (message) {
    await tellStaff(work, {
      to: { role: 'helpline' },
      about: { type: 'message', id },
      words: 'A message may have gone or not, and is not sent again by itself. Look, then say which.',
      path: '/messages?status=stuck',
      cause: `unsure ${work.today}`,
    })
  }
  return done(null, ...(message ? messageHappened(message, [], { why }) : []))
})
