import { ControlGroup, type ControlProps, describedBy } from './form-group'
import { join } from './props'

export interface TextareaProps extends ControlProps {
  value?: string | undefined
  rows?: number | undefined
  spellcheck?: boolean | undefined
  autocomplete?: string | undefined
}

/** GOV.UK textarea. */
export const Textarea = (props: TextareaProps) => {
  const { name, label, hint, errorMessage, formGroup, classes } = props
  const id = props.id || name
  return (
    <ControlGroup id={id} label={label} hint={hint} errorMessage={errorMessage} formGroup={formGroup}>
      {formGroup?.beforeInput}
      <textarea
        {...props.attributes}
        class={join('govuk-textarea', errorMessage && 'govuk-textarea--error', classes)}
        id={id}
        name={name}
        rows={props.rows || 5}
        spellcheck={props.spellcheck}
        disabled={props.disabled}
        aria-describedby={describedBy(props.describedBy, id, props)}
        autocomplete={props.autocomplete}
      >
        {props.value}
      </textarea>
      {formGroup?.afterInput}
    </ControlGroup>
  )
}
