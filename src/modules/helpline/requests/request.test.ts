import { describe, expect, it } from 'vitest'
import { personForm, recordPerson } from '#modules/people'
import { type Action, may } from '#platform/access'
import type { Ctx } from '#platform/command'
import type { Outcome } from '#platform/outcome'
import { newWorld, type World } from '#test/world'
import { closeRequest } from './close-request'
import { type EditInput, editRequest } from './edit-request'
import { planRequest, stepSeen } from './plan-request'
import { type NewRequest, recordRequest } from './record-request'
import { reopenRequest } from './reopen-request'
import { OPEN, REQUEST_STATUSES, type RequestStatus, requestMoves } from './request.moves'
import { takeRequest } from './take-request'
import { triageRequest } from './triage-request'
import { waitRequest } from './wait-request'

const step = { nextAction: 'Ring about the tablet', nextActionOn: '2025-11-06' }
const askedFor = { words: 'Video calls', needs: ['learn_skills', 'data'], barriers: ['cost'], source: 'call', ...step } as const

const newPerson = async (ctx: Ctx) => {
  const made = await recordPerson(ctx, personForm.parse({ name: 'Ann Example' }))
  if (!made.ok) throw new Error(made.says)
  return made.value
}

const newRequest = async (ctx: Ctx, more: Partial<NewRequest> = {}) => {
  const person = await newPerson(ctx)
  const made = await recordRequest(ctx, {
    ...askedFor,
    needs: [...askedFor.needs],
    barriers: ['cost'],
    personId: person.id,
    ...more,
  })
  if (!made.ok) throw new Error(made.says)
  return made.value
}

const inside = (world: World, id: string) =>
  world.db.transaction({ allianceId: world.allianceId }, async (tx) => ({
    request: await tx.selectFrom('request').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
    actions: (await tx.selectFrom('event').select('action').where('about_id', '=', id).execute())
      .map(({ action }) => action)
      .toSorted(),
  }))

type Move = (ctx: Ctx, id: string) => Promise<Outcome<unknown>>

const looked = (ctx: Ctx): EditInput => ({
  ...{ words: 'Video calls', needs: ['data', 'feedback'], barriers: ['cost'], theme: 'costs' },
  ...{ owner: String(ctx.actor.accountId), ...step },
})

/** Brings a request to a status by the moves themselves. */
const TO: Readonly<Record<RequestStatus, readonly Move[]>> = {
  new: [],
  triaged: [(ctx, id) => triageRequest(ctx, { id, ...looked(ctx), stops: [] })],
  in_hand: [(ctx, id) => takeRequest(ctx, { id, seenOwner: null })],
  waiting: [(ctx, id) => waitRequest(ctx, { id, ...step })],
  done: [(ctx, id) => closeRequest(ctx, { id, outcome: 'helped', whatChanged: 'Rings her grandson' })],
  closed: [(ctx, id) => closeRequest(ctx, { id, outcome: 'no_contact', whatChanged: '' })],
}

const COMMANDS: readonly { name: string; from: readonly RequestStatus[]; to?: RequestStatus; run: Move; action: Action }[] = [
  { name: 'plan', from: OPEN, run: (ctx, id) => planRequest(ctx, { id, ...step }), action: 'request.plan' },
  {
    name: 'take',
    ...requestMoves.take,
    action: 'request.take',
    run: (ctx, id) => takeRequest(ctx, { id, seenOwner: ctx.actor.accountId }),
  },
  {
    ...{ name: 'triage', action: 'request.triage', ...requestMoves.triage },
    run: async (ctx, id) => triageRequest(ctx, { id, ...looked(ctx), stops: [] }),
  },
  {
    ...{ name: 'edit', action: 'request.edit', from: OPEN },
    run: async (ctx, id) => editRequest(ctx, { id, ...looked(ctx) }),
  },
  { name: 'wait', ...requestMoves.wait, action: 'request.wait', run: (ctx, id) => waitRequest(ctx, { id, ...step }) },
  {
    ...{ name: 'finish', action: 'request.close', ...requestMoves.finish },
    run: (ctx, id) => closeRequest(ctx, { id, outcome: 'signposted', whatChanged: '' }),
  },
  {
    ...{ name: 'close', action: 'request.close', ...requestMoves.close },
    run: (ctx, id) => closeRequest(ctx, { id, outcome: 'could_not_help', whatChanged: '' }),
  },
  { name: 'reopen', ...requestMoves.reopen, action: 'request.reopen', run: (ctx, id) => reopenRequest(ctx, { id, ...step }) },
]

