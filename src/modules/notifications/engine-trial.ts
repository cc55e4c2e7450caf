import { type Ctx, command } from '#platform/command'
import { houseOf } from '#platform/house'
import { newId } from '#platform/ids'
import type { Answer, MarkedWay, Module } from '#platform/module'
import { done } from '#platform/outcome'
import { template } from '#platform/template'
import { runJobs } from '#test/jobs'
import type { World } from '#test/world'
import { callOff } from './call-off'
import { notifications } from './index'
import { type Notice, notifyMany } from './notify'
import { postRoundBy } from './post-round'
import { type Found, type Outgoing, type Provider, type Sent, USUAL_QUIET, type Ways } from './providers/provider'

export const MOBILE = '+447700900123'

const words = {
  text: 'Your ((device)) is due back.',
  subject: 'Your ((device)) is due back',
  body: 'Please bring back your ((device)).',
  call: 'Ask them to bring back the ((device)).',
}
export const due = template({
  ...{ name: 'test-due', when: 'In tests', fields: { device: 'tablet' }, words, bundles: true },
  asks: { answer: 'test-renew', replies: ['1', 'RENEW'] },
})
export const plain = template({ name: 'test-plain', when: 'In tests', fields: { device: 'tablet' }, words })

/** What was marked, and what was answered, for tests to look at. */
export interface Noted {
  readonly marked: MarkedWay[]
  readonly answered: { person: string; about: { type: string; id: string }; reply: string }[]
  /** What the next answer says. */
  answer: Awaited<ReturnType<Answer>>
}

export interface Trial {
  readonly noted: Noted
  readonly got: Outgoing[]
  readonly ways: Ways
  readonly modules: readonly Module[]
  /** What the provider does next; taken when nothing is said. */
  says: {
    send?: (message: Outgoing) => Sent | Promise<Sent>
    find?: (message: Outgoing) => Found
    became?: () => 'gone' | 'failed' | null
  }
}

const stopOrFail = { failed: 'failed_at', stopped: 'texts_stopped_at', works: 'failed_at' } as const

const testModule = (noted: Noted): Module => ({
  name: 'test',
  routes: [],
  templates: [due, plain],
  answers: {
    'test-renew': async (_ctx, asked) => {
      noted.answered.push(asked)
      return noted.answer
    },
  },
  marksWay: async ({ tx, allianceId, at }, marked) => {
    noted.marked.push(marked)
    if (marked.way !== 'phone') return
    await tx
      .updateTable('person_phone')
      .set({ [stopOrFail[marked.what]]: at })
      .where('alliance_id', '=', allianceId)
      .where('person_id', '=', marked.person)
      .where('number', '=', marked.address)
      .execute()
  },
})

/** The engine with a provider that does as it is told, and remembers. */
export const newTrial = (
  more: Partial<Ways> & { perMinute?: number; atOnce?: number; cannotFind?: boolean; showsWho?: boolean } = {},
): Trial => {
  const noted: Noted = { marked: [], answered: [], answer: done(null) }
  const got: Outgoing[] = []
  const says: Trial['says'] = {}
  const provider: Provider = {
    ...{ kind: 'notify', key: `notify ${newId()}`, perMinute: more.perMinute ?? 100_000 },
    ...{ atOnce: more.atOnce ?? 10, showsWho: more.showsWho ?? false },
    send: async (message) => {
      const sent = (await says.send?.(message)) ?? { kind: 'taken' as const, providerId: newId() }
      if (sent.kind === 'taken') got.push(message)
      return sent
    },
    became: async () => says.became?.() ?? null,
    ...(!more.cannotFind && { find: async (message) => says.find?.(message) ?? { kind: 'send-again' as const } }),
  }
  const { perMinute: _, cannotFind: __, atOnce: ___, showsWho: ____, ...changed } = more
  const ways: Ways = { text: provider, email: provider, letter: provider, quiet: USUAL_QUIET, dailyCap: 10_000, ...changed }
  const round = postRoundBy(async () => ways)
  const modules = [{ ...notifications, jobs: { ...notifications.jobs, 'post-round': round } }, testModule(noted)]
  return { noted, got, ways, modules, says }
}

/** Does the queued work, and one round more for what has come due since. */
export const goOn = async (world: World, { modules, ways }: Trial): Promise<void> => {
  await runJobs(world, modules)
  await postRoundBy(async () => ways)(world.system, {}, houseOf(modules))
  await runJobs(world, modules)
}

