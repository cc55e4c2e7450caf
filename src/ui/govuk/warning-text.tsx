import { type Common, type Content, join } from './props'

export interface WarningTextProps extends Common {
  iconFallbackText?: string | undefined
  children?: Content
}

/** GOV.UK warning text. */
export const WarningText = ({ iconFallbackText, classes, attributes, children }: WarningTextProps) => (
  <div {...attributes} class={join('govuk-warning-text', classes)}>
    <span class="govuk-warning-text__icon" aria-hidden="true">
      !
    </span>{' '}
    <strong class="govuk-warning-text__text">
      <span class="govuk-visually-hidden">{iconFallbackText || 'Warning'}</span> {children}
    </strong>
  </div>
)
