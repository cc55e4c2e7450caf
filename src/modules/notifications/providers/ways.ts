import type { Ctx } from '#platform/command'
import type { House } from '#platform/module'
import { unseal } from '#platform/sealed'
import type { Writer } from '../letters/letter-of'
import { postOffice } from '../post-office'
import { addresses } from './addresses'
import { enclosuresOf } from './enclosures'
import { mailServer } from './mail-server'
import { type NotifySettings, notify } from './notify'
import { outbox, printHere } from './outbox'
import { paperOf } from './paper'
import { type Provider, USUAL_DAILY_CAP, USUAL_QUIET, type Ways } from './provider'
import { unlessShut } from './shut'
import { twilio } from './twilio'
import { readSender, readSettings, type SenderRow, type WaySettings } from './ways.queries'

const writerOf = (row: SenderRow): Writer => ({
  name: row.name,
  borough: row.borough,
  helplineNumber: row.helpline_number,
  helplineHours: row.helpline_hours,
  brand: row.brand as Record<string, string>,
})

type Words = Pick<House, 'templates' | 'enclosures'>

interface Given {
  readonly ctx: Ctx
  readonly house: Words
  readonly settings: WaySettings
  readonly sender: SenderRow
  readonly now: () => Date
}

const byMail = ({ ctx, house, sender }: Omit<Given, 'settings'>): Provider | null => {
  const office = postOffice()
  return office.kind === 'sends' ? mailServer(office, enclosuresOf(ctx, writerOf(sender), house)) : null
}

const byNotify = ({ ctx, house, settings, sender, now }: Given): Provider | null => {
  const { notify: url } = addresses()
  const { notify_key_sealed: sealed, notify_service: service, notify_per_minute: perMinute } = settings
  if (!url || !sealed || !service) return null
  const writer = writerOf(sender)
  const enclosures = enclosuresOf(ctx, writer, house)
  return unlessShut({ kind: 'notify', key: `notify ${service}`, perMinute }, now, () =>
    notify({
      ...{ url, service, perMinute, now, key: unseal(sealed), enclosures },
      paper: paperOf(ctx, { writer, templates: house.templates, enclosures }),
      textTemplate: settings.notify_text_template,
      emailTemplate: settings.notify_email_template,
      textSender: settings.notify_text_sender,
      replyTo: settings.notify_reply_to,
      postage: settings.notify_postage as NotifySettings['postage'],
    }),
  )
}

const byTwilio = ({ settings, sender, now }: Given): Provider | null => {
  const { twilio: url, ours } = addresses()
  const { twilio_account: account, twilio_token_sealed: sealed, twilio_sender: from, twilio_per_minute: perMinute } = settings
  if (!url || !account || !sealed || !from) return null
  const statusUrl = ours && `${ours}/${sender.slug}/hooks/twilio/status`
  return unlessShut({ kind: 'twilio', key: `twilio ${account}`, perMinute }, now, () =>
    twilio({ url, account, token: unseal(sealed), sender: from, perMinute, statusUrl, now }),
  )
}

const MAKERS: Readonly<Record<string, (given: Given) => Provider | null>> = {
  notify: byNotify,
  twilio: byTwilio,
  smtp: byMail,
  print: () => printHere,
}

/** Until someone sets it up: emails by the mail server of the installation where there is one, letters printed here. */
const asUsual = (given: Omit<Given, 'settings'>): Ways => ({
  ...{ text: null, email: byMail(given), letter: printHere },
  ...{ quiet: USUAL_QUIET, dailyCap: USUAL_DAILY_CAP },
})

const asSet = (given: Given): Ways => {
  const { settings } = given
  const by = (name: string): Provider | null => MAKERS[name]?.(given) ?? null
  return {
    text: by(settings.text_by),
    email: by(settings.email_by),
    letter: by(settings.letter_by),
    quiet: {
      from: settings.quiet_from.slice(0, 5),
      until: settings.quiet_until.slice(0, 5),
      restDays: settings.quiet_rest_days,
    },
    dailyCap: settings.daily_cap,
  }
}

/** In a demonstration what has nowhere to go on this machine is kept, to be looked at; letters wait to be printed, as anywhere. */
const keeping = ({ text, email, letter, ...rest }: Ways): Ways => ({
  ...rest,
  text: text ?? outbox,
  email: email ?? outbox,
  letter: letter ?? outbox,
})

const NO_WORDS: Words = { templates: new Map(), enclosures: new Map() }

/** How this alliance sends now. In a demonstration nothing leaves the machine. */
export const readWays = async (ctx: Ctx, house: Words = NO_WORDS): Promise<Ways> => {
  const [settings, sender] = await ctx.db.transaction({ allianceId: ctx.allianceId, readOnly: true }, async (tx) => [
    await readSettings(tx, ctx.allianceId),
    await readSender(tx, ctx.allianceId),
  ])
  const given = { ctx, house, sender, now: () => ctx.clock.now() }
  const ways = settings ? asSet({ ...given, settings }) : asUsual(given)
  return postOffice().kind === 'keeps' ? keeping(ways) : ways
}
