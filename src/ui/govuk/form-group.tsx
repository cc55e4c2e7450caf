import { ErrorMessage, type ErrorMessageOptions } from './error-message'
import { Hint, type HintOptions } from './hint'
import { Label, type LabelOptions } from './label'
import { type Common, type Content, join, joinOrNone } from './props'

export interface FormGroupOptions extends Common {
  beforeInput?: Content
  afterInput?: Content
}

/** What can be wrong with, or said about, a control. */
export interface Notes {
  hint?: HintOptions | undefined
  errorMessage?: ErrorMessageOptions | undefined
}

/** Options shared by the controls that have one label: input, textarea, select, file upload. */
export interface ControlProps extends Common, Notes {
  id?: string | undefined
  name: string
  label?: LabelOptions | undefined
  formGroup?: FormGroupOptions | undefined
  describedBy?: string | undefined
  disabled?: boolean | undefined
}

interface FormGroupProps extends Common {
  hasError: boolean
  children?: Content
}

/** The box round a control, its label, hint and error. */
export const FormGroup = ({ hasError, classes, attributes, children }: FormGroupProps) => (
  <div {...attributes} class={join('govuk-form-group', hasError && 'govuk-form-group--error', classes)}>
    {children}
  </div>
)

/** The hint and the error of a control, with the ids that `describedBy` names. */
export const NotesOf = ({ id, hint, errorMessage }: Notes & { id: string }) => (
  <>
    {hint && (
      <Hint id={`${id}-hint`} classes={hint.classes} attributes={hint.attributes}>
        {hint.text}
      </Hint>
    )}
    {errorMessage && (
      <ErrorMessage
        id={`${id}-error`}
        classes={errorMessage.classes}
        attributes={errorMessage.attributes}
        visuallyHiddenText={errorMessage.visuallyHiddenText}
      >
        {errorMessage.text}
      </ErrorMessage>
    )}
  </>
)

/** The value of aria-describedby: what was given, then the hint, then the error. */
export const describedBy = (given: string | undefined, id: string, { hint, errorMessage }: Notes): string | undefined =>
  joinOrNone(given, hint && `${id}-hint`, errorMessage && `${id}-error`)

type ControlGroupProps = Notes & {
  id: string
  label?: LabelOptions | undefined
  formGroup?: FormGroupOptions | undefined
  children?: Content
}

/** A form group with its label, hint and error above the control. */
export const ControlGroup = ({ id, label, hint, errorMessage, formGroup, children }: ControlGroupProps) => (
  <FormGroup hasError={!!errorMessage} classes={formGroup?.classes} attributes={formGroup?.attributes}>
    <Label for={id} classes={label?.classes} attributes={label?.attributes} isPageHeading={label?.isPageHeading}>
      {label?.text}
    </Label>
    <NotesOf id={id} hint={hint} errorMessage={errorMessage} />
    {children}
  </FormGroup>
)
