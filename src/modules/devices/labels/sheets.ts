/** Sheets of labels on A4, as their makers publish them: millimetres from the paper's edge. */
export interface Sheet {
  readonly name: string
  readonly across: number
  readonly down: number
  readonly width: number
  readonly height: number
  readonly left: number
  readonly top: number
  /** From the left edge of one label to the next, and from the top of one to the next. */
  readonly stepX: number
  readonly stepY: number
}

export const SHEETS = {
  L7160: {
    name: '21 a sheet, 63.5 × 38.1 mm (L7160)',
    across: 3,
    down: 7,
    width: 63.5,
    height: 38.1,
    left: 7.25,
    top: 15.15,
    stepX: 66,
    stepY: 38.1,
  },
  L7159: {
    name: '24 a sheet, 63.5 × 33.9 mm (L7159)',
    across: 3,
    down: 8,
    width: 63.5,
    height: 33.9,
    left: 7.25,
    top: 12.9,
    stepX: 66,
    stepY: 33.9,
  },
  L7163: {
    name: '14 a sheet, 99.1 × 38.1 mm (L7163)',
    across: 2,
    down: 7,
    width: 99.1,
    height: 38.1,
    left: 4.65,
    top: 15.15,
    stepX: 101.6,
    stepY: 38.1,
  },
  L7651: {
    name: '65 a sheet, 38.1 × 21.2 mm (L7651)',
    across: 5,
    down: 13,
    width: 38.1,
    height: 21.2,
    left: 4.75,
    top: 10.7,
    stepX: 40.6,
    stepY: 21.2,
  },
} as const satisfies Record<string, Sheet>
export type SheetCode = keyof typeof SHEETS
export const SHEET_CODES = Object.keys(SHEETS) as [SheetCode, ...SheetCode[]]

/** Where the nth label (from 0) goes: the page, and its top left corner in millimetres. */
export const cellOf = ({ across, down, left, top, stepX, stepY }: Sheet, nth: number) => {
  const onPage = nth % (across * down)
  return {
    page: Math.floor(nth / (across * down)),
    x: left + (onPage % across) * stepX,
    y: top + Math.floor(onPage / across) * stepY,
  }
}
