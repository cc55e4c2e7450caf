import { NotifyClient } from 'notifications-node-client'
import { type Enclosures, enclosedPdfs } from './enclosures'
import { becameOf, meansOf, type NotifyFault, notFoundNow, takesNoFiles } from './notify-answer'
import type { Paper } from './paper'
import type { Found, Outgoing, Provider, Sent } from './provider'

export interface NotifySettings {
  /** Where Notify is. */
  readonly url: string
  readonly key: string
  /** The service's own id: limits are the service's. */
  readonly service: string
  readonly textTemplate: string | null
  readonly emailTemplate: string | null
  readonly textSender: string | null
  readonly replyTo: string | null
  readonly postage: 'first' | 'second' | 'economy'
  readonly perMinute: number
  readonly paper: Paper
  readonly enclosures: Enclosures
  readonly now: () => Date
}

const PATIENCE_MS = 15_000
const DAY_MS = 86_400_000
/** Notify forgets after seven days: a message not found then may have gone all the same. */
const REMEMBERED_MS = 6 * DAY_MS

type Rest = (options: object) => Promise<unknown>

/** Notify's own client, made to give up in time: left alone it waits for ever. */
const clientOf = ({ url, key }: NotifySettings): NotifyClient => {
  const client = new NotifyClient(url, key)
  const { apiClient } = client as unknown as { apiClient: { restClient: Rest; setClient(rest: Rest): void } }
  const asked = apiClient.restClient
  apiClient.setClient((options) => asked({ ...options, timeout: PATIENCE_MS, maxRedirects: 0 }))
  return client
}

type Answer = { readonly data: { readonly id: string } }

const post = async (client: NotifyClient, settings: NotifySettings, message: Outgoing): Promise<Answer | null> => {
  const { textTemplate, emailTemplate, textSender, replyTo, postage, paper } = settings
  const { id: reference, way, to, subject, body } = message
  if (way === 'letter') {
    const pdf = await paper(message)
    return pdf && client.sendPrecompiledLetter(reference, pdf, postage)
  }
  if (way === 'text') {
    const options = { personalisation: { message: body }, reference, ...(textSender && { smsSenderId: textSender }) }
    return client.sendSms(textTemplate ?? '', to, options)
  }
  const email = (paper: unknown) => {
    const options = { personalisation: { subject, message: body, paper }, reference, ...(replyTo && { emailReplyToId: replyTo }) }
    return client.sendEmail(emailTemplate ?? '', to, options)
  }
  const [file] = await enclosedPdfs(settings.enclosures, { id: reference })
  if (!file) return email('')
  // Their page of the file needs the alliance's contact details: until those are set, the words go without it
  return email(client.prepareUpload(file.pdf, { filename: file.name })).catch((fault: NotifyFault) =>
    takesNoFiles(fault) ? email('') : Promise.reject(fault),
  )
}

/** GOV.UK Notify: texts, emails, and letters as our own PDF. Our reference is the message's id, by which it is found again. */
export const notify = (settings: NotifySettings): Provider => {
  const client = clientOf(settings)
  const send = async (message: Outgoing): Promise<Sent> => {
    try {
      const answer = await post(client, settings, message)
      return answer ? { kind: 'taken', providerId: answer.data.id } : { kind: 'never', why: 'There is nobody to write to' }
    } catch (error) {
      // The client throws its own words, no error, for a letter over 5 MB.
      if (typeof error === 'string') return { kind: 'never', why: 'The letter is too big for GOV.UK Notify' }
      return meansOf(error as NotifyFault, settings.now())
    }
  }
  const find = async ({ id, firstTriedAt }: Outgoing): Promise<Found> => {
    try {
      const { data } = await client.getNotifications(undefined, undefined, id)
      const [known] = data.notifications
      if (known) return { kind: 'taken', providerId: known.id }
    } catch (error) {
      return notFoundNow(error as NotifyFault)
    }
    const tooOld = settings.now().getTime() - firstTriedAt.getTime() > REMEMBERED_MS
    return tooOld ? { kind: 'unsure', why: 'GOV.UK Notify no longer keeps what was sent then' } : { kind: 'send-again' }
  }
  const became = async ({ providerId }: { readonly providerId: string }) => {
    try {
      const { data } = await client.getNotificationById(providerId)
      return becameOf(data.status)
    } catch {
      // Asked again within the hour
      return null
    }
  }
  const limits = { key: `notify ${settings.service}`, perMinute: settings.perMinute, atOnce: 20 }
  return { kind: 'notify', ...limits, showsWho: true, send, find, became }
}

/** The parts of a Notify key: name, service, secret; null when it is none. */
export const readNotifyKey = (key: string): { readonly service: string } | null => {
  const uuid = '[\\da-f]{8}(?:-[\\da-f]{4}){3}-[\\da-f]{12}'
  const service = new RegExp(`^.+-(${uuid})-${uuid}$`, 'i').exec(key.trim())?.[1]
  return service ? { service: service.toLowerCase() } : null
}
