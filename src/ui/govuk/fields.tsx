import type { Attempt } from '#platform/forms'
import { errorOf, hintOf, type LabelledProps, labelOf, typed } from './attempt'
import { ErrorSummaryBox } from './error-summary'
import { FileUpload } from './file-upload'
import { Input, type InputProps } from './input'
import { PasswordInput } from './password-input'
import type { Content, Items } from './props'
import { Select } from './select'
import { Textarea } from './textarea'

type InputOptions = Pick<InputProps, 'type' | 'inputmode' | 'autocomplete' | 'autocapitalize' | 'pattern' | 'spellcheck'>

export interface TextFieldProps extends LabelledProps, InputOptions {
  /** About how many characters fit. */
  width?: 2 | 3 | 4 | 5 | 10 | 20 | 30 | undefined
  prefix?: Content
  suffix?: Content
}

/** What the controls of a form share, taken from the attempt. */
const controlOf = (props: LabelledProps) => ({
  id: props.name,
  name: props.name,
  label: labelOf(props),
  hint: hintOf(props.hint),
  errorMessage: errorOf(props.attempt, props.name),
  disabled: props.disabled,
  attributes: props.attributes,
})

/** A line of text. */
export const TextField = ({ width, prefix, suffix, ...props }: TextFieldProps) => (
  <Input
    {...controlOf(props)}
    value={typed(props.attempt, props.name)}
    classes={width && `govuk-input--width-${width}`}
    prefix={{ text: prefix }}
    suffix={{ text: suffix }}
    type={props.type}
    inputmode={props.inputmode}
    autocomplete={props.autocomplete}
    autocapitalize={props.autocapitalize}
    pattern={props.pattern}
    spellcheck={props.spellcheck}
  />
)

/** Several lines of text. */
export const TextAreaField = ({
  rows,
  spellcheck,
  ...props
}: LabelledProps & Pick<Parameters<typeof Textarea>[0], 'rows' | 'spellcheck'>) => (
  <Textarea {...controlOf(props)} value={typed(props.attempt, props.name)} rows={rows} spellcheck={spellcheck} />
)

/** A secret: never written back to the page. */
export const PasswordField = ({ autocomplete, ...props }: LabelledProps & { autocomplete?: string | undefined }) => (
  <PasswordInput {...controlOf(props)} autocomplete={autocomplete} />
)

export interface Option {
  value: string
  label: string
}

export interface SelectFieldProps extends LabelledProps {
  options: Items<Option>
  /** A first choice with an empty value, such as "Choose a library". */
  emptyLabel?: string | undefined
}

/** One of a long list. */
export const SelectField = ({ options, emptyLabel, ...props }: SelectFieldProps) => {
  const chosen = typed(props.attempt, props.name)
  const items = options.map((option) => option && { value: option.value, text: option.label, selected: option.value === chosen })
  return (
    <Select
      {...controlOf(props)}
      items={emptyLabel === undefined ? items : [{ value: '', text: emptyLabel, selected: chosen === '' }, ...items]}
    />
  )
}

export interface FileFieldProps extends LabelledProps {
  /** As the attribute: ".csv,.xlsx". */
  accept?: string | undefined
  multiple?: boolean | undefined
  /** Turns the drop zone on: staff pages only, since its script and style are theirs. */
  dropZone?: boolean | undefined
}

/** A file to send. */
export const FileField = ({ accept, multiple, dropZone, ...props }: FileFieldProps) => (
  <FileUpload {...controlOf(props)} attributes={{ ...props.attributes, accept }} multiple={multiple} javascript={dropZone} />
)

/** A value the form carries along unseen. */
export const HiddenField = ({ name, value }: { name: string; value: string | number }) => (
  <input type="hidden" name={name} value={value} />
)

export interface ErrorSummaryProps {
  attempt: Attempt
  title?: string | undefined
}

/** All that is wrong with an attempt, each a link to its field; nothing when nothing is. */
export const ErrorSummary = ({ attempt, title = 'There is a problem' }: ErrorSummaryProps) => {
  if (attempt.errors.length === 0) return null
  const errorList = attempt.errors.map(({ field, message }) => ({ text: message, href: field ? `#${field}` : undefined }))
  return <ErrorSummaryBox titleText={title} errorList={errorList} />
}
