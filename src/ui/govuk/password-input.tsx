import { Button } from './button'
import type { ControlProps } from './form-group'
import { Input } from './input'
import { type Attributes, type Common, i18n, join } from './props'

export interface PasswordInputProps extends ControlProps {
  value?: string | undefined
  autocomplete?: string | undefined
  button?: Pick<Common, 'classes'> | undefined
  showPasswordText?: string | undefined
  hidePasswordText?: string | undefined
  showPasswordAriaLabelText?: string | undefined
  hidePasswordAriaLabelText?: string | undefined
  passwordShownAnnouncementText?: string | undefined
  passwordHiddenAnnouncementText?: string | undefined
}

const groupAttributes = (props: PasswordInputProps): Attributes => ({
  ...props.formGroup?.attributes,
  'data-module': 'govuk-password-input',
  ...i18n('show-password', props.showPasswordText),
  ...i18n('hide-password', props.hidePasswordText),
  ...i18n('show-password-aria-label', props.showPasswordAriaLabelText),
  ...i18n('hide-password-aria-label', props.hidePasswordAriaLabelText),
  ...i18n('password-shown-announcement', props.passwordShownAnnouncementText),
  ...i18n('password-hidden-announcement', props.passwordHiddenAnnouncementText),
})

const Toggle = ({ id, props }: { id: string; props: PasswordInputProps }) => (
  <>
    <Button
      type="button"
      classes={join('govuk-button--secondary govuk-password-input__toggle govuk-js-password-input-toggle', props.button?.classes)}
      attributes={{ 'aria-controls': id, 'aria-label': props.showPasswordAriaLabelText ?? 'Show password', hidden: true }}
    >
      {props.showPasswordText ?? 'Show'}
    </Button>
    {props.formGroup?.afterInput}
  </>
)

/** GOV.UK password input; the button to show it appears when scripts run. */
export const PasswordInput = (props: PasswordInputProps) => {
  const id = props.id || props.name
  return (
    <Input
      formGroup={{
        classes: join('govuk-password-input', props.formGroup?.classes),
        attributes: groupAttributes(props),
        beforeInput: props.formGroup?.beforeInput,
        afterInput: <Toggle id={id} props={props} />,
      }}
      inputWrapper={{ classes: 'govuk-password-input__wrapper' }}
      label={props.label}
      hint={props.hint}
      classes={join('govuk-password-input__input govuk-js-password-input-input', props.classes)}
      errorMessage={props.errorMessage}
      id={id}
      name={props.name}
      type="password"
      spellcheck={false}
      autocapitalize="none"
      autocomplete={props.autocomplete || 'current-password'}
      value={props.value}
      disabled={props.disabled}
      describedBy={props.describedBy}
      attributes={props.attributes}
    />
  )
}
