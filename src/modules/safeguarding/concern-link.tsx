import type { Ask } from '#platform/http/ask'
import { can } from '#ui/layout'

export interface ConcernAbout {
  /** The person's reference. */
  readonly person?: string | null | undefined
  /** The session's reference. */
  readonly session?: string | undefined
  /** The call's id. */
  readonly call?: string | undefined
}

/** The one button on every person, call and session: I am worried about someone. */
export const ConcernLink = ({ ask, about }: { ask: Ask; about: ConcernAbout }) => {
  if (!can(ask, 'concern.raise')) return null
  const query = new URLSearchParams(Object.entries(about).flatMap(([name, value]) => (value ? [[name, value]] : [])))
  return (
    <p class="digiknow-worried">
      <a class="govuk-link" href={`${ask.base}/concerns/new?${query}`}>
        I am worried about their safety
      </a>
    </p>
  )
}
