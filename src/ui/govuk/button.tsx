import { type Common, type Content, join } from './props'

export interface ButtonProps extends Common {
  id?: string | undefined
  href?: string | undefined
  type?: 'submit' | 'button' | 'reset' | undefined
  name?: string | undefined
  value?: string | undefined
  disabled?: boolean | undefined
  preventDoubleClick?: boolean | undefined
  isStartButton?: boolean | undefined
  children?: Content
}

const StartIcon = () => (
  <svg
    class="govuk-button__start-icon"
    xmlns="http://www.w3.org/2000/svg"
    width="17.5"
    height="19"
    viewBox="0 0 33 40"
    aria-hidden="true"
    focusable="false"
  >
    <path fill="currentColor" d="M0 0h13l20 20-20 20H0l20-20z" />
  </svg>
)

/** GOV.UK button; a link that looks like one when it has an `href`. */
export const Button = (props: ButtonProps) => {
  const { attributes, href, id, isStartButton, children } = props
  const classes = join('govuk-button', props.classes, isStartButton && 'govuk-button--start')
  // A start button is a flex box, which would swallow the spaces between a label's elements
  const label = isStartButton && typeof children !== 'string' ? <span>{children}</span> : children
  const icon = isStartButton && <StartIcon />

  if (href)
    return (
      // biome-ignore lint/a11y/useSemanticElements: GOV.UK's markup for a link that does a button's work
      <a id={id} {...attributes} href={href} role="button" draggable={false} class={classes} data-module="govuk-button">
        {label}
        {icon}
      </a>
    )
  return (
    <button
      type={props.type || 'submit'}
      value={props.value}
      name={props.name}
      disabled={props.disabled}
      aria-disabled={props.disabled ? 'true' : undefined}
      data-prevent-double-click={props.preventDoubleClick}
      id={id}
      {...attributes}
      class={classes}
      data-module="govuk-button"
    >
      {label}
      {icon}
    </button>
  )
}
