import type { Work } from '#platform/command'
import { newId } from '#platform/ids'
import type { Subject } from '#platform/outcome'

export interface Email {
  readonly to: string
  readonly subject: string
  readonly body: string
  /** The record the message is about. */
  readonly about: Subject
  /** Not worth sending after this; its words are a secret, forgotten once it has gone. */
  readonly before?: Date
}

/** The round leaves an email to its own job so long; after that, the job was cut off and the round sends it. */
const OWN_JOB_MS = 120_000

/** Writes an email in the caller's transaction: it leaves after the commit, or never was. Gives its id. */
export const sendEmail = async ({ tx, allianceId, at, queue }: Work, email: Email): Promise<string> => {
  const id = newId(at)
  await tx
    .insertInto('message')
    .values({
      alliance_id: allianceId,
      id,
      way: 'email',
      address: email.to,
      subject: email.subject,
      body: email.body,
      about_type: email.about.type,
      about_id: email.about.id,
      created_at: at,
      send_before: email.before ?? null,
      next_try_at: new Date(at.getTime() + OWN_JOB_MS),
    })
    .execute()
  await queue('send-message', { message: id })
  return id
}
