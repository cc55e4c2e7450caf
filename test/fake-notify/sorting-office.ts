import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Arrived, type ReceivedText, receiptOf } from './arrived'
import { callerOf, type Listener, type Manner } from './callbacks'
import type { Key } from './keys'
import { lookAtLetter, pdfIn } from './letters'
import { emailOf, mobileOf, outcomeFor, SMOKE } from './recipients'
import { bad, invalid, NotifyRefusal } from './refusal'
import { type Kind, templateOf, written } from './templates'

type Body = Readonly<Record<string, unknown>>

export interface OfficeSettings {
  readonly receipts?: Listener
  readonly texts?: Listener
  readonly manner?: Manner
  /** How long a message takes to be delivered, in milliseconds. */
  readonly settleMs?: number
  /** How long Notify waits before it tells a listener again; five minutes in life. */
  readonly retryMs?: number
  /** The service has no contact details on the page its files are fetched from. */
  readonly noFiles?: boolean
}

const OWN_NUMBER = '447860000001'
const LATE_MS = 2000

/** Takes messages on, delivers them in its own time, and tells of it. */
export const openSortingOffice = (given: OfficeSettings) => {
  let settings: OfficeSettings = given
  const arrived: Arrived[] = []
  const known = new Map<string, Arrived>()
  const texts: ReceivedText[] = []
  const caller = callerOf(given.retryMs ?? 300_000)
  const underWay = new Set<Promise<void>>()

  const tell = async (one: Arrived): Promise<void> => {
    const { receipts, manner = 'prompt' } = settings
    if (one.kind === 'letter' || SMOKE.includes(one.to)) return
    if (manner === 'late') await sleep(LATE_MS)
    caller.tell(receipts, receiptOf(one))
    if (manner === 'twice') caller.tell(receipts, receiptOf(one))
    if (manner !== 'unordered') return
    await sleep(20)
    const earlier = new Date(one.createdAt.getTime() + 1).toISOString()
    caller.tell(receipts, { ...receiptOf(one), status: 'temporary-failure', completed_at: earlier })
  }
  const settle = async (one: Arrived): Promise<void> => {
    await sleep(settings.settleMs ?? 50)
    one.sentAt = new Date()
    one.status = one.pdf ? await lookAtLetter(one.pdf) : outcomeFor(one.to)
    one.completedAt = new Date()
    await tell(one)
  }
  const takeOn = (one: Omit<Arrived, 'id' | 'createdAt' | 'status' | 'sentAt' | 'completedAt'>): Arrived => {
    const status = one.pdf ? 'pending-virus-check' : 'created'
    const made = { ...one, id: randomUUID(), createdAt: new Date(), status, sentAt: null, completedAt: null }
    // Smoke numbers are answered like any other and kept nowhere.
    if (SMOKE.includes(made.to)) return made
    arrived.push(made)
    known.set(made.id, made)
    const settled = settle(made).finally(() => underWay.delete(settled))
    underWay.add(settled)
    return made
  }
  const referenceIn = ({ reference }: Body): string | null => {
    if (reference === undefined || reference === null) return null
    if (typeof reference !== 'string' || reference.length > 1000) throw invalid('reference is too long')
    return reference
  }

  return {
    arrived,
    texts,
    known: (id: string): Arrived | undefined => known.get(id),
    set: (more: OfficeSettings): void => {
      settings = { ...settings, ...more }
    },
    clear: (): void => {
      arrived.length = 0
      texts.length = 0
      known.clear()
    },
    message: (kind: Exclude<Kind, 'letter'>, body: Body, key: Key): Arrived => {
      const template = templateOf(body.template_id, kind)
      if (settings.noFiles && Object.values(body.personalisation ?? {}).some((fact) => typeof fact === 'object'))
        throw bad('Send files by email has not been set up - add contact details for your service')
      const { subject = null, body: words } = written(template, body.personalisation)
      const to = kind === 'sms' ? mobileOf(body.phone_number) : emailOf(body.email_address)
      if (body.sms_sender_id) throw bad(`sms_sender_id ${String(body.sms_sender_id)} does not exist in database`)
      const reference = referenceIn(body)
      return takeOn({ kind, key: key.kind, to, subject, body: words, template, reference, pdf: null, postage: null })
    },
    letter: (body: Body, key: Key): Arrived => {
      if (key.kind === 'team') throw new NotifyRefusal(403, 'BadRequestError', 'Cannot send letters with a team api key')
      if (!body.reference) throw invalid('reference is a required property')
      const template = { id: '00000000-0000-4000-8000-000000000000', version: 1 }
      const to = 'Provided as PDF'
      const [pdf, reference, postage] = [pdfIn(body.content), referenceIn(body), String(body.postage ?? 'second')]
      return takeOn({ kind: 'letter', key: key.kind, to, subject: null, body: '', template, reference, pdf, postage })
    },
    /** Someone texts the alliance's number. */
    receive: (from: string, words: string, twice = false): ReceivedText => {
      const text = { id: randomUUID(), from: mobileOf(from), to: OWN_NUMBER, words, at: new Date() }
      texts.push(text)
      const told = {
        id: text.id,
        source_number: text.from,
        destination_number: text.to,
        message: words,
        date_received: text.at.toISOString(),
      }
      for (let times = 0; times < (twice ? 2 : 1); times++) caller.tell(settings.texts, told)
      return text
    },
    answers: caller.answers,
    settled: async (): Promise<void> => {
      while (underWay.size > 0) await Promise.all(underWay)
      await caller.settled()
    },
  }
}

export type SortingOffice = ReturnType<typeof openSortingOffice>
