import { type GeoProjection, geoArea, geoMercator, geoPath } from 'd3-geo'
import type { FeatureCollection, MultiPolygon, Polygon, Position } from 'geojson'

export type Outline = Polygon | MultiPolygon

const turnedRound = (polygon: Position[][]): Position[][] => polygon.map((ring) => [...ring].reverse())

/** Files wind their rings either way; the wrong one means "all the world but this ward". */
const rightWayRound = (outline: Outline): Outline => {
  if (geoArea(outline) < 2 * Math.PI) return outline
  return outline.type === 'Polygon'
    ? { ...outline, coordinates: turnedRound(outline.coordinates) }
    : { ...outline, coordinates: outline.coordinates.map(turnedRound) }
}

/** Whole px, each said once: a ward is hundreds of points, and most fall on the pixel before. */
const thin = (path: string): string =>
  path
    .split('L')
    .filter((point, index, all) => point !== all[index - 1])
    .join('L')

const collection = (outlines: readonly Outline[]): FeatureCollection<Outline> => ({
  type: 'FeatureCollection',
  features: outlines.map((geometry) => ({ type: 'Feature', properties: null, geometry })),
})

export type Drawn = { readonly paths: readonly string[]; readonly point: (lon: number, lat: number) => readonly [number, number] }

const pointOn =
  (projection: GeoProjection) =>
  (lon: number, lat: number): readonly [number, number] => {
    const [x, y] = projection([lon, lat]) ?? [Number.NaN, Number.NaN]
    return [Math.round(x), Math.round(y)]
  }

/** Outlines as SVG paths that together fill a frame, and where a place falls on it. */
export const drawOutlines = (outlines: readonly Outline[], width: number, height: number, margin: number): Drawn => {
  const right = outlines.map(rightWayRound)
  const frame: [[number, number], [number, number]] = [
    [margin, margin],
    [width - margin, height - margin],
  ]
  const projection = geoMercator().fitExtent(frame, collection(right))
  const path = geoPath(projection).digits(0)
  return { paths: right.map((outline) => thin(path(outline) ?? '')), point: pointOn(projection) }
}
