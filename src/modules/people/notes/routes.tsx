import { z } from 'zod'
import type { Attempt } from '#platform/forms'
import type { Ask, Page, Route } from '#platform/http/ask'
import { form, page, refused, staffPage } from '#platform/http/routes'
import { isId } from '#platform/ids'
import { refuse } from '#platform/outcome'
import { reading } from '#platform/reading'
import { byRow } from '#platform/take-turns'
import { formatDateTime } from '#ui/format'
import { BackLink, Button, HiddenField, TextAreaField } from '#ui/govuk'
import { Form } from '#ui/layout'
import { readPerson } from '../person.queries'
import { readNote } from './note.queries'
import { correctNote, noteForm, writeNote } from './write-note'

type Who = { readonly name: string; readonly reference: string }

const framed = (ask: Ask, title: string, who: Who, body: Page['body']): Page =>
  staffPage(
    title,
    <>
      <BackLink href={`${ask.base}/people/${who.reference}`}>Back</BackLink>
      <section class="digiknow-panel">
        <h1 class="govuk-heading-l govuk-!-margin-bottom-1">{title}</h1>
        <p class="digiknow-soft-text">{who.name}</p>
        {body}
      </section>
    </>,
    { section: '/people' },
  )

const NoteForm = ({ attempt, seen }: { attempt: Attempt; seen?: number }) => (
  <Form attempt={attempt}>
    {seen !== undefined && <HiddenField name="versions" value={seen} />}
    <TextAreaField attempt={attempt} name="words" label="The note" hint="Only what others need to know to help them." rows={6} />
    <Button preventDoubleClick>Save the note</Button>
  </Form>
)

const personOf = (ask: Ask) => reading(ask.ctx, 'note.write', (tx) => readPerson(tx, ask.ctx.allianceId, ask.params.person ?? ''))

const noteOf = (ask: Ask, action: 'note.correct' | 'note.history') =>
  reading(ask.ctx, action, async (tx) => (isId(ask.params.note) ? readNote(tx, ask.ctx.allianceId, ask.params.note) : undefined))

const correction = noteForm.extend({ versions: z.coerce.number({ error: 'Open the note again' }).int() })

const showHistory = async (ask: Ask) => {
  const read = await noteOf(ask, 'note.history')
  if (!read.ok) return refused(read)
  const { person, all } = read.value
  return framed(
    ask,
    'What this note said',
    person,
    <ol class="digiknow-plain digiknow-lines">
      {all.map((version) => (
        <li>
          <p class="govuk-body digiknow-said">{version.words}</p>
          <div class="digiknow-soft-text">{[version.by, formatDateTime(version.written_at)].filter(Boolean).join(', ')}</div>
        </li>
      ))}
    </ol>,
  )
}

/** Notes on people: written, corrected, and what they said before. */
export const noteRoutes: readonly Route[] = [
  ...form({
    path: '/people/:person/notes/new',
    action: 'note.write',
    schema: noteForm,
    show: async (ask, attempt) => {
      const read = await personOf(ask)
      return read.ok ? framed(ask, 'Write a note', read.value, <NoteForm attempt={attempt} />) : refused(read)
    },
    act: (ask, { words }) => writeNote(ask.ctx, { words, reference: ask.params.person ?? '' }),
    next: (_ask, person) => `/people/${person.reference}`,
  }),
  page('/notes/:note', 'note.history', showHistory),
  ...form({
    path: '/notes/:note/correct',
    action: 'note.correct',
    edits: byRow('person_note', 'id', 'note'),
    schema: correction,
    fill: async (ask) => {
      const read = await noteOf(ask, 'note.correct')
      return read.ok ? { words: read.value.now.words } : read
    },
    show: async (ask, attempt) => {
      const read = await noteOf(ask, 'note.correct')
      if (!read.ok) return refused(read)
      const { person, now } = read.value
      return framed(ask, 'Correct a note', person, <NoteForm attempt={attempt} seen={now.versions} />)
    },
    act: async (ask, { words, versions }) => {
      const read = await noteOf(ask, 'note.correct')
      if (!read.ok) return read
      const outcome = await correctNote(ask.ctx, { id: read.value.now.id, words, seen: versions })
      return outcome.ok ? { ...outcome, value: read.value.person } : refuse('moved-on')
    },
    next: (_ask, person) => `/people/${person.reference}`,
  }),
]