export interface Someone {
  readonly name?: string
  readonly ways?: readonly string[]
  readonly phones?: readonly string[]
  readonly email?: string
  readonly address?: string
}

/** A person straight into the tables: what is tested is how they are told. Gives their id. */
export const someone = async (world: World, { phones = [MOBILE], ...about }: Someone = {}): Promise<string> => {
  const id = newId()
  const whose = { alliance_id: world.allianceId, person_id: id }
  await world.db.transaction(world.system, async (tx) => {
    await tx
      .insertInto('person')
      .values({
        ...{ alliance_id: world.allianceId, id, name: about.name ?? 'Rita Example', created_on: '2025-01-01' },
        ...{ ways: [...(about.ways ?? ['text'])], address: about.address ?? '', postcode: about.address ? 'SK1 1AA' : null },
      })
      .execute()
    for (const number of phones)
      await tx
        .insertInto('person_phone')
        .values({ ...whose, number })
        .execute()
    if (about.email)
      await tx
        .insertInto('person_email')
        .values({ ...whose, address: about.email })
        .execute()
  })
  return id
}

let turn = 0
/** A notice with a cause of its own. */
export const noticeTo = (to: string, more: Partial<Notice<'device'>> = {}): Notice<'device'> => ({
  ...{
    to,
    about: { type: 'loan', id: newId() },
    template: plain,
    personalisation: { device: 'tablet' },
    cause: `test ${turn++}`,
  },
  ...more,
})

/** Tells, as a part of a use case would. */
export const tell = command('person.record', async (work, notices: readonly Notice<'device'>[]) =>
  done(await notifyMany(work, notices)),
)
export const takeBack = command('person.record', async (work, about: { type: string; id: string }) =>
  done(await callOff(work, { about })),
)

export const told = async (ctx: Ctx, ...notices: Notice<'device'>[]): Promise<string[]> => {
  const made = await tell(ctx, notices)
  if (!made.ok) throw new Error(made.says)
  return made.value
}

/** All that is written about messages, texts before letters and emails; events by name, since one moment has no order. */
export const written = (world: World) =>
  world.db.transaction(world.system, async (tx) => ({
    notices: await tx.selectFrom('notice').selectAll().where('alliance_id', '=', world.allianceId).orderBy('id').execute(),
    messages: await tx
      .selectFrom('message')
      .selectAll()
      .where('alliance_id', '=', world.allianceId)
      .orderBy('way', 'desc')
      .orderBy('id')
      .execute(),
    calls: await tx.selectFrom('call_back').selectAll().where('alliance_id', '=', world.allianceId).orderBy('id').execute(),
    texts: await tx.selectFrom('inbound_text').selectAll().where('alliance_id', '=', world.allianceId).orderBy('id').execute(),
    events: (await tx.selectFrom('event').select('action').where('alliance_id', '=', world.allianceId).orderBy('id').execute())
      .map(({ action }) => action)
      .toSorted(),
  }))

/** Keeps somebody's record apart, or gives them a safe contact plan, as their pages would. */
export const keepApart = (world: World, person: string) =>
  world.db.transaction(world.system, (tx) =>
    tx
      .insertInto('restricted_person')
      .values({ alliance_id: world.allianceId, person_id: person, why: 'Test', since: world.system.clock.now() })
      .execute(),
  )
export const planFor = (
  world: World,
  person: string,
  plan: { never_text?: boolean; never_write?: boolean; our_name?: string; safe_number?: string; safe_windows?: string } = {},
) =>
  world.db.transaction(world.system, async (tx) => {
    const own = { alliance_id: world.allianceId, person_id: person }
    await tx
      .insertInto('safe_contact_plan')
      .values({ ...own, made_at: world.system.clock.now(), ...plan })
      .execute()
    if (plan.safe_number)
      await tx
        .insertInto('person_phone')
        .values({ ...own, number: plan.safe_number, of_plan: true })
        .execute()
  })

/** What those who work here were told, and who. */
export const staffTold = (world: World) =>
  world.db.transaction(world.system, (tx) =>
    tx
      .selectFrom('staff_notice as n')
      .innerJoin('account as a', (join) => join.onRef('a.alliance_id', '=', 'n.alliance_id').onRef('a.id', '=', 'n.account_id'))
      .select(['a.name', 'n.words', 'n.path'])
      .where('n.alliance_id', '=', world.allianceId)
      .orderBy('n.id')
      .execute(),
  )
