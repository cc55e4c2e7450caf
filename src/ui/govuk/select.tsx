import { ControlGroup, type ControlProps, describedBy } from './form-group'
import { type Attributes, type Items, join } from './props'

export interface SelectItem {
  value?: string | number | undefined
  text?: string | number | undefined
  selected?: boolean | undefined
  disabled?: boolean | undefined
  attributes?: Attributes | undefined
}

export interface SelectProps extends ControlProps {
  value?: string | number | undefined
  items: Items<SelectItem>
}

const isSelected = (item: SelectItem, value: string | number | undefined): boolean =>
  item.selected || (!!value && item.selected !== false && (item.value ?? item.text) === value)

/** GOV.UK select. */
export const Select = (props: SelectProps) => {
  const { name, label, hint, errorMessage, formGroup, classes } = props
  const id = props.id || name
  return (
    <ControlGroup id={id} label={label} hint={hint} errorMessage={errorMessage} formGroup={formGroup}>
      {formGroup?.beforeInput}
      <select
        {...props.attributes}
        class={join('govuk-select', classes, errorMessage && 'govuk-select--error')}
        id={id}
        name={name}
        disabled={props.disabled}
        aria-describedby={describedBy(props.describedBy, id, props)}
      >
        {props.items.map(
          (item) =>
            item && (
              <option {...item.attributes} value={item.value} selected={isSelected(item, props.value)} disabled={item.disabled}>
                {item.text}
              </option>
            ),
        )}
      </select>
      {formGroup?.afterInput}
    </ControlGroup>
  )
}
