import { errorOf, fieldsetOf, type GroupedProps, hintOf, type LabelledProps, ticked, typed } from './attempt'
import { Checkboxes, type CheckboxItem } from './checkboxes'
import { type Content, type Items, join } from './props'
import { Radios } from './radios'

export interface ChoiceOption {
  value: string
  label: Content
  hint?: Content
  /** Fields that show once this is chosen. Without scripts they always show. */
  conditional?: Content
  disabled?: boolean | undefined
}

export interface RadiosFieldProps extends GroupedProps {
  options: Items<ChoiceOption>
  inline?: boolean | undefined
  small?: boolean | undefined
}

const itemOf = ({ value, label, hint, conditional, disabled }: ChoiceOption, chosen: readonly string[]): CheckboxItem => ({
  value,
  text: label,
  hint: hintOf(hint),
  conditional,
  disabled,
  checked: chosen.includes(value),
})

const groupOf = (props: GroupedProps) => ({
  name: props.name,
  idPrefix: props.name,
  fieldset: fieldsetOf(props),
  hint: hintOf(props.hint),
  errorMessage: errorOf(props.attempt, props.name),
  attributes: props.attributes,
})

/** One of a few. */
export const RadiosField = ({ options, inline, small, ...props }: RadiosFieldProps) => (
  <Radios
    {...groupOf(props)}
    classes={join(inline && 'govuk-radios--inline', small && 'govuk-radios--small')}
    items={options.map((option) => option && itemOf(option, [typed(props.attempt, props.name)]))}
  />
)

export interface CheckboxesFieldProps extends GroupedProps {
  options: Items<ChoiceOption>
  /** "None of these": set apart by "or", and unticks the others. */
  none?: ChoiceOption | undefined
  small?: boolean | undefined
}

/** Any of a few. */
export const CheckboxesField = ({ options, none, small, ...props }: CheckboxesFieldProps) => {
  const chosen = ticked(props.attempt, props.name)
  const items = options.map((option) => option && itemOf(option, chosen))
  const apart: CheckboxItem[] = none ? [{ divider: 'or' }, { ...itemOf(none, chosen), behaviour: 'exclusive' }] : []
  return <Checkboxes {...groupOf(props)} classes={small ? 'govuk-checkboxes--small' : undefined} items={[...items, ...apart]} />
}

/** One tick on its own, such as consent. Sends `value` ("yes" unless told) or nothing. */
export const CheckboxField = ({ attempt, name, label, hint, value = 'yes', disabled }: LabelledProps & { value?: string }) => (
  <Checkboxes
    name={name}
    idPrefix={name}
    errorMessage={errorOf(attempt, name)}
    items={[itemOf({ value, label, hint, disabled }, ticked(attempt, name))]}
  />
)
