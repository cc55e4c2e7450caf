import { type Borough, postcodesOf } from './boroughs'
import { csv } from './csv'

/** Organisations and places that exist nowhere else. */
type Sector = 'public' | 'private' | 'voluntary'

export interface Organisation {
  readonly name: string
  readonly sector: Sector
  readonly does: string
  readonly joinedOn: string
}

const KINDS: readonly (readonly [ending: string, sector: Sector, does: string])[] = [
  ['Community Centre', 'voluntary', 'A drop-in with tea, and a room with six computers'],
  ['Residents’ Group', 'voluntary', 'Neighbours who look in on neighbours'],
  ['Carers’ Circle', 'voluntary', 'Support for people who look after someone'],
  ['Homes', 'public', 'A housing association whose staff visit tenants'],
  ['Health Centre', 'public', 'Refers patients who cannot book online'],
  ['Food Pantry', 'voluntary', 'Food, and a chat about everything else'],
  ['Repair Works', 'private', 'Mends and refurbishes donated devices'],
  ['Learning Partnership', 'voluntary', 'Trains champions and runs courses'],
  ['Welcome Group', 'voluntary', 'Helps people who are new to the borough'],
  ['Sports and Social Club', 'private', 'Lends its hall on Tuesdays'],
  ['Primary School', 'public', 'Tells families where to borrow a device'],
  ['Money Advice', 'voluntary', 'Advice on debt, benefits and bills'],
]

/** So many organisations of a borough, named after its wards; `from` moves the names on, so that two lists never meet. */
export const organisationsOf = ({ wards }: Borough, joinedOn: readonly string[], from = 0): Organisation[] =>
  joinedOn.map((day, index) => {
    const nth = index + from
    const [ending, sector, does] = KINDS[(nth * 5 + Math.floor(nth / 12)) % KINDS.length] ?? ['', 'voluntary', '']
    return { name: `${wards[nth % wards.length]} ${ending}`, sector, does, joinedOn: day }
  })

const PLACES: readonly (readonly [ending: string, kind: string, hours: string])[] = [
  ['Library', 'library', '09:00-17:00'],
  ['Library', 'library', '10:00-18:00'],
  ['Community Centre', 'community', '09:30-15:30'],
  ['Methodist Hall', 'community', '10:00-14:00'],
  ['Library', 'library', '09:00-13:00'],
  ['Pavilion', 'community', '12:00-16:00'],
  ['Library', 'library', '09:00-17:00'],
  ['Civic Office', 'office', '09:00-16:30'],
]

/** Places of a borough, one in each of its first wards, as a file. */
export const placesFile = (borough: Borough): string =>
  csv([
    ['Name', 'Kind', 'Address', 'Postcode', 'Takes donations', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'],
    ...PLACES.map(([ending, kind, hours], nth) => {
      const postcode = postcodesOf(borough)[nth * 6] ?? ''
      const donations = kind === 'library' ? 'yes' : 'no'
      return [
        `${borough.wards[nth]} ${ending}`,
        kind,
        `${nth + 3} High Street`,
        postcode,
        donations,
        hours,
        hours,
        nth % 3 ? hours : '',
        hours,
        hours,
      ]
    }),
  ])
