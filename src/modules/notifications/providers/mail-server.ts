import type { PostOffice } from '../post-office'
import { type Enclosures, enclosedPdfs } from './enclosures'
import type { Provider, Sent } from './provider'

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

const outcomeOf = (error: MailError): Sent => {
  const why = failureOf(error)
  if (isForGood(error)) return { kind: 'never', why, badAddress: error.command === 'RCPT TO' }
  return { kind: 'later', why, down: error.responseCode === undefined || error.code === 'EAUTH' }
}

/** A mail server. A second copy has the same Message-ID, by which mailboxes know it for one. */
export const mailServer = (office: Extract<PostOffice, { kind: 'sends' }>, enclosures: Enclosures): Provider => ({
  kind: 'smtp',
  key: 'smtp',
  perMinute: 600,
  atOnce: 5,
  showsWho: true,
  send: async ({ id, to, subject, body }) => {
    const enclosed = await enclosedPdfs(enclosures, { id }).catch(() => null)
    if (!enclosed) return { kind: 'later', why: 'The paper that goes with it could not be made' }
    try {
      await office.send({ id, to, subject, body, enclosed })
      return { kind: 'taken' }
    } catch (error) {
      return outcomeOf(error as MailError)
    }
  },
  find: async () => ({ kind: 'send-again' }),
})
