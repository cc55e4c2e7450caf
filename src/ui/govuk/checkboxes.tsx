import { type ChoiceItem, Choices, type ChoicesProps } from './choices'
import type { Items } from './props'

export interface CheckboxItem extends ChoiceItem {
  name?: string | undefined
  /** "exclusive" unticks the others: for "None of these". */
  behaviour?: 'exclusive' | undefined
}

export interface CheckboxesProps extends ChoicesProps {
  items: Items<CheckboxItem>
  values?: readonly (string | number)[] | undefined
  describedBy?: string | undefined
}

/** GOV.UK checkboxes. */
export const Checkboxes = ({ items, values, describedBy, ...props }: CheckboxesProps) => (
  <Choices
    kind="checkboxes"
    props={props}
    items={items}
    describedBy={describedBy}
    choiceOf={(item, described) => ({
      name: item.name || props.name,
      checked: item.checked || (item.checked !== false && item.value !== undefined && !!values?.includes(item.value)),
      describedBy: described,
      behaviour: item.behaviour,
    })}
  />
)
