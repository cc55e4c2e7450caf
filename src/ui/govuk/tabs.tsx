import { type Attributes, type Common, type Content, type Items, join } from './props'

export interface TabItem {
  id?: string | undefined
  label: string
  attributes?: Attributes | undefined
  panel: { text?: Content; attributes?: Attributes | undefined }
}

export interface TabsProps extends Common {
  id?: string | undefined
  idPrefix?: string | undefined
  title?: string | undefined
  items: Items<TabItem>
}

const Tab = ({ id, item, isFirst }: { id: string; item: TabItem; isFirst: boolean }) => (
  <li class={join('govuk-tabs__list-item', isFirst && 'govuk-tabs__list-item--selected')}>
    <a {...item.attributes} class="govuk-tabs__tab" href={`#${id}`}>
      {item.label}
    </a>
  </li>
)

const Panel = ({ id, item, isFirst }: { id: string; item: TabItem; isFirst: boolean }) => (
  <div {...item.panel.attributes} class={join('govuk-tabs__panel', !isFirst && 'govuk-tabs__panel--hidden')} id={id}>
    {typeof item.panel.text === 'string' ? <p class="govuk-body">{item.panel.text}</p> : item.panel.text}
  </div>
)

/** GOV.UK tabs. Without scripts every panel shows, one after the other, with the list as contents. */
export const Tabs = ({ id, idPrefix = '', title = 'Contents', items, classes, attributes }: TabsProps) => {
  const idOf = (item: TabItem, index: number) => item.id || `${idPrefix}-${index + 1}`
  return (
    <div id={id} {...attributes} class={join('govuk-tabs', classes)} data-module="govuk-tabs">
      <h2 class="govuk-tabs__title">{title}</h2>
      {items.length > 0 && (
        <>
          <ul class="govuk-tabs__list">
            {items.map((item, index) => item && <Tab id={idOf(item, index)} item={item} isFirst={index === 0} />)}
          </ul>
          {items.map((item, index) => item && <Panel id={idOf(item, index)} item={item} isFirst={index === 0} />)}
        </>
      )}
    </div>
  )
}
