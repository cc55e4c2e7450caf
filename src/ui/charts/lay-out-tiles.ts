export type PlacedWard = { readonly code: string; readonly name: string; readonly lon: number; readonly lat: number }
export type TileCell = { readonly code: string; readonly col: number; readonly row: number }

type Spot = { readonly col: number; readonly row: number }
type Seat = Spot & { readonly code: string; readonly at: Spot }

/** Cells to wards: spare ones let the shape of the borough show. */
const ROOM = 1.4
/** Nearer by less than this is rounding, not nearer: without it two equal places could swap for ever. */
const CLOSE = 1e-9

const stretch = (values: readonly number[], size: number): ((value: number) => number) => {
  const low = Math.min(...values)
  const range = Math.max(...values) - low
  return (value) => (range === 0 ? (size - 1) / 2 : ((value - low) / range) * (size - 1))
}

const apart = (one: Spot, other: Spot): number => (one.col - other.col) ** 2 + (one.row - other.row) ** 2

const same = (one: Spot, other: Spot): boolean => one.col === other.col && one.row === other.row

/** Each ward where it lies, in cells of the grid: north is row 0. The order is fixed, so that the result is too. */
const spotsOf = (wards: readonly PlacedWard[], columns: number, rows: number): { code: string; at: Spot }[] => {
  const across = stretch(
    wards.map(({ lon }) => lon),
    columns,
  )
  const down = stretch(
    wards.map(({ lat }) => -lat),
    rows,
  )
  return wards
    .map(({ code, lon, lat }) => ({ code, at: { col: across(lon), row: down(-lat) } }))
    .sort((one, other) => one.at.row - other.at.row || one.at.col - other.at.col || (one.code < other.code ? -1 : 1))
}

const nearestFree = (at: Spot, cells: readonly Spot[], taken: readonly Spot[]): Spot =>
  cells
    .filter((cell) => !taken.some((other) => same(cell, other)))
    .reduce((best, cell) => (apart(at, cell) < apart(at, best) - CLOSE ? cell : best))

const moveTo = (seat: Seat, { col, row }: Spot): Seat => ({ ...seat, col, row })

/** The ward moved to a free cell, or swapped with the one that stands there, if that brings them nearer to where they lie. */
const tryMove = (seats: readonly Seat[], seat: Seat, cell: Spot): Seat[] | undefined => {
  const other = seats.find((each) => same(each, cell))
  const now = apart(seat.at, seat) + (other ? apart(other.at, cell) : 0)
  const then = apart(seat.at, cell) + (other ? apart(other.at, seat) : 0)
  if (then > now - CLOSE) return undefined
  const moved = seats.filter((each) => each !== seat && each !== other)
  return [...moved, moveTo(seat, cell), ...(other ? [moveTo(other, seat)] : [])]
}

const better = (seats: readonly Seat[], cells: readonly Spot[]): Seat[] | undefined => {
  for (const seat of seats) {
    for (const cell of cells) {
      const moved = tryMove(seats, seat, cell)
      if (moved) return moved
    }
  }
  return undefined
}

/** Takes out rows and columns that no ward stands in. */
const closeUp = (seats: readonly Seat[]): TileCell[] => {
  const used = (key: 'col' | 'row'): number[] => [...new Set(seats.map((seat) => seat[key]))].sort((one, other) => one - other)
  const [cols, rows] = [used('col'), used('row')]
  return seats.map(({ code, col, row }) => ({ code, col: cols.indexOf(col), row: rows.indexOf(row) }))
}

/**
 * A cell of a small grid for each ward, roughly where it lies. No move and no swap brings wards nearer to their true
 * places; so of any two, never is both the north–south and the east–west order turned round.
 */
export const layOutTiles = (wards: readonly PlacedWard[], columns: number): TileCell[] => {
  if (wards.length === 0) return []

  const rows = Math.ceil((wards.length * ROOM) / columns)
  const cells = Array.from({ length: rows * columns }, (_, index) => ({ col: index % columns, row: Math.floor(index / columns) }))
  let seats: Seat[] = []
  for (const ward of spotsOf(wards, columns, rows)) seats.push({ ...ward, ...nearestFree(ward.at, cells, seats) })
  for (let next = better(seats, cells); next; next = better(seats, cells)) seats = next
  return closeUp(seats)
}
