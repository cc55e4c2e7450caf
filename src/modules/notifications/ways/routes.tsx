import { z } from 'zod'
import { phoneNumber } from '#platform/fields'
import { type Attempt, freshAttempt } from '#platform/forms'
import type { Ask, Reply, Route } from '#platform/http/ask'
import { button, form, page, refused } from '#platform/http/routes'
import type { MenuEntry, Module } from '#platform/module'
import { refuse } from '#platform/outcome'
import { reading } from '#platform/reading'
import { byName } from '#platform/take-turns'
import { secretOf } from '../hooks/secret-of'
import { USUAL_DAILY_CAP, USUAL_QUIET, type Ways } from '../providers/provider'
import { readWays } from '../providers/ways'
import { readSettings, readTries, type WaySettings } from '../providers/ways.queries'
import { CARRIERS } from './carriers'
import { changeWaysPage, type Held } from './change.page'
import { renewToken, saveWays } from './save-ways'
import { ownEmail, tryWay } from './try-way'
import { waysPage } from './ways.page'
import { waysForm } from './ways-form'

const gatesOf = (ask: Ask, ways: Ways) =>
  ask.ctx.db.transaction({ allianceId: ask.ctx.allianceId, readOnly: true }, (tx) =>
    tx
      .selectFrom('provider_gate')
      .select(['key', 'open_until', 'last_failure', 'last_worked_at'])
      .where('key', 'in', [ways.text?.key ?? '', ways.email?.key ?? '', ways.letter?.key ?? ''])
      .execute(),
  )

const settingsOf = (ask: Ask) =>
  reading(ask.ctx, 'message.settings', async (tx) => ({
    settings: await readSettings(tx, ask.ctx.allianceId),
    tries: await readTries(tx, ask.ctx.allianceId),
  }))

const showWays = async (ask: Ask, attempt: Attempt = freshAttempt()): Promise<Reply> => {
  const read = await settingsOf(ask)
  if (!read.ok) return refused(read)
  const ways = await readWays(ask.ctx, ask.house)
  const [gates, token] = [await gatesOf(ask, ways), await secretOf(ask, 'notify_token_sealed')]
  const usesTwilio = read.value.settings?.twilio_account != null
  return waysPage(ask, { ways, tries: read.value.tries, gates, token, usesTwilio }, attempt)
}

const USUAL = {
  ...{ textBy: 'none', emailBy: 'smtp', letterBy: 'print', notifyPostage: 'second', notifyPerMinute: '3000' },
  ...{ twilioPerMinute: '600', quietFrom: USUAL_QUIET.from, quietUntil: USUAL_QUIET.until, quietRestDays: 'yes' },
  dailyCap: String(USUAL_DAILY_CAP),
}

/** What the form starts with: everything but the keys. */
const valuesOf = (settings: WaySettings): Record<string, string> => ({
  textBy: settings.text_by,
  emailBy: settings.email_by,
  letterBy: settings.letter_by,
  notifyTextTemplate: settings.notify_text_template ?? '',
  notifyEmailTemplate: settings.notify_email_template ?? '',
  notifyTextSender: settings.notify_text_sender ?? '',
  notifyReplyTo: settings.notify_reply_to ?? '',
  notifyPostage: settings.notify_postage,
  notifyPerMinute: String(settings.notify_per_minute),
  twilioAccount: settings.twilio_account ?? '',
  twilioSender: settings.twilio_sender ?? '',
  twilioPerMinute: String(settings.twilio_per_minute),
  quietFrom: settings.quiet_from.slice(0, 5),
  quietUntil: settings.quiet_until.slice(0, 5),
  quietRestDays: settings.quiet_rest_days ? 'yes' : '',
  dailyCap: String(settings.daily_cap),
})

const fillWays = async (ask: Ask) => {
  const read = await settingsOf(ask)
  if (!read.ok) return read
  return read.value.settings ? valuesOf(read.value.settings) : USUAL
}

const heldBy = (settings: WaySettings | undefined): Held => ({
  notifyKey: settings?.notify_key_sealed != null,
  twilioToken: settings?.twilio_token_sealed != null,
})

const mobile = z.object({
  phone: z.string().transform((typed, issue) => {
    const number = phoneNumber(typed)
    if (!number) issue.addIssue({ code: 'custom', message: 'Enter your mobile number, such as 07700 900123' })
    return number ?? ''
  }),
})

const TRIES_A_MINUTE = 30

const [, tryText] = form({
  path: '/ways/try-text',
  action: 'message.try',
  schema: mobile,
  perMinute: TRIES_A_MINUTE,
  show: showWays,
  act: (ask, { phone }) => tryWay(ask.ctx, ask.house, { way: 'text', to: phone }),
  next: () => '/ways',
})
if (!tryText) throw new Error('a form has a POST')

export const wayRoutes: readonly Route[] = [
  page('/ways', 'message.settings', (ask) => showWays(ask)),
  ...form({
    path: '/ways/change',
    action: 'message.settings',
    schema: waysForm,
    fill: fillWays,
    show: async (ask, attempt) => {
      const read = await settingsOf(ask)
      return read.ok ? changeWaysPage(ask, attempt, heldBy(read.value.settings)) : refused(read)
    },
    act: (ask, input) => saveWays(ask.ctx, input),
    next: () => '/ways',
    edits: byName('ways'),
  }),
  button({
    path: '/ways/new-token',
    action: 'message.settings',
    schema: z.object({}),
    act: (ask) => renewToken(ask.ctx, {}),
    next: () => '/ways',
  }),
  tryText,
  button({
    path: '/ways/try-email',
    action: 'message.try',
    schema: z.object({}),
    perMinute: TRIES_A_MINUTE,
    act: async (ask) => {
      const to = await ownEmail(ask.ctx)
      if (!to) return refuse('not-found')
      return tryWay(ask.ctx, ask.house, { way: 'email', to })
    },
    next: () => '/ways',
  }),
]

const carrier = (name: unknown): string => (CARRIERS[String(name)] ?? String(name)).toLowerCase()

export const waySays: Module['says'] = {
  'message.settings': (detail) =>
    detail.newToken
      ? 'Made a new token for what GOV.UK Notify tells us'
      : `Set who carries messages. Texts: ${carrier(detail.text)}. Emails: ${carrier(detail.email)}. Letters: ${carrier(detail.letter)}`,
  'message.try': ({ way, provider }) => `Asked for a test ${way} by ${carrier(provider)}`,
}

export const waysEntry: MenuEntry = { label: 'Ways to send messages', path: '/ways', action: 'message.settings', order: 86 }
