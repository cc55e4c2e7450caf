import { noteReadings } from '#modules/reach'
import { may } from '#platform/access'
import type { Attempt } from '#platform/forms'
import type { Ask, Reply, Route } from '#platform/http/ask'
import { form, page, refused } from '#platform/http/routes'
import { isId } from '#platform/ids'
import { refuse } from '#platform/outcome'
import { reading } from '#platform/reading'
import { byName } from '#platform/take-turns'
import { listRoute } from '#ui/layout'
import { concernForm, concernNoteForm } from './concern'
import { namedBy, namesOfLeads, readConcern } from './concern.queries'
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

/** The name of whom the form is about, for whoever may see them; that it was shown is written down of someone kept apart. */
const personSaid = async (ask: Ask, said: string) => {
  const [reference] = /\bP-\d+\b/i.exec(said) ?? []
  if (!reference) return null
  const read = await reading(ask.ctx, 'person.read', (tx) => namedBy(tx, ask.ctx.allianceId, reference))
  if (!read.ok) return null
  await noteReadings(ask.ctx, [read.value.id], 'a concern')
  return read.value
}

/** The call it was asked from, as the desk left it, for whoever may go on with it; null from anywhere else. */
const callLeft = (ask: Ask): string | null => {
  const [draft, person, incoming] = [typedIn(ask, 'draft'), typedIn(ask, 'person'), typedIn(ask, 'incoming')]
  if (!isId(draft) || !may(ask.ctx.actor, 'call.record')) return null
  return `?${new URLSearchParams({ draft, ...(person && { person }), ...(incoming && { incoming }) })}`
}

const showRaising = async (ask: Ask, attempt: Attempt): Promise<Reply> => {
  const read = await raisingOf(ask)
  if (!read.ok) return refused(read)
  const about = await personSaid(ask, String(attempt.values.saidAbout ?? ''))
  return raisePage(ask, attempt, { ...read.value, about, call: callLeft(ask) })
}

const showRaised = async (ask: Ask): Promise<Reply> => {
  const read = await raisingOf(ask)
  return read.ok ? raisedPage(ask, { ...read.value, call: callLeft(ask) }) : refused(read)
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
    show: showRaising,
    act: (ask, input) => raiseConcern(ask.ctx, input),
    next: (ask) => `/concerns/told${callLeft(ask) ?? ''}`,
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
