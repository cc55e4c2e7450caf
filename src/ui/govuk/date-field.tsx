import type { Attempt } from '#platform/forms'
import { errorOf, fieldsetOf, type GroupedProps, hintOf, typed } from './attempt'
import { DateInput } from './date-input'

export interface DateFieldProps extends GroupedProps {
  /** Lets the browser offer the person's own date of birth. */
  isBirthday?: boolean | undefined
}

const PARTS = ['day', 'month', 'year'] as const

/** The three boxes as typed; or, when the form has not been sent yet, the record's own date. */
const partsOf = (attempt: Attempt, name: string): string[] => {
  const boxes = PARTS.map((part) => `${name}-${part}`)
  if (boxes.some((box) => box in attempt.values)) return boxes.map((box) => typed(attempt, box))
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(typed(attempt, name)) ?? []
  return [day, month, year].map((number) => String(Number(number) || ''))
}

/**
 * A date typed as three numbers, sent as `name-day`, `name-month`, `name-year`. The day's id is the field's name, so that an
 * error about the whole date links to a box one can type in.
 */
export const DateField = ({ isBirthday, ...props }: DateFieldProps) => {
  const { attempt, name, hint } = props
  const values = partsOf(attempt, name)
  const items = PARTS.map((part, index) => ({
    name: part,
    id: part === 'day' ? name : `${name}-${part}`,
    value: values[index],
    error: attempt.errors.some(({ field }) => field === `${name}-${part}`) || undefined,
    autocomplete: isBirthday ? `bday-${part}` : undefined,
  }))
  return (
    <DateInput
      id={name}
      namePrefix={name}
      items={items}
      fieldset={fieldsetOf(props)}
      hint={hintOf(hint)}
      errorMessage={errorOf(attempt, name, ...PARTS.map((part) => `${name}-${part}`))}
      attributes={props.attributes}
    />
  )
}
