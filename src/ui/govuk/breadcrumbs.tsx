import { type Attributes, type Common, type Content, join } from './props'

export interface Breadcrumb {
  text?: Content
  href?: string | undefined
  attributes?: Attributes | undefined
}

export interface BreadcrumbsProps extends Common {
  items: readonly Breadcrumb[]
  collapseOnMobile?: boolean | undefined
  labelText?: string | undefined
}

const Crumb = ({ href, text, attributes }: Breadcrumb) =>
  href ? (
    <li class="govuk-breadcrumbs__list-item">
      <a {...attributes} class="govuk-breadcrumbs__link" href={href}>
        {text}
      </a>
    </li>
  ) : (
    <li class="govuk-breadcrumbs__list-item" aria-current="page">
      {text}
    </li>
  )

/** GOV.UK breadcrumbs. */
export const Breadcrumbs = ({ items, collapseOnMobile, labelText = 'Breadcrumb', classes, attributes }: BreadcrumbsProps) => (
  <nav
    {...attributes}
    class={join('govuk-breadcrumbs', classes, collapseOnMobile && 'govuk-breadcrumbs--collapse-on-mobile')}
    aria-label={labelText}
  >
    <ol class="govuk-breadcrumbs__list">
      {items.map((item) => (
        <Crumb {...item} />
      ))}
    </ol>
  </nav>
)
