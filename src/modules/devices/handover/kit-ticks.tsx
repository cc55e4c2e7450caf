import type { Attempt } from '#platform/forms'
import { CheckboxesField } from '#ui/govuk'
import { type Part, piecesOf } from '../kits/kit'

interface KitTicksProps {
  attempt: Attempt
  parts: readonly Part[]
  legend: string
  hint: string
}

/** Every piece of a kit, to be ticked one by one. Nothing is ticked for you: ticking is the counting. */
export const KitTicks = ({ attempt, parts, legend, hint }: KitTicksProps) =>
  parts.length === 0 ? null : (
    <CheckboxesField
      attempt={attempt}
      name="kit"
      legend={legend}
      hint={hint}
      options={piecesOf(parts).map((piece) => ({ value: piece, label: piece }))}
    />
  )
