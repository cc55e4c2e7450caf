import { Fieldset, type FieldsetOptions } from './fieldset'
import { describedBy, FormGroup, type Notes, NotesOf } from './form-group'
import { Input, type Inputmode } from './input'
import { type Attributes, type Common, type Content, type Items, join } from './props'

export interface DateInputItem {
  id?: string | undefined
  name: string
  label?: string | undefined
  value?: string | number | undefined
  classes?: string | undefined
  error?: boolean | undefined
  inputmode?: Inputmode | undefined
  autocomplete?: string | undefined
  pattern?: string | undefined
  attributes?: Attributes | undefined
}

type Part = 'day' | 'month' | 'year'

export interface DateInputProps extends Common, Notes {
  id?: string | undefined
  namePrefix?: string | undefined
  values?: Record<string, string | number | undefined> | undefined
  day?: Partial<DateInputItem> | undefined
  month?: Partial<DateInputItem> | undefined
  year?: Partial<DateInputItem> | undefined
  items?: Items<Partial<DateInputItem>> | undefined
  fieldset?: FieldsetOptions | undefined
  formGroup?: (Common & { beforeInputs?: Content; afterInputs?: Content }) | undefined
}

const PARTS: readonly Part[] = ['day', 'month', 'year']
const capitalise = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase()
const hasError = (item: Partial<DateInputItem>): boolean => !!item.error || !!item.classes?.includes('govuk-input--error')

/** The part of a date an item stands for, told by its name or by being that part's own option. */
const partOf = (item: Partial<DateInputItem>, props: DateInputProps): Part | undefined =>
  PARTS.find((part) => item === props[part] || (item.name && (item.name === part || item.name === props[part]?.name)))

const classesOf = (item: Partial<DateInputItem>, part: Part | undefined, isMarked: boolean): string =>
  join(
    'govuk-date-input__input',
    isMarked && !item.classes?.includes('govuk-input--error') && 'govuk-input--error',
    !item.classes?.includes('govuk-input--width-') && `govuk-input--width-${part === 'year' ? 4 : 2}`,
    item.classes,
  )

interface ItemProps {
  item: Partial<DateInputItem>
  isMarked: boolean
  props: DateInputProps
}

const DateInputPart = ({ item, isMarked, props }: ItemProps) => {
  const part = partOf(item, props)
  const itemName = item.name ?? part ?? ''
  const name = props.namePrefix ? `${props.namePrefix}-${itemName}` : itemName
  const value = item.value ?? (part && props[part]?.value) ?? props.values?.[name] ?? (part && props.values?.[part])
  return (
    <div class="govuk-date-input__item">
      <Input
        label={{ text: item.label || capitalise(itemName), classes: 'govuk-date-input__label' }}
        id={item.id || `${props.id ?? ''}-${itemName}`}
        classes={classesOf(item, part, isMarked)}
        name={name}
        value={value}
        inputmode={item.inputmode || 'numeric'}
        autocomplete={item.autocomplete}
        pattern={item.pattern}
        attributes={item.attributes}
      />
    </div>
  )
}

const DateInputParts = ({ props }: { props: DateInputProps }) => {
  const items = props.items?.length ? props.items : PARTS.map((part) => props[part] ?? { name: part })
  const anyError = items.some((item) => item && hasError(item))
  return (
    <>
      {items.map((item) => {
        if (!item) return null
        const isMarked = hasError(item) || (item.error !== false && !!props.errorMessage && !anyError)
        return <DateInputPart item={item} isMarked={isMarked} props={props} />
      })}
    </>
  )
}

/** GOV.UK date input: day, month and year typed as numbers. */
export const DateInput = (props: DateInputProps) => {
  const { id, hint, errorMessage, fieldset, formGroup } = props
  // A box may take the group's id, so that an error links to something one can type in
  const isTaken = props.items?.some((item) => item && item.id === id)
  const inner = (
    <>
      <NotesOf id={id ?? ''} hint={hint} errorMessage={errorMessage} />
      <div {...props.attributes} class={join('govuk-date-input', props.classes)} id={isTaken ? undefined : id}>
        {formGroup?.beforeInputs}
        <DateInputParts props={props} />
        {formGroup?.afterInputs}
      </div>
    </>
  )
  return (
    <FormGroup hasError={!!errorMessage} classes={formGroup?.classes} attributes={formGroup?.attributes}>
      {fieldset ? (
        <Fieldset {...fieldset} role="group" describedBy={describedBy(fieldset.describedBy, id ?? '', props)}>
          {inner}
        </Fieldset>
      ) : (
        inner
      )}
    </FormGroup>
  )
}
