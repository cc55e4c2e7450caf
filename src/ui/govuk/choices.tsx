import { Fieldset, type FieldsetOptions } from './fieldset'
import { describedBy, FormGroup, type Notes, NotesOf } from './form-group'
import { Hint, type HintOptions } from './hint'
import { Label } from './label'
import { type Attributes, type Common, type Content, type Items, join, joinOrNone } from './props'

/** One radio or checkbox, or a divider between two. */
export interface ChoiceItem {
  id?: string | undefined
  value?: string | number | undefined
  text?: Content
  label?: Common | undefined
  hint?: HintOptions | undefined
  divider?: string | undefined
  checked?: boolean | undefined
  disabled?: boolean | undefined
  conditional?: Content
  attributes?: Attributes | undefined
}

/** Options shared by radios and checkboxes. */
export interface ChoicesProps extends Common, Notes {
  name: string
  idPrefix?: string | undefined
  fieldset?: FieldsetOptions | undefined
  formGroup?: (Common & { beforeInputs?: Content; afterInputs?: Content }) | undefined
}

/** What differs from one kind of choice to the other, worked out by the component. */
export interface Choice {
  name: string
  checked: boolean
  describedBy?: string | undefined
  behaviour?: string | undefined
}

type Kind = 'radios' | 'checkboxes'

const ChoiceInput = ({ kind, id, item, choice }: { kind: Kind; id: string; item: ChoiceItem; choice: Choice }) => (
  <input
    {...item.attributes}
    class={`govuk-${kind}__input`}
    id={id}
    name={choice.name}
    type={kind === 'radios' ? 'radio' : 'checkbox'}
    value={item.value ?? ''}
    checked={choice.checked}
    disabled={item.disabled}
    data-aria-controls={item.conditional ? `conditional-${id}` : undefined}
    data-behaviour={choice.behaviour}
    aria-describedby={joinOrNone(choice.describedBy, !!item.hint?.text && `${id}-item-hint`)}
  />
)

const ChoiceRow = ({ kind, id, item, choice }: { kind: Kind; id: string; item: ChoiceItem; choice: Choice }) => (
  <>
    <div class={`govuk-${kind}__item`}>
      <ChoiceInput kind={kind} id={id} item={item} choice={choice} />
      <Label for={id} classes={join(`govuk-${kind}__label`, item.label?.classes)} attributes={item.label?.attributes}>
        {item.text}
      </Label>
      {item.hint?.text ? (
        <Hint id={`${id}-item-hint`} classes={join(`govuk-${kind}__hint`, item.hint.classes)} attributes={item.hint.attributes}>
          {item.hint.text}
        </Hint>
      ) : null}
    </div>
    {item.conditional ? (
      <div
        class={join(`govuk-${kind}__conditional`, !choice.checked && `govuk-${kind}__conditional--hidden`)}
        id={`conditional-${id}`}
      >
        {item.conditional}
      </div>
    ) : null}
  </>
)

interface ChoiceListProps<T extends ChoiceItem> {
  kind: Kind
  props: ChoicesProps
  items: Items<T>
  describedBy?: string | undefined
  choiceOf: (item: T, described: string | undefined) => Choice
}

/** The group of inputs, in its fieldset when it has one. The first input's id has no number, so that an error can link to it. */
export const Choices = <T extends ChoiceItem>({ kind, props, items, describedBy: given, choiceOf }: ChoiceListProps<T>) => {
  const { fieldset, hint, errorMessage, formGroup, name, classes, attributes } = props
  const idPrefix = props.idPrefix || name
  const described = describedBy(fieldset?.describedBy || given, idPrefix, props)
  const idOf = (item: T, index: number) => item.id || (index ? `${idPrefix}-${index + 1}` : idPrefix)

  const rows = items.map((item, index) => {
    if (!item) return null
    if (item.divider) return <div class={`govuk-${kind}__divider`}>{item.divider}</div>
    return <ChoiceRow kind={kind} id={idOf(item, index)} item={item} choice={choiceOf(item, fieldset ? undefined : described)} />
  })
  const inner = (
    <>
      <NotesOf id={idPrefix} hint={hint} errorMessage={errorMessage} />
      <div {...attributes} class={join(`govuk-${kind}`, classes)} data-module={`govuk-${kind}`}>
        {formGroup?.beforeInputs}
        {rows}
        {formGroup?.afterInputs}
      </div>
    </>
  )

  return (
    <FormGroup hasError={!!errorMessage} classes={formGroup?.classes} attributes={formGroup?.attributes}>
      {fieldset ? (
        <Fieldset {...fieldset} describedBy={described}>
          {inner}
        </Fieldset>
      ) : (
        inner
      )}
    </FormGroup>
  )
}
