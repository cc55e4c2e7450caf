import { z } from 'zod'
import { reachPart } from '#modules/people'
import { today } from '#platform/clock'
import type { Ask, Reply, Route } from '#platform/http/ask'
import { button, page, refused } from '#platform/http/routes'
import { reading } from '#platform/reading'
import { readTimeline } from '#platform/timeline'
import { borrowerForm } from '../loans/borrower-form'
import { readPurposes } from '../rules/purpose'
import { KIND_CODES } from '../stock/device'
import { placeChoices } from '../stock/device.queries'
import { joinPage } from './join-page'
import { joinForm, joinWaiting } from './join-waiting'
import { leaveWaiting, rejoinWaiting } from './leave-waiting'
import { readPlace, readPlaces } from './line'
import { declineOffer } from './offer-device'
import { waitingListPage, waitingPage } from './waiting-page'

const wanted = (ask: Ask): string => ask.params.waiting ?? ''

const showList = async (ask: Ask): Promise<Reply> => {
  const now = today(ask.ctx.clock)
  const read = await reading(ask.ctx, 'waiting.list', (tx) => readPlaces(tx, ask.ctx.allianceId, now))
  if (!read.ok) return refused(read)
  const asked = String(ask.query.kind ?? '')
  const kind = (KIND_CODES as readonly string[]).includes(asked) ? asked : ''
  const line = kind ? read.value.filter(({ waits }) => waits.kind === kind || waits.kind === null) : read.value
  return waitingListPage(ask, line, kind, now)
}

const showOne = async (ask: Ask): Promise<Reply> => {
  const now = today(ask.ctx.clock)
  const read = await reading(ask.ctx, 'waiting.read', (tx) => readPlace(tx, ask.ctx.allianceId, wanted(ask), now))
  if (!read.ok) return refused(read)
  const { waits } = read.value
  const [reach, events] = [
    await reachPart(ask, waits.person_id, `waiting list ${waits.reference}`),
    await readTimeline(ask.ctx, { type: 'waiting', id: waits.id }),
  ]
  return waitingPage(ask, { placed: read.value, reach, events, today: now })
}

const next = (_ask: Ask, { reference }: { reference: string }): string => `/waiting-list/${reference}`

export const waitingRoutes: readonly Route[] = [
  page('/waiting-list', 'waiting.list', showList),
  page('/waiting-list/:waiting', 'waiting.read', showOne),
  ...borrowerForm({
    ends: 'waiting-list',
    from: ['person', 'request', 'partner'],
    action: 'waiting.join',
    schema: joinForm,
    why: 'putting them on the waiting list',
    show: async (ask, attempt, borrower, reach) => {
      const read = await reading(ask.ctx, 'waiting.join', async (tx) => ({
        purposes: await readPurposes(tx, ask.ctx.allianceId),
        places: await placeChoices(tx, ask.ctx.allianceId),
      }))
      return read.ok ? joinPage(ask, attempt, { borrower, reach, ...read.value }) : refused(read)
    },
    act: (ask, input, { person, partner, request }) => joinWaiting(ask.ctx, { ...input, person, partner, request }),
    next,
  }),
  ...(
    [
      ['rejoin', 'waiting.rejoin', rejoinWaiting],
      ['decline', 'waiting.decline', declineOffer],
    ] as const
  ).map(([path, action, act]) =>
    button({
      path: `/waiting-list/:waiting/${path}`,
      action,
      schema: z.object({}),
      act: (ask) => act(ask.ctx, { reference: wanted(ask) }),
      next,
    }),
  ),
  button({
    path: '/waiting-list/:waiting/leave',
    action: 'waiting.leave',
    schema: z.object({}),
    act: (ask) => leaveWaiting(ask.ctx, { reference: wanted(ask) }),
    next: () => '/waiting-list',
  }),
]
