import { formatNumber, formatPercent } from '#ui/format'

/** How the rows of a figure's view become one number. */
type Count = 'people' | 'rows' | 'sum' | 'share'

export interface Figure {
  /** Also the name of its view in the schema `report`. */
  readonly code: string
  readonly label: string
  /** In a sentence: "4,000 helpline calls". */
  readonly noun: readonly [one: string, many: string]
  readonly count: Count
  /** What it means, in plain words: shown wherever the figure is. */
  readonly definition: string
  /** How many of what is recorded make one of what is shown: 60 minutes to the hour. */
  readonly per?: number
}

export const FIGURES = [
  {
    code: 'supported',
    label: 'People supported',
    noun: ['person supported', 'people supported'],
    count: 'people',
    definition:
      'Each person once, however often we helped. A person counts if, on a day in the period, they came to a session, borrowed a device, were given a device or data, or we finished a request of theirs with help.',
  },
  {
    code: 'sessions',
    label: 'Sessions held',
    noun: ['session', 'sessions'],
    count: 'rows',
    definition: 'Every session that took place, with one person or a group, face to face, by phone or by video. Each once.',
  },
  {
    code: 'minutes',
    label: 'Hours of support',
    noun: ['hour of support', 'hours of support'],
    count: 'sum',
    per: 60,
    definition: 'The length of every session held, added up. An hour with a group of ten is one hour.',
  },
  {
    code: 'calls',
    label: 'Helpline calls',
    noun: ['helpline call', 'helpline calls'],
    count: 'rows',
    definition: 'Every call the helpline wrote down, in or out, whether or not we got through.',
  },
  {
    code: 'requests_done',
    label: 'Requests that ended in help',
    noun: ['request that ended in help', 'requests that ended in help'],
    count: 'rows',
    definition: 'Requests closed in the period where we helped, or told the person where to get help.',
  },
  {
    code: 'loans',
    label: 'Devices lent',
    noun: ['device lent', 'devices lent'],
    count: 'rows',
    definition: 'Every loan collected in the period, by a person or an organisation. The same device lent twice counts twice.',
  },
  {
    code: 'returned_good',
    label: 'Came back in good condition',
    noun: ['came back in good condition', 'came back in good condition'],
    count: 'share',
    definition:
      'Of the loans that came back in the period and were looked at, how many came back in good condition. Devices that were lost never came back, so they are not in it.',
  },
  {
    code: 'devices_given',
    label: 'Devices given',
    noun: ['device given', 'devices given'],
    count: 'sum',
    definition: 'Devices given to keep, to people and to organisations, one by one or in bulk.',
  },
  {
    code: 'data_given',
    label: 'Data packages given',
    noun: ['data package given', 'data packages given'],
    count: 'sum',
    definition:
      'SIM cards and data vouchers given, to people and to organisations, from our stock or not. Data that is lent inside a device is not in it.',
  },
  {
    code: 'group_attendances',
    label: 'Places taken at group sessions',
    noun: ['place taken at group sessions', 'places taken at group sessions'],
    count: 'sum',
    definition:
      'Everyone who came to each group session, with or without giving a name. Someone who came five times counts five times, so this is never added to people supported.',
  },
  {
    code: 'partners',
    label: 'Partners',
    noun: ['partner', 'partners'],
    count: 'rows',
    definition: 'Organisations that were in the alliance on any day of the period.',
  },
  {
    code: 'champions',
    label: 'Champions',
    noun: ['champion', 'champions'],
    count: 'rows',
    definition: 'People who had been checked and trained and were champions on any day of the period.',
  },
] as const satisfies readonly Figure[]

export type FigureCode = (typeof FIGURES)[number]['code']

export interface FigureValue {
  readonly value: number
  /** For a share: of how many. */
  readonly outOf: number | null
}
export type FigureValues = Readonly<Record<FigureCode, FigureValue>>

/** A figure that is no share may have a target. */
export const TARGETED = FIGURES.filter(({ count }) => count !== 'share')

export const figureOf = (code: string): Figure => FIGURES.find((figure) => figure.code === code) ?? FIGURES[0]

/** The number as people read it: hours for minutes. */
export const shownValue = (figure: Figure, { value }: FigureValue): number => value / (figure.per ?? 1)

/** "8,425", "320.5", "96%"; nothing for a share of nothing. */
export const figureText = (figure: Figure, value: FigureValue): string =>
  figure.count === 'share'
    ? formatPercent(value.outOf ? value.value / value.outOf : null)
    : formatNumber(shownValue(figure, value))

/** "4,000 helpline calls". */
export const figureWords = (figure: Figure, value: FigureValue): string =>
  `${figureText(figure, value)} ${figure.noun[shownValue(figure, value) === 1 ? 0 : 1]}`

/** Whether there is anything to say: something counted, or for a share something it is a share of. */
export const isSomething = (figure: Figure, { value, outOf }: FigureValue): boolean =>
  figure.count === 'share' ? Boolean(outOf) : value > 0
