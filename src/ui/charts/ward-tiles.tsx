import type { JSX } from 'preact'
import { formatNumber } from '#ui/format'
import { NothingYet } from './chart'
import { isAnything } from './measure'
import { wrapWords } from './wrap-words'

export type WardTile = {
  readonly code: string
  readonly name: string
  readonly abbr: string
  readonly col: number
  readonly row: number
  readonly value: number | null
  readonly href?: string
}
export type WardTilesProps = {
  readonly tiles: readonly WardTile[]
  /** Where the second and later colours begin, rising: at most four. */
  readonly steps: readonly number[]
  /** What the map shows: "People supported in each of 21 wards." */
  readonly title: string
  /** What is counted: "people". */
  readonly unit: string
  readonly empty?: string
}

const TILE = 115
const STEP = 121
const EDGE = 2
const LINE = 15
const PAD = 12
const LETTERS = 12
const WHITE_FROM = 4

const colourOf = (value: number | null, steps: readonly number[]): number =>
  1 + steps.filter((step) => value !== null && value >= step).length

/** Each line ends in a space, unseen: read out, or looked through, words on two lines are still two words. On wide screens alone. */
const Name = ({ tile, x, y }: { tile: WardTile; x: number; y: number }): JSX.Element => {
  const lines = wrapWords(tile.name, LETTERS, 4)
  return (
    <>
      {lines.map((line, index) => (
        <text key={line} class="name" x={x + PAD} y={y + TILE - 14 - LINE * (lines.length - 1 - index)}>
          {`${line} `}
        </text>
      ))}
    </>
  )
}

/**
 * What a tile is called. People who speak to their computer say what they see: a phone shows "ReN 350", a wide screen "350 Reddish
 * North", and both stand in it as they do on screen.
 */
const nameOf = ({ abbr, name, value }: WardTile, unit: string): string =>
  value === null ? `${abbr} ${name}, no figure` : `${abbr} ${formatNumber(value)} ${name}, ${unit}`

const Tile = ({ tile, steps, unit }: { tile: WardTile } & Pick<WardTilesProps, 'steps' | 'unit'>): JSX.Element => {
  const [x, y] = [EDGE + tile.col * STEP, EDGE + tile.row * STEP]
  const colour = colourOf(tile.value, steps)
  const classes = `t${colour}${colour >= WHITE_FROM ? ' on' : ''}`
  const words = nameOf(tile, unit)
  const inside = (
    <>
      <rect x={x} y={y} width={TILE} height={TILE} rx="10" />
      <text class="abbr" x={x + PAD} y={y + TILE - 14}>
        {`${tile.abbr} `}
      </text>
      <text class="n" x={x + PAD} y={y + 34}>
        {`${formatNumber(tile.value)} `}
      </text>
      <Name tile={tile} x={x} y={y} />
    </>
  )
  if (tile.href) return <a class={classes} href={tile.href} aria-label={words} children={inside} />
  // biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: a group of shapes takes no part in the keyboard
  return <g class={classes} role="img" aria-label={words} children={inside} />
}

const stepWords = (steps: readonly number[]): string[] => [
  `under ${formatNumber(steps[0])}`,
  ...steps.map((step, index) => {
    const next = steps[index + 1]
    if (next === undefined) return `${formatNumber(step)} and over`
    return next - 1 === step ? formatNumber(step) : `${formatNumber(step)} to ${formatNumber(next - 1)}`
  }),
]

const Key = ({ steps }: Pick<WardTilesProps, 'steps'>): JSX.Element => (
  <ul class="digiknow-key" aria-label="Key">
    {stepWords(steps).map((words, index) => (
      <li key={words}>
        <svg viewBox="0 0 18 18" aria-hidden="true" focusable="false">
          <rect class={`t${index + 1}`} x=".5" y=".5" width="17" height="17" rx="3" />
        </svg>
        {words}
      </li>
    ))}
  </ul>
)

const inReadingOrder = (one: WardTile, other: WardTile): number => one.row - other.row || one.col - other.col

/** A map of equal squares, one a ward and roughly where it lies, each with its figure; names shorten on a phone. */
export const WardTiles = ({ tiles, steps, title, unit, empty }: WardTilesProps): JSX.Element => {
  if (!isAnything(tiles.map(({ value }) => value))) return <NothingYet words={empty} />

  const size = (key: 'col' | 'row'): number => (Math.max(...tiles.map((tile) => tile[key])) + 1) * STEP - STEP + TILE + 2 * EDGE
  const label = `${title} Each square is a ward, placed roughly where it lies.`
  return (
    <figure class="digiknow-chart">
      {/* biome-ignore lint/a11y/useSemanticElements: an SVG has no fieldset */}
      <svg class="digiknow-tiles" viewBox={`0 0 ${size('col')} ${size('row')}`} role="group" aria-label={label}>
        {[...tiles].sort(inReadingOrder).map((tile) => (
          <Tile key={tile.code} tile={tile} steps={steps} unit={unit} />
        ))}
      </svg>
      {steps.length > 0 && <Key steps={steps} />}
    </figure>
  )
}
