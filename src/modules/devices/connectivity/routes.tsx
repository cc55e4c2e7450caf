import { z } from 'zod'
import type { Ask, Reply, Route } from '#platform/http/ask'
import { button, form, page, refused } from '#platform/http/routes'
import { reading } from '#platform/reading'
import { readTimeline } from '#platform/timeline'
import { listRoute } from '#ui/layout'
import { readSets } from '../rules/eligibility'
import { endSim, giveForm, issueSim, pairForm, pairSim, resumeSim, suspendSim, takeOutSim } from './give-sim'
import { recordSim } from './record-sim'
import { showSecret } from './show-secret'
import { simForm } from './sim'
import { readSim } from './sim.queries'
import { simList, supply } from './sim-list'
import { newSimPage, simPage } from './sim-pages'

const wanted = (ask: Ask): string => ask.params.sim ?? ''
const toSim = (_ask: Ask, sim: { reference: string }): string => `/connectivity/${sim.reference}`

const showSim = async (ask: Ask, secret?: string): Promise<Reply> => {
  const read = await reading(ask.ctx, 'sim.read', (tx) => readSim(tx, ask.ctx.allianceId, wanted(ask)))
  if (!read.ok) return refused(read)
  return simPage(ask, read.value, await readTimeline(ask.ctx, { type: 'sim', id: read.value.id }), secret)
}

/** The secret is on the answer to the button itself: it has no address that could be opened again. */
const showItsSecret = async (ask: Ask): Promise<Reply> => {
  const outcome = await showSecret(ask.ctx, { reference: wanted(ask) })
  return outcome.ok ? showSim(ask, outcome.value.secret) : refused(outcome)
}

/** SIMs, MiFi data and vouchers. */
export const simRoutes: readonly Route[] = [
  listRoute({ ...simList, above: supply }),
  ...form({
    path: '/connectivity/new',
    action: 'sim.record',
    schema: simForm,
    fill: () => ({ kind: 'sim' }),
    show: async (ask, attempt) => {
      const read = await reading(ask.ctx, 'sim.record', (tx) => readSets(tx, ask.ctx.allianceId))
      return read.ok
        ? newSimPage(
            attempt,
            read.value.map(({ code, name }) => ({ value: code, label: name })),
          )
        : refused(read)
    },
    act: (ask, input) => recordSim(ask.ctx, input),
    next: toSim,
  }),
  page('/connectivity/:sim', 'sim.read', (ask) => showSim(ask)),
  { method: 'POST', path: '/connectivity/:sim/secret', action: 'sim.see-secret', handle: showItsSecret },
  button({
    path: '/connectivity/:sim/issue',
    action: 'sim.issue',
    schema: giveForm,
    act: (ask, input) => issueSim(ask.ctx, { ...input, reference: wanted(ask) }),
    next: toSim,
  }),
  button({
    path: '/connectivity/:sim/pair',
    action: 'sim.pair',
    schema: pairForm,
    act: (ask, input) => pairSim(ask.ctx, { ...input, reference: wanted(ask) }),
    next: toSim,
  }),
  ...(
    [
      ['take-out', 'sim.pair', takeOutSim],
      ['suspend', 'sim.suspend', suspendSim],
      ['resume', 'sim.suspend', resumeSim],
      ['end', 'sim.end', endSim],
    ] as const
  ).map(([path, action, act]) =>
    button({
      path: `/connectivity/:sim/${path}`,
      action,
      schema: z.object({}),
      act: (ask) => act(ask.ctx, { reference: wanted(ask) }),
      next: toSim,
    }),
  ),
]
