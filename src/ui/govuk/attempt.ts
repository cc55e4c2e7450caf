import type { Attempt } from '#platform/forms'
import type { ErrorMessageOptions } from './error-message'
import type { HintOptions } from './hint'
import type { Attributes, Content } from './props'

export type Size = 's' | 'm' | 'l' | 'xl'

/** What every field takes: the attempt it shows, its name, and what to say beside it. */
export interface FieldProps {
  attempt: Attempt
  name: string
  hint?: Content
  disabled?: boolean | undefined
  attributes?: Attributes | undefined
}

/** What a field with one control takes. */
export interface LabelledProps extends FieldProps {
  label: Content
  labelSize?: Size | undefined
  /** The label is the page's h1: for a page that asks one question. */
  isPageHeading?: boolean | undefined
}

/** What a field with several controls takes. */
export interface GroupedProps extends FieldProps {
  legend: Content
  legendSize?: Size | undefined
  isPageHeading?: boolean | undefined
}

/** What the person typed: the first value, when the form sent several. */
export const typed = ({ values }: Attempt, name: string): string => [values[name] ?? ''].flat()[0] ?? ''

/** All that the person ticked. */
export const ticked = ({ values }: Attempt, name: string): string[] => [values[name] ?? []].flat()

/** The first thing that is wrong with a field, as the option that components take. */
export const errorOf = ({ errors }: Attempt, ...names: string[]): ErrorMessageOptions | undefined => {
  const error = errors.find(({ field }) => names.includes(field))
  return error && { text: error.message }
}

export const hintOf = (hint: Content): HintOptions | undefined => (hint ? { text: hint } : undefined)

/** The options of a field's label. */
export const labelOf = ({ label, labelSize, isPageHeading }: LabelledProps) => ({
  text: label,
  classes: labelSize && `govuk-label--${labelSize}`,
  isPageHeading,
})

/** The options of a group's fieldset. */
export const fieldsetOf = ({ legend, legendSize, isPageHeading }: GroupedProps) => ({
  legend: { text: legend, classes: legendSize && `govuk-fieldset__legend--${legendSize}`, isPageHeading },
})
