import { type Common, type Content, type HeadingTag, type Items, join } from './props'

export interface SummaryAction extends Common {
  href: string
  text?: Content
  /** Says what the link changes, for those who hear it out of its row: "Change" + "name". */
  visuallyHiddenText?: string | undefined
}

interface SummaryActions {
  items?: readonly SummaryAction[] | undefined
  classes?: string | undefined
}

interface Cell {
  text?: Content
  classes?: string | undefined
}

export interface SummaryRow {
  key: Cell
  value?: Cell | undefined
  actions?: SummaryActions | undefined
  classes?: string | undefined
}

interface CardTitle extends Cell {
  headingLevel?: 1 | 2 | 3 | 4 | 5 | 6 | undefined
}

export interface SummaryCard extends Common {
  title?: CardTitle | undefined
  actions?: SummaryActions | undefined
}

export interface SummaryListProps extends Common {
  rows: Items<SummaryRow>
  card?: SummaryCard | undefined
}

const ActionLink = ({ action, title }: { action: SummaryAction; title?: CardTitle | undefined }) => (
  <a {...action.attributes} class={join('govuk-link', action.classes)} href={action.href}>
    {action.text}
    {(action.visuallyHiddenText || title) && (
      <span class="govuk-visually-hidden">
        {action.visuallyHiddenText && ` ${action.visuallyHiddenText}`}
        {title && <> ({title.text})</>}
      </span>
    )}
  </a>
)

interface RowProps {
  row: SummaryRow
  anyActions: boolean
  title?: CardTitle | undefined
}

const RowActions = ({ actions, title }: { actions: SummaryActions; title?: CardTitle | undefined }) => {
  const [only, ...more] = actions.items ?? []
  if (!only) return null
  return (
    <dd class={join('govuk-summary-list__actions', actions.classes)}>
      {more.length === 0 ? (
        <ActionLink action={only} title={title} />
      ) : (
        <ul class="govuk-summary-list__actions-list">
          {[only, ...more].map((action) => (
            <li class="govuk-summary-list__actions-list-item">
              <ActionLink action={action} title={title} />
            </li>
          ))}
        </ul>
      )}
    </dd>
  )
}

const Row = ({ row, anyActions, title }: RowProps) => (
  <div
    class={join(
      'govuk-summary-list__row',
      anyActions && !row.actions?.items && 'govuk-summary-list__row--no-actions',
      row.classes,
    )}
  >
    <dt class={join('govuk-summary-list__key', row.key.classes)}>{row.key.text}</dt>
    <dd class={join('govuk-summary-list__value', row.value?.classes)}>{row.value?.text}</dd>
    {row.actions && <RowActions actions={row.actions} title={title} />}
  </div>
)

const CardActions = ({ actions, title }: { actions: SummaryActions; title?: CardTitle | undefined }) => {
  const classes = join('govuk-summary-card__actions', actions.classes)
  const [only, ...more] = actions.items ?? []
  if (!only) return null
  if (more.length === 0)
    return (
      <div class={classes}>
        <ActionLink action={only} title={title} />
      </div>
    )
  return (
    <ul class={classes}>
      {[only, ...more].map((action) => (
        <li class="govuk-summary-card__action">
          <ActionLink action={action} title={title} />
        </li>
      ))}
    </ul>
  )
}

const Card = ({ card, children }: { card: SummaryCard; children?: Content }) => {
  const Heading: HeadingTag = `h${card.title?.headingLevel ?? 2}`
  return (
    <div {...card.attributes} class={join('govuk-summary-card', card.classes)}>
      <div class="govuk-summary-card__title-wrapper">
        {card.title && <Heading class={join('govuk-summary-card__title', card.title.classes)}>{card.title.text}</Heading>}
        {card.actions && <CardActions actions={card.actions} title={card.title} />}
      </div>
      <div class="govuk-summary-card__content">{children}</div>
    </div>
  )
}

/** GOV.UK summary list, in a card when it has one. */
export const SummaryList = ({ rows, card, classes, attributes }: SummaryListProps) => {
  const anyActions = rows.some((row) => row && (row.actions?.items?.length ?? 0) > 0)
  const list = (
    <dl {...attributes} class={join('govuk-summary-list', classes)}>
      {rows.map((row) => row && <Row row={row} anyActions={anyActions} title={card?.title} />)}
    </dl>
  )
  return card ? <Card card={card}>{list}</Card> : list
}
