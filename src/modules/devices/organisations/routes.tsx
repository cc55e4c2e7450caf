import { today } from '#platform/clock'
import type { Attempt } from '#platform/forms'
import type { Ask, Page, Reply, Route } from '#platform/http/ask'
import { form, page, refused } from '#platform/http/routes'
import { refuse } from '#platform/outcome'
import { reading } from '#platform/reading'
import { readTimeline } from '#platform/timeline'
import { borrowerForm } from '../loans/borrower-form'
import { endOf } from '../rules/rule'
import { readTerms } from '../rules/rule.queries'
import { readyDevices } from '../stock/device.queries'
import { countEndUsers, handOver, lendToOrganisation } from './lend-to-organisation'
import { type AgreementRecord, readAgreement } from './organisation.queries'
import { countForm, handOverForm, organisationForm } from './organisation-loan'
import { agreementRecordPage, countPage, handOverPage, lendManyPage } from './organisation-pages'

const wanted = (ask: Ask): string => ask.params.agreement ?? ''
const agreementOf = (ask: Ask) =>
  reading(ask.ctx, 'organisation-loan.read', (tx) => readAgreement(tx, ask.ctx.allianceId, wanted(ask)))
const next = (_ask: Ask, { reference }: { reference: string }): string => `/agreements/${reference}`

const showAgreement = async (ask: Ask): Promise<Reply> => {
  const read = await agreementOf(ask)
  if (!read.ok) return refused(read)
  const events = await readTimeline(ask.ctx, { type: 'organisation_loan', id: read.value.id })
  return agreementRecordPage(ask, read.value, events, today(ask.ctx.clock))
}

/** The latest the devices can be due back, by the widest rule; each device's own calendar is asked when they are handed over. */
const latestOf = async (ask: Ask): Promise<string> => {
  const read = await reading(ask.ctx, 'organisation-loan.read', (tx) => readTerms(tx, ask.ctx.allianceId, {}))
  return read.ok ? endOf(today(ask.ctx.clock), read.value) : today(ask.ctx.clock)
}

const isPutBy = ({ loans }: AgreementRecord): boolean => loans.some(({ status }) => status === 'promised')

const formOf =
  (
    may: (agreement: AgreementRecord) => boolean,
    draw: (ask: Ask, attempt: Attempt, agreement: AgreementRecord) => Page | Promise<Page>,
  ) =>
  async (ask: Ask, attempt: Attempt): Promise<Reply> => {
    const read = await agreementOf(ask)
    if (!read.ok) return refused(read)
    return may(read.value) ? draw(ask, attempt, read.value) : refused(refuse('moved-on'))
  }

export const organisationRoutes: readonly Route[] = [
  ...borrowerForm({
    ends: 'lend-several',
    from: ['partner'],
    action: 'organisation-loan.make',
    schema: organisationForm,
    why: 'lending to them',
    show: async (ask, attempt, borrower) => {
      const ready = await reading(ask.ctx, 'organisation-loan.make', (tx) =>
        readyDevices(tx, ask.ctx.allianceId, { most: 60, today: today(ask.ctx.clock) }),
      )
      return ready.ok ? lendManyPage(attempt, borrower.name, ready.value) : refused(ready)
    },
    act: (ask, input, { partner = '' }) => lendToOrganisation(ask.ctx, { ...input, partner }),
    next,
  }),
  page('/agreements/:agreement', 'organisation-loan.read', showAgreement),
  ...form({
    path: '/agreements/:agreement/hand-over',
    action: 'organisation-loan.hand-over',
    schema: handOverForm,
    fill: async (ask) => ({ dueOn: await latestOf(ask) }),
    show: formOf(isPutBy, async (ask, attempt, agreement) => handOverPage(ask, attempt, agreement, await latestOf(ask))),
    act: (ask, input) => handOver(ask.ctx, { ...input, reference: wanted(ask) }),
    next,
  }),
  ...form({
    path: '/agreements/:agreement/count',
    action: 'organisation-loan.count',
    schema: countForm,
    show: formOf(
      () => true,
      (_ask, attempt, agreement) => countPage(attempt, agreement),
    ),
    act: (ask, input) => countEndUsers(ask.ctx, { ...input, reference: wanted(ask) }),
    next,
  }),
]
