import { type Common, type Content, join } from './props'

/** GOV.UK skip link. */
export const SkipLink = ({ href, classes, attributes, children }: Common & { href?: string | undefined; children?: Content }) => (
  <a {...attributes} href={href || '#content'} class={join('govuk-skip-link', classes)} data-module="govuk-skip-link">
    {children}
  </a>
)
