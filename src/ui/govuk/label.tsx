import { type Common, type Content, join } from './props'

/** A label as an option of a form control. */
export interface LabelOptions extends Common {
  text?: Content
  isPageHeading?: boolean | undefined
}

export interface LabelProps extends Common {
  for?: string | undefined
  isPageHeading?: boolean | undefined
  children?: Content
}

/** GOV.UK label; nothing at all when it has no words. */
export const Label = ({ for: target, classes, attributes, isPageHeading, children }: LabelProps) => {
  if (!children) return null
  const label = (
    <label {...attributes} class={join('govuk-label', classes)} for={target}>
      {children}
    </label>
  )
  return isPageHeading ? <h1 class="govuk-label-wrapper">{label}</h1> : label
}
