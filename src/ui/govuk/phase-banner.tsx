import { type Common, type Content, join } from './props'
import { Tag, type TagOptions } from './tag'

export interface PhaseBannerProps extends Common {
  tag: TagOptions
  children?: Content
}

/** GOV.UK phase banner. */
export const PhaseBanner = ({ tag, classes, attributes, children }: PhaseBannerProps) => (
  <div {...attributes} class={join('govuk-phase-banner govuk-width-container', classes)}>
    <p class="govuk-phase-banner__content">
      <Tag classes={join('govuk-phase-banner__content__tag', tag.classes)}>{tag.text}</Tag>{' '}
      <span class="govuk-phase-banner__text">{children}</span>
    </p>
  </div>
)
