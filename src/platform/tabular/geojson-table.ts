import { z } from 'zod'
import { decodeText } from './decode-text'
import type { Table, TableLimits, TextEncoding } from './table'
import { TableError } from './table-error'
import { type RawRow, tableOf } from './table-rows'
import { plainNumber } from './xlsx-table'

const collection = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(
    z.object({ properties: z.record(z.string(), z.unknown()).nullable(), geometry: z.looseObject({}).nullable() }),
  ),
})
type Features = z.infer<typeof collection>['features']
type GeoJsonSource = { bytes: Buffer; encoding: TextEncoding; limits: TableLimits }

/** A GeoJSON map file as a table: one row to a feature, its properties as columns, its shape as JSON in `geometry`. `line` counts features. */
export const geojsonTable = async ({ bytes, encoding, limits }: GeoJsonSource): Promise<Table> => {
  const features = await featuresOf(bytes, encoding)
  if (features.length === 0) throw new TableError('only-headings', 'This map file has no shapes in it.')
  const columns = [...new Set(features.flatMap((feature) => Object.keys(feature.properties ?? {}))), 'geometry']
  const names = [...new Set(columns)]
  if (names.length > limits.columns)
    throw new TableError('too-many-columns', `This file has ${names.length} columns. We can read up to ${limits.columns}.`)
  refuseOtherGrid(features)
  return { ...(await tableOf(rawRows(features, names), limits, names)), kind: 'geojson', encoding }
}

const featuresOf = async (bytes: Buffer, encoding: TextEncoding): Promise<Features> => {
  let text = ''
  for await (const piece of decodeText(oneChunk(bytes), encoding)) text += piece
  const parsed = collection.safeParse(parseJson(text))
  if (parsed.success) return parsed.data.features
  throw new TableError(
    'not-a-table',
    'This is a JSON file, but not a GeoJSON map (a FeatureCollection). Choose a GeoJSON, CSV or XLSX file.',
  )
}

async function* oneChunk(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new TableError('damaged', 'This JSON file is damaged or not complete. Get it again and try again.', { cause: error })
  }
}

async function* rawRows(features: Features, names: readonly string[]): AsyncGenerator<RawRow> {
  for (const [index, { properties, geometry }] of features.entries()) {
    const values = names.map((name) => (name === 'geometry' ? jsonOf(geometry) : textOf(properties?.[name])))
    yield { line: index + 1, values }
  }
}

const jsonOf = (geometry: unknown): string => (geometry === null ? '' : JSON.stringify(geometry))

const textOf = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return plainNumber(String(value))
  return typeof value === 'string' ? value : JSON.stringify(value)
}

// GeoJSON is longitude and latitude by its standard (RFC 7946), yet map programs also save it in metres of the National Grid.
const refuseOtherGrid = (features: Features): void => {
  const numbers = jsonOf(features[0]?.geometry ?? null).match(/-?\d+(\.\d+)?/g) ?? []
  if (numbers.slice(0, 2).every((number) => Math.abs(Number(number)) <= 180)) return
  throw new TableError(
    'not-a-table',
    'This map file is not in longitude and latitude. Save it as WGS 84 (EPSG:4326) and try again.',
  )
}
