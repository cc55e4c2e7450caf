import { type Attributes, type Common, type Content, join } from './props'

export interface ErrorLink {
  text?: Content
  href?: string | undefined
  attributes?: Attributes | undefined
}

export interface ErrorSummaryBoxProps extends Common {
  titleText?: Content
  descriptionText?: Content
  errorList?: readonly ErrorLink[] | undefined
  disableAutoFocus?: boolean | undefined
}

const problem = ({ href, text, attributes }: ErrorLink): Content =>
  href ? (
    <a {...attributes} href={href}>
      {text}
    </a>
  ) : (
    text
  )

/** GOV.UK error summary. Forms use `ErrorSummary`, which fills this in from an attempt. */
export const ErrorSummaryBox = (props: ErrorSummaryBoxProps) => (
  <div
    {...props.attributes}
    class={join('govuk-error-summary', props.classes)}
    data-disable-auto-focus={props.disableAutoFocus}
    data-module="govuk-error-summary"
  >
    <div role="alert">
      <h2 class="govuk-error-summary__title">{props.titleText}</h2>
      <div class="govuk-error-summary__body">
        {props.descriptionText ? <p>{props.descriptionText}</p> : null}
        {props.errorList?.length ? (
          <ul class="govuk-list govuk-error-summary__list">
            {props.errorList.map((error) => (
              <li>{problem(error)}</li>
            ))}
          </ul>
        ) : null}
      </div>
    </div>
  </div>
)
