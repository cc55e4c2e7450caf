import { recordDistribution } from '#modules/distributions'
import { addDays } from '#platform/clock'
import { tell } from '../story'
import type { Chapter, Tale } from './chapter'
import { splitBy } from './scale'

export interface Partner {
  readonly id: string
  readonly name: string
}

/** A scheme's gifts, handed out by partners of one kind: what they pass on is counted, and nobody is named. */
export interface Scheme {
  readonly what: 'device' | 'data'
  readonly total: number
  readonly scheme: string
  readonly through: string
  readonly first: string
  readonly deliveries: number
}

const DAYS_BETWEEN = 14

const schemeTales = ({ story, scale }: Chapter, partners: readonly Partner[], gift: Scheme): Tale[] => {
  const { what, total, scheme, through, first, deliveries } = gift
  const givers = partners.filter(({ name }) => name.endsWith(through))
  const parts = splitBy(scale(total), new Array<number>(deliveries).fill(1)).filter((quantity) => quantity > 0)
  return parts.map((quantity, nth) => async () => {
    const givenOn = addDays(first, nth * DAYS_BETWEEN)
    const partner = givers[nth % givers.length]?.id
    await tell(story, 'librarian', [givenOn, '15:00'], recordDistribution, {
      what,
      partner,
      quantity,
      scheme,
      givenOn,
      notes: '',
    })
  })
}

/** Every delivery of some schemes. */
export const giftTales = (chapter: Chapter, partners: readonly Partner[], schemes: readonly Scheme[]): Tale[] =>
  schemes.flatMap((scheme) => schemeTales(chapter, partners, scheme))
