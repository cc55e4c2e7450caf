import { type ChoiceItem, Choices, type ChoicesProps } from './choices'
import type { Items } from './props'

export interface RadiosProps extends ChoicesProps {
  items: Items<ChoiceItem>
  value?: string | number | undefined
}

/** GOV.UK radios. */
export const Radios = ({ items, value, ...props }: RadiosProps) => (
  <Choices
    kind="radios"
    props={props}
    items={items}
    choiceOf={(item) => ({
      name: props.name,
      checked: item.checked || (!!value && item.checked !== false && item.value === value),
    })}
  />
)
