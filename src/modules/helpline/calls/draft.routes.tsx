import { z } from 'zod'
import { parseForm } from '#platform/forms'
import type { Answered, Ask, Reply, Route } from '#platform/http/ask'
import { answered } from '#platform/http/hook'
import { button, page, refused } from '#platform/http/routes'
import { isId } from '#platform/ids'
import { refuse } from '#platform/outcome'
import { reading } from '#platform/reading'
import { knownPerson } from './call'
import { type DraftFields, dropDraft, saveDraft, takeDraft, unfinished } from './call-draft'
import { heldWords } from './held'
import { NOT_YOURS, notYoursPage } from './not-yours'
import { draftPath, unfinishedPage } from './unfinished'

const anything = z.record(z.string(), z.union([z.string(), z.array(z.string())]))
const first = (value: string | string[] | undefined): string => [value ?? ''].flat()[0] ?? ''

const fieldsOf = (ask: Ask): DraftFields => {
  const read = parseForm(anything, ask.body)
  return read.ok ? read.input : {}
}

/** What is typed is kept whatever it is: it is checked when the call is saved. */
export const typedOf = (ask: Ask): DraftFields => {
  const { turn: _turn, aside: _aside, worried: _worried, person: _person, chosenNow: _chosen, ...fields } = fieldsOf(ask)
  return fields
}

const turnOf = (text: string): number | null => (/^\d{1,9}$/.test(text) ? Number(text) : null)

const keep = async (ask: Ask) => {
  const id = ask.params.draft ?? ''
  if (!isId(id)) return refuse('not-found')
  const { turn, aside, person } = fieldsOf(ask)
  const who = { person: knownPerson(first(person)), aside: first(aside) !== '' }
  return saveDraft(ask.ctx, { id, turn: turnOf(first(turn)), ...who, fields: typedOf(ask) })
}

const asJson = (status: number, body: object): Answered => answered(status, body)

/** What is kept of the call now: by this save, or by a later one. A call that is recorded already is no draft any more. */
const isKept = (kept: Awaited<ReturnType<typeof keep>>): boolean => kept.ok && (kept.value.kept || kept.value.turn !== null)

/** The page to say that somebody may be harmed, which knows the way back to this call where it is kept. */
const concernPath = (ask: Ask, callKept: boolean): string => {
  const { person, incoming } = fieldsOf(ask)
  const call = callKept ? { draft: ask.params.draft ?? '', incoming: first(incoming) } : {}
  const about = Object.entries({ person: knownPerson(first(person)), ...call }).filter(([, value]) => value !== '')
  return about.length > 0 ? `/concerns/new?${new URLSearchParams(about)}` : '/concerns/new'
}

/** Saves the call as far as it is typed: for the script, which asks for a short answer, and for the buttons that go elsewhere. */
const save = async (ask: Ask): Promise<Reply> => {
  const { aside, worried } = fieldsOf(ask)
  const kept = await keep(ask)
  // Whoever fears for somebody comes to whom to ring now, and to say it, whether or not the call could be kept.
  if (first(worried) !== '') return { kind: 'redirect', to: ask.base + concernPath(ask, isKept(kept)) }
  const leaves = first(aside) !== ''
  if (leaves && kept === NOT_YOURS) return notYoursPage(ask)
  if (!kept.ok) return leaves ? refused(kept) : asJson(kept.status, { says: kept.says })
  if (leaves) return { kind: 'redirect', to: `${ask.base}/calls/unfinished` }
  const { heldBy, ...answer } = kept.value
  return asJson(200, { ...answer, held: heldWords(heldBy) })
}

const showUnfinished = async (ask: Ask): Promise<Reply> => {
  const { allianceId, actor } = ask.ctx
  const read = await reading(ask.ctx, 'call.record', (tx) => unfinished(tx, allianceId, actor.accountId))
  return read.ok ? unfinishedPage(ask, read.value) : refused(read)
}

export const draftRoutes: readonly Route[] = [
  { method: 'POST', path: '/calls/drafts/:draft', action: 'call.save-draft', handle: save },
  page('/calls/unfinished', 'call.record', showUnfinished),
  button({
    path: '/calls/drafts/:draft/take',
    action: 'call.take-draft',
    schema: z.object({}),
    act: (ask) => (isId(ask.params.draft) ? takeDraft(ask.ctx, { id: ask.params.draft }) : Promise.resolve(refuse('not-found'))),
    next: (_ask, taken) => draftPath(taken),
  }),
  button({
    path: '/calls/drafts/:draft/drop',
    action: 'call.drop-draft',
    schema: z.object({}),
    act: (ask) => (isId(ask.params.draft) ? dropDraft(ask.ctx, { id: ask.params.draft }) : Promise.resolve(refuse('not-found'))),
    next: () => '/calls/unfinished',
  }),
]
