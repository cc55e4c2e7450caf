import type { Route } from '../../src/platform/http/ask'
import type { Borough } from './borough'

type Fill = (borough: Borough, route: Route) => string

/** What stands in each named place of an address. A name that is not here fails the tests until it is. */
const FILLS: Readonly<Record<string, Fill>> = {
  person: ({ refs }) => refs.person,
  champion: ({ refs }) => refs.champion,
  request: ({ refs }) => refs.request,
  session: ({ refs }, { path }) => (/group|book/.test(path) ? refs.group : refs.session),
  device: ({ refs }) => refs.device,
  loan: ({ refs }) => refs.loan,
  partner: ({ ids }) => ids.partner,
  place: ({ ids }) => ids.place,
  match: ({ ids }) => ids.match,
  call: ({ ids }) => ids.call,
  target: ({ ids }) => ids.target,
  account: ({ ids }) => ids.account,
  import: ({ ids }) => ids.importRun,
  moment: () => 'before',
}

/** Names that address no record: the same words stand there in every alliance. */
const WORDS = ['moment']

const PARAM = /:([A-Za-z]+)/g

/** Whether the address names a record, which belongs to one alliance. */
export const namesRecord = ({ path }: Route): boolean => [...path.matchAll(PARAM)].some(([, name = '']) => !WORDS.includes(name))

/** A route's address in a borough: "/people/:person" gives "/people/P-1001". Throws on a name nobody told us about. */
export const addressOf = (route: Route, borough: Borough): string =>
  route.path.replace(PARAM, (_all, name: string) => {
    const fill = FILLS[name]
    if (!fill) throw new Error(`${route.method} ${route.path}: what stands for “:${name}”? Add it to test/builders/addresses.ts`)
    return fill(borough, route)
  })
