import { type Attributes, type Common, type Content, type Items, join } from './props'

export interface PageLink {
  href?: string | undefined
  text?: Content
  labelText?: string | undefined
  attributes?: Attributes | undefined
}

export interface PageItem {
  number?: string | number | undefined
  href?: string | undefined
  current?: boolean | undefined
  ellipsis?: boolean | undefined
  visuallyHiddenText?: string | undefined
  attributes?: Attributes | undefined
}

export interface PaginationProps extends Common {
  previous?: PageLink | undefined
  next?: PageLink | undefined
  items?: Items<PageItem> | undefined
  landmarkLabel?: string | undefined
}

type Side = 'prev' | 'next'

const ARROWS: Record<Side, string> = {
  prev: 'm6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z',
  next: 'm8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z',
}

const Arrow = ({ side }: { side: Side }) => (
  <svg
    class={`govuk-pagination__icon govuk-pagination__icon--${side}`}
    xmlns="http://www.w3.org/2000/svg"
    height="13"
    width="15"
    aria-hidden="true"
    focusable="false"
    viewBox="0 0 15 13"
  >
    <path d={ARROWS[side]} />
  </svg>
)

const StandardText = ({ side }: { side: Side }) => (
  <>
    {side === 'prev' ? 'Previous' : 'Next'}
    <span class="govuk-visually-hidden"> page</span>
  </>
)

const LinkLabel = ({ text }: { text: string }) => (
  <>
    {' '}
    <span class="govuk-visually-hidden">:</span> <span class="govuk-pagination__link-label">{text}</span>
  </>
)

const ArrowLink = ({ side, link, isBlock }: { side: Side; link: PageLink; isBlock: boolean }) => {
  const isArrowFirst = isBlock || side === 'prev'
  const decorated = isBlock && !link.labelText && 'govuk-pagination__link-title--decorated'
  return (
    <div class={`govuk-pagination__${side}`}>
      <a {...link.attributes} class="govuk-link govuk-pagination__link" href={link.href ?? ''} rel={side}>
        {isArrowFirst && (
          <>
            <Arrow side={side} />{' '}
          </>
        )}
        <span class={join('govuk-pagination__link-title', decorated)}>{link.text || <StandardText side={side} />}</span>
        {isBlock && link.labelText && <LinkLabel text={link.labelText} />}
        {!isArrowFirst && (
          <>
            {' '}
            <Arrow side={side} />
          </>
        )}
      </a>
    </div>
  )
}

const Page = ({ item }: { item: PageItem }) => (
  <li
    class={join(
      'govuk-pagination__item',
      item.current && 'govuk-pagination__item--current',
      item.ellipsis && 'govuk-pagination__item--ellipsis',
    )}
  >
    {item.ellipsis ? (
      '⋯'
    ) : (
      <a
        {...item.attributes}
        class="govuk-link govuk-pagination__link"
        href={item.href ?? ''}
        aria-label={item.visuallyHiddenText ?? `Page ${item.number}`}
        aria-current={item.current ? 'page' : undefined}
      >
        {item.number}
      </a>
    )}
  </li>
)

/** GOV.UK pagination: numbered pages, or just the one before and the one after. */
export const Pagination = ({ previous, next, items, landmarkLabel, classes, attributes }: PaginationProps) => {
  const isBlock = !items && !!(next || previous)
  return (
    <nav
      {...attributes}
      class={join('govuk-pagination', isBlock && 'govuk-pagination--block', classes)}
      aria-label={landmarkLabel || 'Pagination'}
    >
      {previous?.href && <ArrowLink side="prev" link={previous} isBlock={isBlock} />}
      {items && (
        <ul class="govuk-pagination__list">
          {items.map((item) => item && (item.ellipsis || item.number !== undefined) && <Page item={item} />)}
        </ul>
      )}
      {next?.href && <ArrowLink side="next" link={next} isBlock={isBlock} />}
    </nav>
  )
}
