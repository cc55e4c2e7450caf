import { Button } from './button'
import { type Common, type Content, type HeadingTag, join } from './props'

export interface PanelAction extends Common {
  text: string
  href?: string | undefined
  type?: 'submit' | 'button' | 'reset' | undefined
}

export interface PanelProps extends Common {
  titleText: Content
  headingLevel?: 1 | 2 | 3 | 4 | 5 | 6 | undefined
  /** Shown only on an interruption (class `govuk-panel--interruption`). */
  actions?: (Common & { items?: readonly PanelAction[] | undefined }) | undefined
  children?: Content
}

const Action = ({ text, href, type, classes, attributes }: PanelAction) =>
  href && type !== 'button' ? (
    <a {...attributes} class={join('govuk-link govuk-link--inverse', classes)} href={href}>
      {text}
    </a>
  ) : (
    <Button type={type || 'button'} classes={join('govuk-button--inverse', classes)} href={href} attributes={attributes}>
      {text}
    </Button>
  )

const Actions = ({ items = [], classes, attributes }: NonNullable<PanelProps['actions']>) => (
  <div {...attributes} class={join('govuk-panel__actions', classes)}>
    {items.length > 0 && (
      <div class="govuk-button-group">
        {items.map((action) => (
          <Action {...action} />
        ))}
      </div>
    )}
  </div>
)

/** GOV.UK panel: the big confirmation at the end of a form. */
export const Panel = ({ titleText, headingLevel = 1, actions, classes, attributes, children }: PanelProps) => {
  const isInterruption = !!classes?.includes('govuk-panel--interruption')
  const Heading: HeadingTag = `h${headingLevel}`
  return (
    <div {...attributes} class={join('govuk-panel', !isInterruption && 'govuk-panel--confirmation', classes)}>
      <Heading class="govuk-panel__title">{titleText}</Heading>
      {children ? <div class="govuk-panel__body">{children}</div> : null}
      {isInterruption && actions && <Actions {...actions} />}
    </div>
  )
}
