import { type Common, type Content, join } from './props'

/** GOV.UK back link. */
export const BackLink = ({ href, classes, attributes, children }: Common & { href?: string | undefined; children?: Content }) => (
  <a {...attributes} href={href || '#'} class={join('govuk-back-link', classes)}>
    {children || 'Back'}
  </a>
)
