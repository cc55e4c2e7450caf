import type { Ask } from '#platform/http/ask'
import { formatDateTime } from '#ui/format'
import { can } from '#ui/layout'
import type { NoteRecord } from './note.queries'

const Note = ({ ask, note }: { ask: Ask; note: NoteRecord }) => (
  <li>
    <p class="govuk-body digiknow-said">{note.words}</p>
    <div class="digiknow-soft-text">
      {[note.by, formatDateTime(note.written_at), note.version > 1 && 'corrected'].filter(Boolean).join(', ')}{' '}
      {can(ask, 'note.correct') && (
        <a class="govuk-link" href={`${ask.base}/notes/${note.id}/correct`}>
          Correct
        </a>
      )}{' '}
      {note.version > 1 && can(ask, 'note.history') && (
        <a class="govuk-link" href={`${ask.base}/notes/${note.id}`}>
          What it said before
        </a>
      )}
    </div>
  </li>
)

interface PanelProps {
  ask: Ask
  person: { readonly reference: string }
  notes: readonly NoteRecord[]
}

/** What was written about a person, on their page. */
export const NotesPanel = ({ ask, person, notes }: PanelProps) => (
  <section class="digiknow-panel" aria-labelledby="notes">
    <header>
      <h2 id="notes">Notes</h2>
      {can(ask, 'note.write') && (
        <a class="govuk-link" href={`${ask.base}/people/${person.reference}/notes/new`}>
          Write a note
        </a>
      )}
    </header>
    {notes.length === 0 && <p class="govuk-body">No notes yet.</p>}
    <ul class="digiknow-plain digiknow-lines">
      {notes.map((note) => (
        <Note ask={ask} note={note} />
      ))}
    </ul>
  </section>
)
