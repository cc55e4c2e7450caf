import { z } from 'zod'
import { oneOf, tick, time, whole, words } from '#platform/fields'

export const TEXT_BY = ['none', 'notify', 'twilio'] as const
export const EMAIL_BY = ['none', 'notify', 'smtp'] as const
export const LETTER_BY = ['none', 'notify', 'print'] as const
export const POSTAGE = ['first', 'second', 'economy'] as const

const maybeUuid = (error: string) =>
  z.preprocess(
    (value) =>
      String(value ?? '')
        .trim()
        .toLowerCase() || null,
    z.uuid({ error }).nullable(),
  )

const maybe = (fits: RegExp, error: string) =>
  z.preprocess((value) => String(value ?? '').replaceAll(/[\s()]/g, '') || null, z.string().regex(fits, { error }).nullable())

const templateId = 'Copy the template’s ID from GOV.UK Notify: 36 characters with 4 dashes'
const rate = (usual: string) => whole(1, 100_000, `Enter how many a minute, such as ${usual}`)

export const waysForm = z
  .object({
    textBy: oneOf(TEXT_BY, 'Choose who carries your texts'),
    emailBy: oneOf(EMAIL_BY, 'Choose who carries your emails'),
    letterBy: oneOf(LETTER_BY, 'Choose who prints your letters'),
    /** Empty keeps the one we have. */
    notifyKey: words(250),
    notifyTextTemplate: maybeUuid(templateId),
    notifyEmailTemplate: maybeUuid(templateId),
    notifyTextSender: maybeUuid('Copy the ID of the text message sender from GOV.UK Notify, or leave it empty'),
    notifyReplyTo: maybeUuid('Copy the ID of the reply-to address from GOV.UK Notify, or leave it empty'),
    notifyPostage: oneOf(POSTAGE, 'Choose first class, second class or economy'),
    notifyPerMinute: rate('3000'),
    twilioAccount: maybe(/^AC[0-9a-f]{32}$/, 'Copy the Account SID from Twilio: AC and 32 letters and numbers'),
    /** Empty keeps the one we have. */
    twilioToken: words(100),
    twilioSender: maybe(
      /^(\+\d{8,15}|MG[0-9a-f]{32})$/,
      'Enter your Twilio number with its plus sign, such as +447700900123, or the SID of a messaging service',
    ),
    twilioPerMinute: rate('600'),
    quietFrom: time('Enter when it gets quiet, such as 20:00'),
    quietUntil: time('Enter when you start again, such as 08:00'),
    quietRestDays: tick(),
    dailyCap: whole(0, 1_000_000, 'Enter the most messages in one day, such as 10000'),
  })
  .superRefine((form, issue) => {
    const needs = (when: boolean, path: keyof typeof form, message: string) => {
      if (when && !form[path]) issue.addIssue({ code: 'custom', path: [path], message })
    }
    needs(
      form.textBy === 'notify',
      'notifyTextTemplate',
      'Enter the ID of the text template, since GOV.UK Notify carries your texts',
    )
    needs(
      form.emailBy === 'notify',
      'notifyEmailTemplate',
      'Enter the ID of the email template, since GOV.UK Notify carries your emails',
    )
    needs(form.textBy === 'twilio', 'twilioAccount', 'Enter the Account SID, since Twilio carries your texts')
    needs(form.textBy === 'twilio', 'twilioSender', 'Enter the number your texts come from')
  })

export type WaysInput = z.infer<typeof waysForm>
