import type { Ctx } from '#platform/command'
import { isId } from '#platform/ids'
import type { Job } from '#platform/module'
import { postOffice } from './post-office'

interface Changes {
  readonly sent_at?: Date | null
  readonly failed_at?: Date
  readonly failure?: string | null
  readonly body?: string
}

const write = (ctx: Ctx, id: string, changes: Changes): Promise<unknown> =>
  ctx.db.transaction(ctx, (tx) =>
    tx.updateTable('message').set(changes).where('alliance_id', '=', ctx.allianceId).where('id', '=', id).execute(),
  )

/** Takes a message to send it: only one of several may, however often the job runs. */
const claim = (ctx: Ctx, id: string, at: Date) =>
  ctx.db.transaction(ctx, (tx) =>
    tx
      .updateTable('message')
      .set({ sent_at: at })
      .where('alliance_id', '=', ctx.allianceId)
      .where('id', '=', id)
      .where('sent_at', 'is', null)
      .where('failed_at', 'is', null)
      .returning(['id', 'address', 'subject', 'body', 'send_before'])
      .executeTakeFirst(),
  )

interface MailError {
  readonly code?: string
  readonly responseCode?: number
  readonly command?: string
}

/** The server refused this message or this address for good. A wrong password is for the operator to put right: worth trying again. */
const isForGood = ({ code, responseCode = 0 }: MailError): boolean =>
  code !== 'EAUTH' && responseCode >= 500 && responseCode < 600

/** What went wrong, without the address or the words: it is kept, and logged. */
const failureOf = ({ code, responseCode, command }: MailError): string =>
  ['The mail server did not take it:', code, responseCode, command && `at ${command}`].filter(Boolean).join(' ')

/** Sends one message, once. What may go better later is let go of and thrown, so that the queue tries again, later each time. */
export const sendMessage = async (ctx: Ctx, { message: id }: Parameters<Job>[1]): Promise<void> => {
  const office = postOffice()
  if (office.kind === 'keeps' || !isId(id)) return
  const at = ctx.clock.now()
  const message = await claim(ctx, id, at)
  if (!message) return
  const secret = message.send_before ? { body: '' } : {}
  const giveUp = (failure: string) => write(ctx, id, { sent_at: null, failed_at: at, failure, ...secret })
  if (office.kind === 'closed') return void (await giveUp('Email is not set up'))
  if (message.send_before && message.send_before <= at) return void (await giveUp('Too late to be of use'))
  try {
    await office.send({ id, to: message.address, subject: message.subject, body: message.body })
  } catch (error) {
    const failure = failureOf(error as MailError)
    if (isForGood(error as MailError)) return void (await giveUp(failure))
    await write(ctx, id, { sent_at: null, failure })
    throw new Error(failure)
  }
  await write(ctx, id, { failure: null, ...secret })
}
