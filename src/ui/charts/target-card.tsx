import type { ComponentChildren, JSX } from 'preact'
import { formatNumber, formatPercent } from '#ui/format'
import { StretchedBar } from './bar-list'
import { Figure } from './data-table'

export type TargetCardProps = {
  readonly label: string
  readonly value: number
  /** To the records behind the figure. */
  readonly href?: string
  /** None when nobody set one: then there is no bar either. */
  readonly target?: number | null
  /** What it means, in a few words: "Met this summer." */
  readonly sentence?: string
  readonly headingLevel?: 2 | 3 | 4
}

/** The list that target cards stand in. */
export const Targets = ({ children }: { children: ComponentChildren }): JSX.Element => (
  <ul class="digiknow-plain digiknow-targets">{children}</ul>
)

/** One figure against its target. Past the target the bar is full, and the words say by how much. */
export const TargetCard = ({ label, value, href, target, sentence, headingLevel = 3 }: TargetCardProps): JSX.Element => {
  const Level = `h${headingLevel}` as const
  const goal = target && target > 0 ? target : undefined
  return (
    <li>
      <Level class="govuk-heading-s">{label}</Level>
      <p class="digiknow-targets__n">
        <Figure value={value} href={href} />
      </p>
      {goal && <StretchedBar percent={(value / goal) * 100} />}
      {(goal || sentence) && (
        <p class="govuk-body govuk-!-margin-bottom-0">
          {goal && (
            <>
              <b>{formatPercent(value / goal)}</b> of {formatNumber(goal)}.{' '}
            </>
          )}
          {sentence}
        </p>
      )}
    </li>
  )
}
