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

const addressOf = (ask: Ask, about: ConcernAbout): string => {
  const query = new URLSearchParams(Object.entries(about).flatMap(([name, value]) => (value ? [[name, value]] : [])))
  return `${ask.base}/concerns/new?${query}`
}

/** The one button on every person, call and session: I am worried about someone. */
export const ConcernLink = ({ ask, about }: { ask: Ask; about: ConcernAbout }) => {
  if (!can(ask, 'concern.raise')) return null
  return (
    <p class="digiknow-worried">
      <a class="govuk-link" href={addressOf(ask, about)}>
        I am worried about their safety
      </a>
    </p>
  )
}

/** The same beside each of many, which says to those who hear the page whom it is about: "the call of 5 November 2025, 10am". */
export const ConcernOfOne = ({ ask, about, of }: { ask: Ask; about: ConcernAbout; of: string }) =>
  can(ask, 'concern.raise') ? (
    <a class="govuk-link digiknow-nowrap" href={addressOf(ask, about)}>
      I am worried<span class="govuk-visually-hidden"> about their safety: {of}</span>
    </a>
  ) : null
