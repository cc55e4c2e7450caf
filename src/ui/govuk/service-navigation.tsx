import { type Attributes, type Common, type Content, type Items, join } from './props'

export interface NavigationItem {
  text?: Content
  href?: string | undefined
  /** The page shown now. */
  current?: boolean | undefined
  /** The part of the service the page belongs to. */
  active?: boolean | undefined
  attributes?: Attributes | undefined
}

export interface ServiceNavigationProps extends Common {
  serviceName?: string | undefined
  serviceUrl?: string | undefined
  navigation?: Items<NavigationItem> | undefined
  navigationId?: string | undefined
  navigationLabel?: string | undefined
  navigationClasses?: string | undefined
  menuButtonText?: string | undefined
  menuButtonLabel?: string | undefined
  collapseNavigationOnMobile?: boolean | undefined
  ariaLabel?: string | undefined
  slots?:
    | { start?: Content; end?: Content; endInline?: boolean | undefined; navigationStart?: Content; navigationEnd?: Content }
    | undefined
}

const ServiceName = ({ name, url }: { name: string; url: string | undefined }) => (
  <span class="govuk-service-navigation__service-name">
    {url ? (
      <a href={url} class="govuk-service-navigation__link">
        {name}
      </a>
    ) : (
      <span class="govuk-service-navigation__text">{name}</span>
    )}
  </span>
)

const currentOf = ({ current, active }: NavigationItem) => (current ? 'page' : active ? 'true' : undefined)

const ItemBody = ({ item }: { item: NavigationItem }) => {
  const current = currentOf(item)
  // The strong tag keeps the current item apart for those who override colours or styles
  const text = current ? <strong class="govuk-service-navigation__active-fallback">{item.text}</strong> : item.text
  if (item.href)
    return (
      <a {...item.attributes} class="govuk-service-navigation__link" href={item.href} aria-current={current}>
        {text}
      </a>
    )
  if (!item.text) return null
  return (
    <span class="govuk-service-navigation__text" aria-current={current}>
      {text}
    </span>
  )
}

const Item = ({ item }: { item: NavigationItem }) => (
  <li class={join('govuk-service-navigation__item', currentOf(item) && 'govuk-service-navigation__item--active')}>
    <ItemBody item={item} />
  </li>
)

const Toggle = ({ id, text, label }: { id: string; text: string; label: string | undefined }) => (
  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: hidden as well, until the script shows it and takes both away
  <button
    type="button"
    class="govuk-service-navigation__toggle govuk-js-service-navigation-toggle"
    aria-controls={id}
    aria-label={label && label !== text ? label : undefined}
    hidden
    aria-hidden="true"
  >
    {text}
  </button>
)

const Navigation = ({ items, props }: { items: readonly NavigationItem[]; props: ServiceNavigationProps }) => {
  const { slots, collapseNavigationOnMobile = items.length > 1 } = props
  const id = props.navigationId || 'navigation'
  const menuText = props.menuButtonText || 'Menu'
  if (items.length === 0 && !slots?.navigationStart && !slots?.navigationEnd) return null
  return (
    <nav
      aria-label={props.navigationLabel || menuText}
      class={join('govuk-service-navigation__wrapper', props.navigationClasses)}
    >
      {collapseNavigationOnMobile && <Toggle id={id} text={menuText} label={props.menuButtonLabel} />}
      <ul class="govuk-service-navigation__list" id={id}>
        {slots?.navigationStart}
        {items.map((item) => (
          <Item item={item} />
        ))}
        {slots?.navigationEnd}
      </ul>
    </nav>
  )
}

/** GOV.UK service navigation: a landmark when it carries more than the links. */
export const ServiceNavigation = (props: ServiceNavigationProps) => {
  const { serviceName, slots, attributes } = props
  const items = (props.navigation ?? []).filter((item): item is NavigationItem => !!item)
  const classes = join('govuk-service-navigation', props.classes)
  const inner = (
    <div class={join('govuk-width-container', slots?.endInline && 'govuk-service-navigation__inlining-container')}>
      {slots?.start}
      <div class="govuk-service-navigation__container">
        {serviceName && <ServiceName name={serviceName} url={props.serviceUrl} />}
        <Navigation items={items} props={props} />
      </div>
      {slots?.end}
    </div>
  )
  if (!serviceName && !slots?.start && !slots?.end)
    return (
      <div {...attributes} class={classes} data-module="govuk-service-navigation">
        {inner}
      </div>
    )
  return (
    <section
      {...attributes}
      aria-label={props.ariaLabel ?? 'Service information'}
      class={classes}
      data-module="govuk-service-navigation"
    >
      {inner}
    </section>
  )
}
