import { ControlGroup, type ControlProps, describedBy } from './form-group'
import { type Common, type Content, join } from './props'

/** Words fixed before or after what is typed, such as "£". Hidden from screen readers: say it in the label too. */
export interface Affix extends Common {
  text?: Content
}

export type Inputmode = 'text' | 'decimal' | 'numeric' | 'tel' | 'search' | 'email' | 'url' | 'none'

export interface InputProps extends ControlProps {
  value?: string | number | undefined
  type?: 'text' | 'email' | 'tel' | 'number' | 'search' | 'url' | 'password' | undefined
  prefix?: Affix | undefined
  suffix?: Affix | undefined
  inputWrapper?: Common | undefined
  spellcheck?: boolean | undefined
  autocomplete?: string | undefined
  autocapitalize?: 'none' | 'sentences' | 'words' | 'characters' | undefined
  pattern?: string | undefined
  inputmode?: Inputmode | undefined
}

const AffixItem = ({ side, affix }: { side: 'prefix' | 'suffix'; affix: Affix }) => (
  <div {...affix.attributes} class={join(`govuk-input__${side}`, affix.classes)} aria-hidden="true">
    {affix.text}
  </div>
)

// JSX types the allowed roles by the input's type. No role is given here, so the narrowest type stands for all.
const InputElement = ({ id, props }: { id: string; props: InputProps }) => (
  <input
    {...props.attributes}
    class={join('govuk-input', props.classes, props.errorMessage && 'govuk-input--error')}
    id={id}
    name={props.name}
    type={(props.type || 'text') as 'text'}
    spellcheck={props.spellcheck}
    value={props.value}
    disabled={props.disabled}
    aria-describedby={describedBy(props.describedBy, id, props)}
    autocomplete={props.autocomplete}
    autocapitalize={props.autocapitalize}
    pattern={props.pattern}
    inputmode={props.inputmode}
  />
)

/** GOV.UK text input. */
export const Input = (props: InputProps) => {
  const { prefix, suffix, formGroup, inputWrapper } = props
  const id = props.id || props.name
  const isWrapped = prefix?.text || suffix?.text || formGroup?.beforeInput || formGroup?.afterInput
  const input = <InputElement id={id} props={props} />

  return (
    <ControlGroup id={id} label={props.label} hint={props.hint} errorMessage={props.errorMessage} formGroup={formGroup}>
      {isWrapped ? (
        <div {...inputWrapper?.attributes} class={join('govuk-input__wrapper', inputWrapper?.classes)}>
          {formGroup?.beforeInput}
          {prefix?.text ? <AffixItem side="prefix" affix={prefix} /> : null}
          {input}
          {suffix?.text ? <AffixItem side="suffix" affix={suffix} /> : null}
          {formGroup?.afterInput}
        </div>
      ) : (
        input
      )}
    </ControlGroup>
  )
}
