import { z } from 'zod'
import { noteReadings } from '#modules/reach'
import { today } from '#platform/clock'
import { oneOf } from '#platform/fields'
import type { Ask, Reply, Route } from '#platform/http/ask'
import { form, page, refused } from '#platform/http/routes'
import { isId } from '#platform/ids'
import { reading } from '#platform/reading'
import { readTimeline } from '#platform/timeline'
import { notTheirs } from '../duplicates/theirs-to-settle'
import { findPeople } from '../finding/find-people'
import { readPerson } from '../person.queries'
import { FACTS } from './facts'
import { mergePage, otherRecordPage, type Stopping, unmergePage } from './merge.page'
import { readMerge, readTwo, type TwoRecords } from './merge.queries'
import { mergePeople } from './merge-people'
import { unmergePeople } from './unmerge-people'
import { saidByOne, wouldStopFor } from './what-one-says'

const whose = oneOf(['kept', 'merged'], 'Choose one of the two')

/** One choice for each thing two records may say differently. Of two safe contact plans neither is right until someone says so. */
const choicesForm = z.object({
  ...Object.fromEntries(FACTS.map(({ code }) => [code, whose.default('kept')])),
  safe_contact_plan: whose.optional(),
})

const both = ({ params }: Ask) => ({ kept: params.person ?? '', merged: params.other ?? '' })

const twoOf = (ask: Ask) => {
  const { kept, merged } = both(ask)
  return reading(ask.ctx, 'person.merge', (tx) => readTwo(tx, ask.ctx.allianceId, kept, merged))
}

const stopsOf = ({ house }: Ask) => ({ stops: house.stopsForPerson, withdrawn: house.consentWithdrawn })

/** What one record says and the other does not, and what of it stops at once with one record. */
const stoppingFor = ({ ctx, house }: Ask, { kept, merged }: TwoRecords): Promise<Stopping> =>
  ctx.db.transaction({ ...ctx, readOnly: true }, async (tx) => {
    const said = await saidByOne(tx, kept, merged, today(ctx.clock))
    return { said, stops: await wouldStopFor(tx, house, [kept, merged], said, ctx.clock.now()) }
  })

/** A page whose button would be refused is not shown. */
const theirs = async (ask: Ask, people: readonly string[], before = false) =>
  (await ask.ctx.db.transaction({ ...ask.ctx, readOnly: true }, (tx) => notTheirs(tx, ask.ctx, people, before))) ?? {}

const MOST_SINCE = 50

const mergeOf = async (ask: Ask) => {
  const id = ask.params.merge ?? ''
  const read = await reading(ask.ctx, 'person.unmerge', async (tx) =>
    isId(id) ? readMerge(tx, ask.ctx.allianceId, id) : undefined,
  )
  if (!read.ok) return read
  const events = await readTimeline(ask.ctx, { type: 'person', id: read.value.keptId }, MOST_SINCE)
  return {
    ok: true as const,
    merge: read.value,
    since: events.filter(({ at, action }) => at > read.value.at && action !== 'person.merge'),
  }
}

const chooseOther = async (ask: Ask): Promise<Reply> => {
  const asked = [ask.query.q ?? ''].flat()[0]?.slice(0, 200)
  const read = await reading(ask.ctx, 'person.merge', async (tx) => {
    const person = await readPerson(tx, ask.ctx.allianceId, ask.params.person ?? '')
    if (!person) return undefined
    const typed = asked || person.name
    const found = await findPeople(tx, ask.ctx.allianceId, typed)
    return { person, typed, found: found.filter(({ id }) => id !== person.id) }
  })
  if (!read.ok) return refused(read)
  const { person, found } = read.value
  await noteReadings(
    ask.ctx,
    [person, ...found].map(({ id }) => id),
    'who may be here twice',
  )
  return otherRecordPage(ask, read.value)
}

/** Making one record of two, and taking them apart. */
export const mergingRoutes: readonly Route[] = [
  page('/people/:person/merge', 'person.merge', chooseOther),
  ...form({
    path: '/people/:person/merge/:other',
    action: 'person.merge',
    schema: choicesForm,
    fill: async (ask) => {
      const read = await twoOf(ask)
      return read.ok ? theirs(ask, [String(read.value.kept.id), String(read.value.merged.id)]) : read
    },
    show: async (ask, attempt) => {
      const read = await twoOf(ask)
      if (!read.ok) return refused(read)
      await noteReadings(ask.ctx, [String(read.value.kept.id), String(read.value.merged.id)], 'making one record of two')
      const stopping = await stoppingFor(ask, read.value)
      return mergePage(ask, attempt, { ...read.value, stopping })
    },
    act: (ask, choices) => mergePeople(ask.ctx, { ...both(ask), choices, ...stopsOf(ask) }),
    next: (_ask, { kept }) => `/people/${kept}`,
  }),
  ...form({
    path: '/merges/:merge/undo',
    action: 'person.unmerge',
    schema: z.object({}),
    fill: async (ask) => {
      const read = await mergeOf(ask)
      return read.ok ? theirs(ask, [read.merge.keptId, read.merge.mergedId], true) : read
    },
    show: async (ask, attempt) => {
      const read = await mergeOf(ask)
      if (!read.ok) return refused(read)
      await noteReadings(ask.ctx, [read.merge.keptId, read.merge.mergedId], 'taking two records apart')
      return unmergePage(ask, attempt, read.merge, read.since)
    },
    act: (ask) => unmergePeople(ask.ctx, { id: ask.params.merge ?? '', ...stopsOf(ask) }),
    next: (_ask, { merged }) => `/people/${merged}`,
  }),
]
