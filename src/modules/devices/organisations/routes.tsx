import { today } from '#platform/clock'
import type { Ask, Reply, Route } from '#platform/http/ask'
import { form, page, refused } from '#platform/http/routes'
import { refuse } from '#platform/outcome'
import { reading } from '#platform/reading'
import { readTimeline } from '#platform/timeline'
import { MOST_BYTES } from '../handover/photo'
import { severalForm, withPhotos } from '../handover/several'
import { severalPage } from '../handover/several-page'
import { putByFor, putByValues } from '../handover/several-routes'
import { borrowerForm } from '../loans/borrower-form'
import { readyDevices } from '../stock/device.queries'
import { countEndUsers, handOver, lendToOrganisation } from './lend-to-organisation'
import { readAgreement } from './organisation.queries'
import { countForm, organisationForm } from './organisation-loan'
import { agreementRecordPage, countPage, lendManyPage } from './organisation-pages'

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

const putByAgreement = (ask: Ask) => putByFor(ask, 'organisation-loan.hand-over', { agreement: wanted(ask) })

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
    schema: severalForm,
    upload: MOST_BYTES,
    fill: async (ask) => {
      const read = await putByAgreement(ask)
      return read.ok ? putByValues(read.value.putBy, read.value.latest) : read
    },
    show: async (ask, attempt) => {
      const [agreement, read] = [await agreementOf(ask), await putByAgreement(ask)]
      if (!agreement.ok) return refused(agreement)
      if (!read.ok) return refused(read)
      const some = read.value.putBy.length > 0
      return some ? severalPage(ask, attempt, { to: agreement.value.partner, ...read.value }) : refused(refuse('moved-on'))
    },
    act: async (ask, typed) => {
      const taken = await withPhotos(ask.files, typed)
      return taken.ok ? handOver(ask.ctx, { ...taken.input, reference: wanted(ask) }) : taken
    },
    next,
  }),
  ...form({
    path: '/agreements/:agreement/count',
    action: 'organisation-loan.count',
    schema: countForm,
    show: async (ask, attempt) => {
      const read = await agreementOf(ask)
      return read.ok ? countPage(attempt, read.value) : refused(read)
    },
    act: (ask, input) => countEndUsers(ask.ctx, { ...input, reference: wanted(ask) }),
    next,
  }),
]