const STATUSES = Object.keys(REQUEST_STATUSES) as RequestStatus[]
const pairs = COMMANDS.flatMap((command) =>
  STATUSES.map((status) => ({ ...command, status, allowed: command.from.includes(status) })),
)

const brought = async (ctx: Ctx, status: RequestStatus) => {
  const { id } = await newRequest(ctx, { ownerId: ['new', 'triaged'].includes(status) ? null : ctx.actor.accountId })
  const moves = status === 'in_hand' ? [] : TO[status]
  for (const move of moves) expect(await move(ctx, id)).toMatchObject({ ok: true })
  // An owner has been seen on the page whatever the status, so that take is refused for its status alone.
  return id
}

describe('recording a request', () => {
  it('is new, with its next step, and says so in the journal', async () => {
    const world = await newWorld()
    const made = await newRequest(await world.as('helpline'))
    const { request, actions } = await inside(world, made.id)
    expect(made.reference).toMatch(/^R-\d{4,}$/)
    expect(request).toMatchObject({
      ...{ status: 'new', words: 'Video calls', needs: ['learn_skills', 'data'], barriers: ['cost'], opened_on: '2025-11-05' },
      ...{ next_action: step.nextAction, next_action_on: step.nextActionOn, closed_on: null, owner_id: null },
    })
    expect(actions).toEqual(['request.record'])
  })

  it('refuses a next step in the past, by its field', async () => {
    const world = await newWorld()
    const ctx = await world.as('helpline')
    const person = await newPerson(ctx)
    const input = { ...askedFor, needs: [], barriers: [], personId: person.id, nextActionOn: '2025-11-04' }
    expect(await recordRequest(ctx, input)).toMatchObject({ ok: false, code: 'in-the-past', field: 'nextActionOn' })
  })

  it('refuses a person of the other alliance', async () => {
    const [mine, other] = [await newWorld(), await newWorld()]
    const person = await newPerson(await mine.as('helpline'))
    const input = { ...askedFor, needs: [], barriers: [], personId: person.id }
    expect(await recordRequest(await other.as('helpline'), input)).toMatchObject({ ok: false, code: 'not-found', status: 404 })
  })
})

