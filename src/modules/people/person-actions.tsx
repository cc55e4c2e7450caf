import { ConcernLink } from '#modules/safeguarding'
import type { Action } from '#platform/access'
import type { Ask } from '#platform/http/ask'
import { ActionButton, can } from '#ui/layout'
import type { PersonRecord } from './person.queries'

const ACTIONS: readonly (readonly [action: Action, path: string, label: string])[] = [
  ['person.correct', 'correct', 'Put details right'],
  ['person.safe-contact', 'safe-contact', 'Safe contact plan'],
  ['person.restrict', 'keep-apart', 'Keep this record apart'],
  ['person.died', 'died', 'They have died'],
  ['person.erase', 'erase', 'Erase this person'],
]

/** What can be done with a person's record, at the foot of who they are. */
export const PersonActions = ({ ask, person, apart }: { ask: Ask; person: PersonRecord; apart: boolean }) => {
  const path = `${ask.base}/people/${person.reference}`
  // Who may see a record kept apart is chosen from what the page says of that.
  const over = { died: person.has_died, 'keep-apart': apart }
  const open = ACTIONS.filter(([action, to]) => can(ask, action) && !over[to as keyof typeof over])
  return (
    <>
      <ConcernLink ask={ask} about={{ person: person.reference }} />
      <ul class="digiknow-plain digiknow-lines">
        {open.map(([, to, label]) => (
          <li>
            <a class="govuk-link" href={`${path}/${to}`}>
              {label}
            </a>
          </li>
        ))}
      </ul>
      {person.has_died && can(ask, 'person.died') && (
        <div class="digiknow-btns govuk-!-margin-top-3">
          <ActionButton action={`${path}/alive`} label="That was a mistake: they are alive" secondary />
        </div>
      )}
    </>
  )
}
