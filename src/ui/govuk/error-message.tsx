import { type Common, type Content, join } from './props'

/** An error message as an option of a form control. */
export interface ErrorMessageOptions extends Common {
  text?: Content
  visuallyHiddenText?: string | undefined
}

export interface ErrorMessageProps extends Common {
  id?: string | undefined
  visuallyHiddenText?: string | undefined
  children?: Content
}

/** GOV.UK error message. `visuallyHiddenText=""` takes the hidden "Error:" away. */
export const ErrorMessage = ({ id, classes, attributes, visuallyHiddenText = 'Error', children }: ErrorMessageProps) => (
  <p id={id} {...attributes} class={join('govuk-error-message', classes)}>
    {visuallyHiddenText && (
      <>
        <span class="govuk-visually-hidden">{visuallyHiddenText}:</span>{' '}
      </>
    )}
    {children}
  </p>
)
