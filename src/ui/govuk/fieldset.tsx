import { type Common, type Content, join } from './props'

export interface LegendOptions {
  text?: Content
  classes?: string | undefined
  isPageHeading?: boolean | undefined
}

/** A fieldset as an option of radios, checkboxes or a date. */
export interface FieldsetOptions extends Common {
  legend?: LegendOptions | undefined
  describedBy?: string | undefined
}

export interface FieldsetProps extends FieldsetOptions {
  role?: 'group' | undefined
  children?: Content
}

const Legend = ({ text, classes, isPageHeading }: LegendOptions) => (
  <legend class={join('govuk-fieldset__legend', classes)}>
    {isPageHeading ? <h1 class="govuk-fieldset__heading">{text}</h1> : text}
  </legend>
)

/** GOV.UK fieldset. */
export const Fieldset = ({ legend, describedBy, role, classes, attributes, children }: FieldsetProps) => (
  <fieldset {...attributes} class={join('govuk-fieldset', classes)} role={role} aria-describedby={describedBy || undefined}>
    {legend?.text ? <Legend {...legend} /> : null}
    {children}
  </fieldset>
)
