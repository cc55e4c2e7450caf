import type { Found, Outgoing, Provider, Sent } from './provider'
import { noAnswer, twilioMeans } from './twilio-answer'

export interface TwilioSettings {
  /** Where Twilio is. */
  readonly url: string
  readonly account: string
  readonly token: string
  /** A number (+44…) or a messaging service (MG…). */
  readonly sender: string
  readonly perMinute: number
  /** Where it tells us what became of a message; null on a machine that cannot be reached. */
  readonly statusUrl: string | null
  readonly now: () => Date
}

const PATIENCE_MS = 15_000
const CLOCK_SLACK_MS = 60_000

interface TwilioMessage {
  readonly sid: string
  readonly to: string
  readonly body: string
  readonly date_created: string
}

const messagesUrl = ({ url, account }: TwilioSettings): string => `${url}/2010-04-01/Accounts/${account}/Messages.json`

const asUs = ({ account, token }: TwilioSettings): Record<string, string> => ({
  authorization: `Basic ${Buffer.from(`${account}:${token}`).toString('base64')}`,
})

const formOf = ({ sender, statusUrl }: TwilioSettings, { id, to, body }: Outgoing): URLSearchParams =>
  new URLSearchParams({
    To: to,
    Body: body,
    ...(sender.startsWith('MG') ? { MessagingServiceSid: sender } : { From: sender }),
    // Twilio keeps no reference of ours, so it is told back in the address.
    ...(statusUrl && { StatusCallback: `${statusUrl}?message=${id}` }),
  })

const ask = (settings: TwilioSettings, url: string, more: RequestInit = {}): Promise<Response> =>
  fetch(url, { ...more, redirect: 'error', headers: asUs(settings), signal: AbortSignal.timeout(PATIENCE_MS) })

const sendBy = async (settings: TwilioSettings, message: Outgoing): Promise<Sent> => {
  try {
    const answer = await ask(settings, messagesUrl(settings), { method: 'POST', body: formOf(settings, message) })
    const said = (await answer.json().catch(() => ({}))) as { sid?: string; code?: number }
    if (!answer.ok) return twilioMeans(answer.status, said.code ?? null, settings.now())
    return { kind: 'taken', ...(said.sid && { providerId: said.sid }) }
  } catch (error) {
    return noAnswer(error)
  }
}

/** Those of Twilio's messages that are this one: to that number, in those words, made since it was first tried. */
const same = ({ to, body, firstTriedAt }: Outgoing, messages: readonly TwilioMessage[]): TwilioMessage[] =>
  messages.filter(
    (one) =>
      one.to === to && one.body === body && new Date(one.date_created).getTime() >= firstTriedAt.getTime() - CLOCK_SLACK_MS,
  )

const findBy = async (settings: TwilioSettings, message: Outgoing): Promise<Found> => {
  // The newest come first. Not asked by day: one that still stands in Twilio's queue has no day it was sent.
  const query = new URLSearchParams({ To: message.to, PageSize: '200' })
  try {
    const answer = await ask(settings, `${messagesUrl(settings)}?${query}`)
    if (!answer.ok) return { kind: 'later', why: `Twilio did not say: ${answer.status}` }
    const { messages } = (await answer.json()) as { messages: TwilioMessage[] }
    const [known, another] = same(message, messages)
    // Two with the same words to the same number: one may be somebody else's who shares the phone.
    if (known && another) return { kind: 'unsure', why: 'Twilio has more than one text in these words to this number' }
    return known ? { kind: 'taken', providerId: known.sid } : { kind: 'send-again' }
  } catch {
    return { kind: 'later', why: 'Twilio did not say' }
  }
}

/** Texts by Twilio's HTTP API, for alliances that may not use Notify. */
export const twilio = (settings: TwilioSettings): Provider => ({
  kind: 'twilio',
  key: `twilio ${settings.account}`,
  perMinute: settings.perMinute,
  atOnce: 10,
  // A number says nothing; a messaging service may send in a name
  showsWho: settings.sender.startsWith('MG'),
  send: (message) => sendBy(settings, message),
  find: (message) => findBy(settings, message),
})
