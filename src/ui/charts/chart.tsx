import type { ComponentChildren, JSX } from 'preact'
import { DataTable, type TableBehind } from './data-table'

export type ChartWords = {
  /** Makes the ids of title and description unique on the page. */
  readonly id: string
  /** What is measured, where and when. */
  readonly title: string
  /** The finding in a sentence, for those who can't see the picture. */
  readonly desc: string
  /** Heading above the chart; says the finding, not the topic. Leave out where the page has its own. */
  readonly finding?: string
  readonly headingLevel?: 2 | 3 | 4
  /** What to say instead when there is nothing to draw. */
  readonly empty?: string
}

type Size = { readonly width: number; readonly height: number }
type PictureProps = Size & { words: ChartWords; only?: 'wide' | 'narrow'; children: ComponentChildren }

/** One drawing of a chart, named and described for screen readers. */
export const Picture = ({ words, width, height, only, children }: PictureProps): JSX.Element => {
  const id = only ? `${words.id}-${only}` : words.id
  return (
    <svg class={only && `digiknow-${only}`} viewBox={`0 0 ${width} ${height}`} role="img" aria-labelledby={`${id}-t ${id}-d`}>
      <title id={`${id}-t`}>{words.title}</title>
      <desc id={`${id}-d`}>{words.desc}</desc>
      {children}
    </svg>
  )
}

/** Says plainly that there is nothing to draw, in place of an empty pair of axes. */
export const NothingYet = ({ words = 'Nothing recorded in this period yet.' }: { words?: string | undefined }): JSX.Element => (
  <p class="govuk-body">{words}</p>
)

const Heading = ({ words, text }: { words: ChartWords; text: string }): JSX.Element => {
  const Level = `h${words.headingLevel ?? 2}` as const
  return (
    <Level class="govuk-heading-m" id={`${words.id}-finding`}>
      {text}
    </Level>
  )
}

type ChartProps = { words: ChartWords; table: TableBehind; nothing?: boolean; children?: ComponentChildren }

/** A chart as a figure: heading, caption, pictures and the table behind them. A finding is never claimed over no data. */
export const Chart = ({ words, table, nothing = false, children }: ChartProps): JSX.Element => (
  <div>
    {words.finding && !nothing && <Heading words={words} text={words.finding} />}
    <figure class="digiknow-chart">
      <figcaption class="govuk-body">{words.title}</figcaption>
      {nothing ? <NothingYet words={words.empty} /> : children}
      {!nothing && <DataTable caption={words.title} {...table} />}
    </figure>
  </div>
)
