import { partnerChoices, personToLendTo, readyDevices } from '#modules/devices'
import { today } from '#platform/clock'
import type { Ask, Route } from '#platform/http/ask'
import { form, refused } from '#platform/http/routes'
import { reading } from '#platform/reading'
import { listRoute } from '#ui/layout'
import { bulkGiftForm, personGiftForm } from './distribution'
import { distributionList } from './distribution-list'
import { bulkGiftPage, personGiftPage } from './gift.page'
import { recordDistribution } from './record-distribution'

const wanted = (ask: Ask): string => ask.params.person ?? ''

const receiverOf = (ask: Ask) =>
  reading(ask.ctx, 'distribution.record', (tx) => personToLendTo(tx, ask.ctx.allianceId, wanted(ask)))

export const routes: readonly Route[] = [
  listRoute(distributionList),
  ...form({
    path: '/gifts/new',
    action: 'distribution.record',
    schema: bulkGiftForm,
    fill: (ask) => ({ partner: String(ask.query.partner ?? '').slice(0, 40), givenOn: today(ask.ctx.clock) }),
    show: async (ask, attempt) => {
      const partners = await reading(ask.ctx, 'distribution.record', (tx) => partnerChoices(tx, ask.ctx.allianceId))
      return partners.ok ? bulkGiftPage(attempt, partners.value) : refused(partners)
    },
    act: (ask, input) => recordDistribution(ask.ctx, input),
    next: () => '/gifts',
  }),
  ...form({
    path: '/people/:person/give',
    action: 'distribution.record',
    schema: personGiftForm,
    fill: async (ask) => {
      const receiver = await receiverOf(ask)
      return receiver.ok ? { givenOn: today(ask.ctx.clock) } : receiver
    },
    show: async (ask, attempt) => {
      const receiver = await receiverOf(ask)
      if (!receiver.ok) return refused(receiver)
      const ready = await reading(ask.ctx, 'distribution.record', (tx) =>
        readyDevices(tx, ask.ctx.allianceId, { to: 'give', today: today(ask.ctx.clock) }),
      )
      return ready.ok ? personGiftPage(attempt, { name: receiver.value.name, ready: ready.value }) : refused(ready)
    },
    act: (ask, input) => recordDistribution(ask.ctx, { ...input, person: wanted(ask) }),
    next: (ask) => `/people/${wanted(ask).toUpperCase()}`,
  }),
]
