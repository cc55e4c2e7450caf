import { csv } from './csv'

/** The two alliances and their region, as the demonstration has them. The wards and postcodes in them are invented. */
export interface Borough {
  readonly slug: string
  readonly name: string
  readonly borough: string
  readonly boroughCode: string
  readonly strapline: string
  readonly championWord: string
  readonly helplineNumber: string
  readonly helplineHours: string
  readonly brand: Readonly<Record<string, string>>
  /** Where the middle of the invented wards lies, so that distances are those of a borough. */
  readonly lat: number
  readonly lon: number
  /** ZZ is no postcode area of the Royal Mail's. */
  readonly outcode: string
  readonly wardCode: string
  readonly wards: readonly string[]
  /** How much has happened in the small demonstration: 1 is all of it. */
  readonly busy: number
  readonly personas: Readonly<Record<StaffPersona, string>>
}

const list = (names: string): string[] => names.split(', ')

export const STAFF_PERSONAS = [
  'helpline',
  'coordinator',
  'librarian',
  'refurbisher',
  'lead',
  'admin',
  'safeguarding',
  'data_lead',
] as const
type StaffPersona = (typeof STAFF_PERSONAS)[number] | 'champion' | 'partner'

export const REGION = {
  slug: 'greater-manchester',
  name: 'Greater Manchester',
  strapline: 'What our boroughs do, together',
  officer: 'Rowan Silverthwaite',
} as const

const STOCKPORT: Borough = {
  slug: 'stockport',
  name: 'DigiKnow',
  borough: 'Stockport',
  boroughCode: 'E08000007',
  strapline: 'Getting Stockport online, together',
  championWord: 'digital champion',
  helplineNumber: '+441614960142',
  helplineHours: 'Monday to Friday, 9am to 5pm',
  brand: {},
  lat: 53.4,
  lon: -2.13,
  outcode: 'ZZ1',
  wardCode: 'E059990',
  wards: list(
    'Millgate, Canal Side, Hatters Row, Upper Weir, Lower Weir, Orchard Brow, Tramway, Lantern Hill, ' +
      'Mersey Bank, Five Arches, Larkmoor, Beacon Edge',
  ),
  busy: 1,
  personas: {
    helpline: 'Priya Lanternfield',
    coordinator: 'Dee Buttonworth',
    librarian: 'Sam Copperwick',
    refurbisher: 'Viktor Cottonlock',
    lead: 'Grace Maplethwaite',
    admin: 'Robin Quillside',
    safeguarding: 'Esther Ribbonhythe',
    data_lead: 'Tom Ledgerbrook',
    champion: 'Joan Thimblecroft',
    partner: 'Ken Brambledown',
  },
}

const WIGAN: Borough = {
  slug: 'wigan',
  name: 'TechMates',
  borough: 'Wigan',
  boroughCode: 'E08000010',
  strapline: 'A mate on the phone while you get online',
  championWord: 'TechMate',
  helplineNumber: '+441632960177',
  helplineHours: 'Monday to Friday, 8.30am to 4.30pm',
  brand: {
    brand: '#4b2a63',
    'brand-deep': '#301a41',
    'brand-soft': '#f0e9f5',
    'brand-mid': '#c3a5d8',
    mark: '#8a62ab',
    accent: '#9a4a00',
    'accent-soft': '#fdebd3',
    'accent-mid': '#f2a65a',
    sand: '#f6dcc0',
    link: '#5a3580',
    'link-hover': '#301a41',
  },
  lat: 53.53,
  lon: -2.57,
  outcode: 'ZZ7',
  wardCode: 'E059991',
  wards: list(
    'Pier Head, Colliers Row, Basin End, Weavers Green, Top Lock, Bottom Lock, Flash Side, Headgear, ' +
      'Saddle Moss, Bankfold, Pitbrow, Tandle',
  ),
  busy: 0.7,
  personas: {
    helpline: 'Aled Meadowgarth',
    coordinator: 'Shazia Willowbank',
    librarian: 'Mick Pebblecombe',
    refurbisher: 'Ola Kettlebrook',
    lead: 'Jo Walnutfield',
    admin: 'Frankie Featherlock',
    safeguarding: 'Mairi Plumfield',
    data_lead: 'Kwame Paperwick',
    champion: 'Noor Merrystitch',
    partner: 'Bea Nettlefoot',
  },
}

