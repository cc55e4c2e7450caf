import type { JSX } from 'preact'
import { NothingYet } from './chart'
import { type Drawn, drawOutlines, type Outline } from './outline'

export type MapArea = {
  readonly code: string
  readonly outline: Outline
  /** Shaded: where the person is. */
  readonly here?: boolean
}
export type MapPoint = { readonly lon: number; readonly lat: number }
export type MapMarker = MapPoint & { readonly number: number }
export type MapName = MapPoint & { readonly name: string; readonly here?: boolean }
export type WardMapProps = {
  readonly id: string
  readonly title: string
  readonly desc: string
  readonly areas: readonly MapArea[]
  /** Numbered pins, the same numbers as in the list beside the map. */
  readonly markers?: readonly MapMarker[]
  readonly names?: readonly MapName[]
  readonly width?: number
  readonly height?: number
}

type Size = { readonly width: number; readonly height: number }

const MARGIN = 12
const PIN = 'v-18a14 14 0 0 1 28 0v18z'

/** A place in another borough may lie off the map; the list has it all the same. */
const inside = ([x, y]: readonly [number, number], { width, height }: Size): boolean =>
  x >= 0 && x <= width && y >= 0 && y <= height

/** The first pin of the list is drawn last, so that it lies on top. */
const Pins = ({ markers, drawn, size }: { markers: readonly MapMarker[]; drawn: Drawn; size: Size }): JSX.Element => (
  <>
    {markers
      .map(({ lon, lat, number }) => ({ number, at: drawn.point(lon, lat) }))
      .filter(({ at }) => inside(at, size))
      .reverse()
      .map(({ number, at: [x, y] }) => (
        <g key={number}>
          <path class="digiknow-pinshape" d={`M${x - 14} ${y}${PIN}`} />
          <text class="pin-t" x={x} y={y - 9}>
            {number}
          </text>
        </g>
      ))}
  </>
)

const Names = ({ names, drawn }: { names: readonly MapName[]; drawn: Drawn }): JSX.Element => (
  <>
    {names.map(({ name, lon, lat, here }) => {
      const [x, y] = drawn.point(lon, lat)
      return (
        <text key={name} class={here ? 'here-t' : undefined} x={x} y={y}>
          {name}
        </text>
      )
    })}
  </>
)

/** Outlines of wards with numbered pins: a second view of a list that says everything. Credit the outlines beside it. */
export const WardMap = (props: WardMapProps): JSX.Element => {
  const { id, title, desc, areas, markers = [], names = [], width = 400, height = 350 } = props
  if (areas.length === 0) return <NothingYet words="There is no map of this area yet." />

  const drawn = drawOutlines(
    areas.map(({ outline }) => outline),
    width,
    height,
    MARGIN,
  )
  return (
    <svg class="digiknow-map" viewBox={`0 0 ${width} ${height}`} role="img" aria-labelledby={`${id}-t ${id}-d`}>
      <title id={`${id}-t`}>{title}</title>
      <desc id={`${id}-d`}>{desc}</desc>
      {areas.map(({ code, here }, index) => (
        <path key={code} class={here ? 'is-here' : undefined} d={drawn.paths[index]} />
      ))}
      <Names names={names} drawn={drawn} />
      <Pins markers={markers} drawn={drawn} size={{ width, height }} />
    </svg>
  )
}