describe('moving a request', () => {
  it.each(pairs)('$name of one that is $status: allowed is $allowed', async ({ run, status, allowed, to, action }) => {
    const world = await newWorld()
    const ctx = await world.as('helpline')
    const id = await brought(ctx, status)
    const before = await inside(world, id)
    const seen = { ...ctx, actor: { ...ctx.actor, accountId: before.request.owner_id } }
    const outcome = await run(action === 'request.take' ? seen : ctx, id)
    const after = await inside(world, id)
    if (allowed) {
      expect(outcome).toMatchObject({ ok: true })
      expect(after.request.status).toBe(to ?? status)
      expect(after.actions).toEqual([...before.actions, action].toSorted())
    } else {
      expect(outcome).toMatchObject({ ok: false, code: 'moved-on', status: 409 })
      expect(after).toEqual(before)
    }
  })

  it.each(COMMANDS)(
    '$name: a champion may not, another alliance finds nothing, and nothing is written',
    async ({ run, action }) => {
      const [world, other] = [await newWorld(), await newWorld()]
      const id = (await newRequest(await world.as('helpline'))).id
      const before = await inside(world, id)
      const champion = await world.as('champion')
      expect(may(champion.actor, action)).toBe(false)
      expect(await run(champion, id)).toMatchObject({ ok: false, code: 'forbidden', status: 403 })
      expect(await run(await other.as('helpline'), id)).toMatchObject({ ok: false, code: 'not-found', status: 404 })
      expect(await inside(world, id)).toEqual(before)
    },
  )

  it.each(COMMANDS.filter(({ name }) => ['plan', 'wait', 'reopen'].includes(name)))(
    '$name refuses a day gone by',
    async ({ name, from }) => {
      const world = await newWorld()
      const ctx = await world.as('helpline')
      const id = await brought(ctx, from[0] ?? 'new')
      const late = { id, nextAction: 'Ring', nextActionOn: '2025-11-04' }
      const run = { plan: planRequest, wait: waitRequest, reopen: reopenRequest }[name]
      expect(await run?.(ctx, late)).toMatchObject({ ok: false, code: 'in-the-past', field: 'nextActionOn' })
    },
  )

  it('closing keeps how it ended and what changed, and takes the next step away', async () => {
    const world = await newWorld()
    const ctx = await world.as('helpline')
    const id = await brought(ctx, 'done')
    const { request } = await inside(world, id)
    expect(request).toMatchObject({ outcome: 'helped', what_changed: 'Rings her grandson', closed_on: '2025-11-05' })
    expect(request.next_action).toBeNull()
  })

  it('looking at it says what it is about, whose it is, and what is told under which theme', async () => {
    const world = await newWorld()
    const ctx = await world.as('helpline')
    const { id } = await newRequest(ctx)
    expect(
      await triageRequest(ctx, { id, ...looked(ctx), stops: [], owner: String((await world.as('coordinator')).actor.accountId) }),
    ).toMatchObject({ ok: true })
    const { request } = await inside(world, id)
    expect(request).toMatchObject({ status: 'triaged', theme: 'costs', needs: ['data', 'feedback'] })
    expect(request.owner_id).toBe((await world.as('coordinator')).actor.accountId)
  })

  it.each([
    ['triage', triageRequest],
    ['edit', editRequest],
  ])('%s refuses an owner who is no one of the desk', async (_name, run) => {
    const [world, other] = [await newWorld(), await newWorld()]
    const ctx = await world.as('helpline')
    const { id } = await newRequest(ctx)
    for (const owner of [(await world.as('champion')).actor.accountId, (await other.as('helpline')).actor.accountId])
      expect(await run(ctx, { id, ...looked(ctx), owner: String(owner), stops: [] })).toMatchObject({
        code: 'no-owner',
        field: 'owner',
      })
    expect((await inside(world, id)).request).toMatchObject({ status: 'new', owner_id: null })
  })

  it('says what it waits for, and only while it waits; whoever puts it aside has it', async () => {
    const world = await newWorld()
    const ctx = await world.as('helpline')
    const { id } = await newRequest(ctx)
    await waitRequest(ctx, { id, ...step, waitsFor: 'device' })
    expect((await inside(world, id)).request).toMatchObject({ waits_for: 'device', owner_id: ctx.actor.accountId })
    await takeRequest(ctx, { id, seenOwner: ctx.actor.accountId })
    expect((await inside(world, id)).request.waits_for).toBeNull()
  })

  it('of eight who take it at once, one does', async () => {
    const world = await newWorld()
    const ctx = await world.as('helpline')
    const { id } = await newRequest(ctx)
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => takeRequest(ctx, { id, seenOwner: null })))
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
    expect(outcomes.filter((outcome) => !outcome.ok && outcome.code === 'moved-on')).toHaveLength(7)
    const { request, actions } = await inside(world, id)
    expect(request.owner_id).toBe(ctx.actor.accountId)
    expect(actions.filter((action) => action === 'request.take')).toHaveLength(1)
  })

  it('a next step planned meanwhile is not overwritten by a stale page', async () => {
    const world = await newWorld()
    const ctx = await world.as('helpline')
    const { id } = await newRequest(ctx)
    const seen = stepSeen({ next_action: step.nextAction, next_action_on: step.nextActionOn })
    const change = { id, nextAction: 'Post the form', nextActionOn: '2025-11-10', seenAs: seen }
    expect(await planRequest(ctx, change)).toMatchObject({ ok: true })
    expect(await planRequest(ctx, { ...change, nextAction: 'Ring' })).toMatchObject({ ok: false, code: 'moved-on' })
    expect((await inside(world, id)).request.next_action).toBe('Post the form')
  })
})