export const BOROUGHS = [STOCKPORT, WIGAN] as const

/** Postcodes of one ward. */
const PER_WARD = 6
const LETTERS = 'ABDEFGHJLN'

/** The postcode that is `nth` in a ward: ZZ1 4BD is in the fifth ward of the borough of ZZ1. */
const postcodeOf = ({ outcode }: Borough, ward: number, nth: number): string =>
  `${outcode} ${ward % 10}${LETTERS[Math.floor(ward / 10)]}${LETTERS[nth]}`

export const postcodesOf = (borough: Borough): string[] =>
  borough.wards.flatMap((_ward, ward) => Array.from({ length: PER_WARD }, (_none, nth) => postcodeOf(borough, ward, nth)))

export const wardCodeOf = ({ wardCode }: Borough, ward: number): string => `${wardCode}${String(ward + 1).padStart(2, '0')}`

const COLUMNS = 4
/** About two kilometres each way. */
const [HIGH, WIDE] = [0.02, 0.032] as const

/** A corner of the wards' grid, bent a little so that the map looks like a map; neighbours share it. */
const corner = ({ lat, lon }: Borough, row: number, column: number): [number, number] => [
  lon + (column - COLUMNS / 2 + 0.22 * Math.sin(row * 2.4 + column)) * WIDE,
  lat - (row - 1.5 + 0.2 * Math.cos(column * 1.9 + row)) * HIGH,
]

const outlineOf = (borough: Borough, ward: number): [number, number][] => {
  const [row, column] = [Math.floor(ward / COLUMNS), ward % COLUMNS]
  // Anticlockwise or clockwise matters to nobody but d3-geo: clockwise on the map is the inside
  const around = [
    [0, 0],
    [0, 1],
    [1, 1],
    [1, 0],
    [0, 0],
  ] as const
  return around.map(([down, along]) => corner(borough, row + down, column + along))
}

const middleOf = (points: readonly (readonly [number, number])[]) => {
  const four = points.slice(0, 4)
  const mean = (axis: 0 | 1): number => four.reduce((sum, point) => sum + point[axis], 0) / four.length
  return { lon: mean(0), lat: mean(1) }
}

/** The invented wards as a file of areas. */
export const areasFile = (borough: Borough): string =>
  csv([
    ['Area code', 'Area name', 'Borough code', 'Outline', 'Population', 'People of 65 and over'],
    ...borough.wards.map((name, ward) => {
      const outline = JSON.stringify({ type: 'Polygon', coordinates: [outlineOf(borough, ward)] })
      return [
        wardCodeOf(borough, ward),
        name,
        borough.boroughCode,
        outline,
        9800 + ((ward * 977) % 4200),
        1500 + ((ward * 383) % 1300),
      ]
    }),
  ])

/** The invented postcodes as a file, spread over their wards. */
export const postcodesFile = (borough: Borough): string =>
  csv([
    ['Postcode', 'Latitude', 'Longitude', 'Borough code', 'Ward code'],
    ...borough.wards.flatMap((_name, ward) => {
      const { lat, lon } = middleOf(outlineOf(borough, ward))
      return Array.from({ length: PER_WARD }, (_none, nth) => [
        postcodeOf(borough, ward, nth),
        (lat + 0.005 * Math.sin(nth * 2.1)).toFixed(5),
        (lon + 0.008 * Math.cos(nth * 2.1)).toFixed(5),
        borough.boroughCode,
        wardCodeOf(borough, ward),
      ])
    }),
  ])
