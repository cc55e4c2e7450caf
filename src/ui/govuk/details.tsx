import { type Common, type Content, join } from './props'

export interface DetailsProps extends Common {
  id?: string | undefined
  summaryText: Content
  open?: boolean | undefined
  children?: Content
}

/** GOV.UK details: words a person can open when they need them. */
export const Details = ({ id, summaryText, open, classes, attributes, children }: DetailsProps) => (
  <details id={id} {...attributes} class={join('govuk-details', classes)} open={open}>
    <summary class="govuk-details__summary">
      <span class="govuk-details__summary-text">{summaryText}</span>
    </summary>
    <div class="govuk-details__text">{children}</div>
  </details>
)
