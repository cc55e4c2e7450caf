import { z } from 'zod'
import type { Route } from '#platform/http/ask'
import { button, form, refused } from '#platform/http/routes'
import { reading } from '#platform/reading'
import { phoneHooks } from './hooks'
import { phonePage } from './phone.page'
import { phoneLineForm, readPhoneLine, renewPhoneSecret, setPhoneLine } from './phone-line'

const lineAsked = (ask: Parameters<Route['handle']>[0]) =>
  reading(ask.ctx, 'phone.set', (tx) => readPhoneLine(tx, ask.ctx.allianceId))

export const phoneRoutes: readonly Route[] = [
  ...phoneHooks,
  ...form({
    path: '/telephone',
    action: 'phone.set',
    schema: phoneLineForm,
    fill: async (ask) => {
      const read = await lineAsked(ask)
      return read.ok ? { ringNumber: read.value.ringNumber ?? '' } : read
    },
    show: async (ask, attempt) => {
      const read = await lineAsked(ask)
      const { twilioToken: _secret, ...values } = attempt.values
      return read.ok ? phonePage(ask, { ...attempt, values }, read.value) : refused(read)
    },
    act: (ask, input) => setPhoneLine(ask.ctx, input),
    next: () => '/telephone',
  }),
  button({
    path: '/telephone/secret',
    action: 'phone.renew-secret',
    schema: z.object({}),
    act: (ask) => renewPhoneSecret(ask.ctx, {}),
    next: () => '/telephone',
  }),
]
