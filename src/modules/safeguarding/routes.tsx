import type { Ask, Reply, Route } from '#platform/http/ask'
import { form, page, refused } from '#platform/http/routes'
import { isId } from '#platform/ids'
import { refuse } from '#platform/outcome'
import { reading } from '#platform/reading'
import { byName } from '#platform/take-turns'
import { listRoute } from '#ui/layout'
import { concernForm, concernNoteForm } from './concern'
import { namesOfLeads, readConcern } from './concern.queries'
import { concernList } from './concern-list'
import { noteConcern } from './note-concern'
import { numbersForm, readNumbers, setNumbers } from './numbers'
import { concernPage, numbersPage, raisedPage, raisePage } from './pages'
import { raiseConcern } from './raise-concern'

const typedIn = (ask: Ask, name: string): string => String(ask.query[name] ?? '').slice(0, 100)

const raisingOf = (ask: Ask) =>
  reading(ask.ctx, 'concern.raise', async (tx) => ({
    numbers: await readNumbers(tx, ask.ctx.allianceId),
    leads: await namesOfLeads(tx, ask.ctx.allianceId),
  }))

const concernAsked = (ask: Ask) =>
  reading(ask.ctx, 'concern.read', async (tx) => {
    const id = ask.params.concern
    const concern = isId(id) ? await readConcern(tx, ask.ctx.allianceId, id) : undefined
    return concern && { concern, numbers: await readNumbers(tx, ask.ctx.allianceId) }
  })

const showRaised = async (ask: Ask): Promise<Reply> => {
  const read = await raisingOf(ask)
  return read.ok ? raisedPage(read.value) : refused(read)
}

export const routes: readonly Route[] = [
  ...form({
    path: '/concerns/new',
    action: 'concern.raise',
    schema: concernForm,
    fill: (ask) => ({
      saidAbout: typedIn(ask, 'person'),
      session: typedIn(ask, 'session'),
      call: typedIn(ask, 'call'),
      atRisk: 'not_sure',
    }),
    show: async (ask, attempt) => {
      const read = await raisingOf(ask)
      return read.ok ? raisePage(ask, attempt, read.value) : refused(read)
    },
    act: (ask, input) => raiseConcern(ask.ctx, input),
    next: () => '/concerns/told',
  }),
  page('/concerns/told', 'concern.raise', showRaised),
  listRoute(concernList),
  ...form({
    path: '/concerns/:concern',
    action: 'concern.note',
    schema: concernNoteForm,
    show: async (ask, attempt) => {
      const read = await concernAsked(ask)
      return read.ok ? concernPage(ask, attempt, read.value.concern, read.value.numbers) : refused(read)
    },
    act: (ask, input) => {
      const concern = ask.params.concern
      return isId(concern) ? noteConcern(ask.ctx, { ...input, concern }) : Promise.resolve(refuse('not-found'))
    },
    next: (_ask, { id }) => `/concerns/${id}`,
  }),
  ...form({
    path: '/safeguarding',
    action: 'safeguarding.numbers',
    schema: numbersForm,
    edits: byName('safeguarding'),
    fill: async (ask) => {
      const read = await reading(ask.ctx, 'safeguarding.numbers', (tx) => readNumbers(tx, ask.ctx.allianceId))
      return read.ok ? { ...read.value } : read
    },
    show: (_ask, attempt) => numbersPage(attempt),
    act: (ask, input) => setNumbers(ask.ctx, input),
    next: () => '/concerns/new',
  }),
]
