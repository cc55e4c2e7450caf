import { findPeople, reachPart } from '#modules/people'
import { today } from '#platform/clock'
import type { Ask, Reply, Route } from '#platform/http/ask'
import { page, refused } from '#platform/http/routes'
import { mayMove } from '#platform/moves'
import { refuse } from '#platform/outcome'
import { reading } from '#platform/reading'
import { readTimeline } from '#platform/timeline'
import { listRoute } from '#ui/layout'
import { isDataStopped } from '../connectivity/late-data'
import { readHandovers } from '../handover/handover.queries'
import { deviceMoves } from '../stock/device.moves'
import { readDevice, readyDevices } from '../stock/device.queries'
import { agreementRoutes } from './agreement-routes'
import { borrowerForm } from './borrower-form'
import { chooseBorrowerPage } from './choose-borrower.page'
import { countRoutes } from './count-routes'
import { lendPage } from './lend.page'
import { promiseForm } from './loan'
import { loanPage } from './loan.page'
import { partnerChoices, readLoan } from './loan.queries'
import { loanList } from './loan-list'
import { manyRoutes } from './many-routes'
import { promiseLoan } from './promise-loan'
import { thanksPage } from './return.page'
import { loanSteps, toLoan, wantedLoan } from './steps'

const asked = (ask: Ask, name: string): string => String(ask.query[name] ?? '').slice(0, 100)

const showLoan = async (ask: Ask): Promise<Reply> => {
  const { allianceId } = ask.ctx
  const read = await reading(ask.ctx, 'loan.read', async (tx) => {
    const loan = await readLoan(tx, allianceId, wantedLoan(ask))
    return (
      loan && {
        loan,
        handovers: await readHandovers(tx, allianceId, loan.id),
        stopped: await isDataStopped(tx, allianceId, loan.id),
      }
    )
  })
  if (!read.ok) return refused(read)
  const { loan } = read.value
  const reach = await reachPart(ask, loan.person_id, `loan ${loan.reference}`)
  return loanPage(ask, { ...read.value, reach }, await readTimeline(ask.ctx, { type: 'loan', id: loan.id }))
}

const showThanks = async (ask: Ask): Promise<Reply> => {
  const read = await reading(ask.ctx, 'loan.read', (tx) => readLoan(tx, ask.ctx.allianceId, wantedLoan(ask)))
  return read.ok ? thanksPage(ask, read.value) : refused(read)
}

const lendForms = borrowerForm({
  ends: 'lend',
  from: ['person', 'request', 'partner'],
  action: 'loan.promise',
  schema: promiseForm,
  fill: (ask) => ({ device: asked(ask, 'device').toUpperCase() }),
  why: 'lending to them',
  show: async (ask, attempt, borrower, reach) => {
    const kind = asked(ask, 'kind')
    const ready = await reading(ask.ctx, 'loan.promise', (tx) =>
      readyDevices(tx, ask.ctx.allianceId, { kind, first: asked(ask, 'device'), today: today(ask.ctx.clock) }),
    )
    return ready.ok ? lendPage(ask, attempt, { borrower, reach, ready: ready.value, kind }) : refused(ready)
  },
  act: (ask, { device }, { person, partner, request }) => promiseLoan(ask.ctx, { device, person, partner, request }),
  next: toLoan,
})

const showBorrowers = async (ask: Ask): Promise<Reply> => {
  const typed = asked(ask, 'q')
  const { allianceId } = ask.ctx
  const device = await reading(ask.ctx, 'device.read', (tx) =>
    readDevice(tx, allianceId, ask.params.device ?? '', today(ask.ctx.clock)),
  )
  if (!device.ok) return refused(device)
  if (!mayMove(deviceMoves.promise, device.value.status)) return refused(refuse('moved-on'))
  const found = await reading(ask.ctx, 'person.find', (tx) => findPeople(tx, allianceId, typed))
  const partners = await reading(ask.ctx, 'loan.promise', (tx) => partnerChoices(tx, allianceId))
  return chooseBorrowerPage(ask, {
    device: device.value.reference,
    typed,
    found: found.ok ? found.value : [],
    partners: partners.ok ? partners.value : [],
  })
}

export const loanRoutes: readonly Route[] = [
  listRoute(loanList),
  ...manyRoutes,
  ...countRoutes,
  page('/loans/:loan', 'loan.read', showLoan),
  ...agreementRoutes,
  page('/loans/:loan/thanks', 'loan.bring-back', showThanks),
  page('/devices/:device/lend', 'loan.promise', showBorrowers),
  ...lendForms,
  ...loanSteps,
]
