import { type Common, type Content, type HeadingTag, join } from './props'

export interface NotificationBannerProps extends Common {
  type?: string | undefined
  role?: 'alert' | 'region' | undefined
  titleText?: Content
  titleId?: string | undefined
  titleHeadingLevel?: 1 | 2 | 3 | 4 | 5 | 6 | undefined
  disableAutoFocus?: boolean | undefined
  /** One line of words: shown as the banner's heading. */
  text?: string | undefined
  /** Anything longer, with its own elements. */
  children?: Content
}

const Body = ({ text, children }: { text: string | undefined; children: Content }) => (
  <div class="govuk-notification-banner__content">
    {children || (text && <p class="govuk-notification-banner__heading">{text}</p>)}
  </div>
)

/** GOV.UK notification banner; `type="success"` says that something worked. */
export const NotificationBanner = (props: NotificationBannerProps) => {
  const isSuccess = props.type === 'success'
  const titleId = props.titleId || 'govuk-notification-banner-title'
  const Heading: HeadingTag = `h${props.titleHeadingLevel || 2}`
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: the role is always alert or region, and both take a label
    <div
      {...props.attributes}
      class={join('govuk-notification-banner', isSuccess && 'govuk-notification-banner--success', props.classes)}
      role={props.role || (isSuccess ? 'alert' : 'region')}
      aria-labelledby={titleId}
      data-module="govuk-notification-banner"
      data-disable-auto-focus={props.disableAutoFocus}
    >
      <div class="govuk-notification-banner__header">
        <Heading class="govuk-notification-banner__title" id={titleId}>
          {props.titleText || (isSuccess ? 'Success' : 'Important')}
        </Heading>
      </div>
      <Body text={props.text}>{props.children}</Body>
    </div>
  )
}
