import type { Tx } from '#platform/db'
import { ifHeld, type Whose } from '#platform/held'
import type { Ask } from '#platform/http/ask'
import type { PanelSpec } from '#platform/module'
import { reading } from '#platform/reading'
import { consentsOf } from './consent/consent.queries'
import { ConsentPanel } from './consent/consent-panel'
import { showTwice, showTwiceOnRequest } from './duplicates/twice-panel'
import { notesOf } from './notes/note.queries'
import { NotesPanel } from './notes/notes-panel'
import { KeptApartPanel } from './restricting/pages'
import { keptApart, namesReaders } from './restricting/restricted.queries'

interface Person {
  readonly id: string
  readonly reference: string
}

const whose = ({ ctx: { allianceId } }: Ask, { id }: Person): Whose => ({ allianceId, on: 'person', id })

const showKeptApart = async (ask: Ask, person: Person) => {
  const { allianceId, actor } = ask.ctx
  const readKept = async (tx: Tx) => {
    const kept = await keptApart(tx, allianceId, person.id)
    return kept && { kept, chooses: await namesReaders(tx, allianceId, actor, person.id) }
  }
  const read = await reading(ask.ctx, 'person.read', (tx) =>
    ifHeld(tx, whose(ask, person), 'restricted_person', () => readKept(tx), undefined),
  )
  return read.ok && <KeptApartPanel ask={ask} person={person} {...read.value} />
}

const showNotes = async (ask: Ask, person: Person) => {
  const read = await reading(ask.ctx, 'person.read', (tx) =>
    ifHeld(tx, whose(ask, person), 'person_note', () => notesOf(tx, ask.ctx.allianceId, person.id), []),
  )
  return read.ok && <NotesPanel ask={ask} person={person} notes={read.value} />
}

const showConsents = async (ask: Ask, person: Person) => {
  const read = await reading(ask.ctx, 'person.read', (tx) =>
    ifHeld(tx, whose(ask, person), 'consent', () => consentsOf(tx, ask.ctx.allianceId, person.id), []),
  )
  return read.ok && <ConsentPanel ask={ask} person={person} consents={read.value} />
}

/** The people's own parts of a person's page. */
export const personPanels: readonly PanelSpec[] = [
  { on: 'person', order: 1, action: 'person.read', show: showKeptApart },
  { on: 'person', order: 70, action: 'person.read', show: showNotes },
  { on: 'person', order: 80, action: 'person.read', show: showConsents },
  { on: 'person', order: 90, action: 'person.duplicates', show: showTwice },
  { on: 'request', order: 5, action: 'person.find', show: showTwiceOnRequest },
]
