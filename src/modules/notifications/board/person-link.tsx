import type { Ask } from '#platform/http/ask'
import { can } from '#ui/layout'

/** A person by reference; a link for those who may open their record. */
export const PersonLink = ({ ask, person }: { ask: Ask; person: string | null }) => {
  if (!person) return <>An account</>
  if (!can(ask, 'person.read')) return <>{person}</>
  return (
    <a class="govuk-link" href={`${ask.base}/people/${person}`}>
      {person}
    </a>
  )
}
