import type { Route } from '../../src/platform/http/ask'
import type { Borough } from './borough'

type Fill = (borough: Borough) => readonly [string, ...string[]]

/** What stands in each named place of an address: the usual one first. A name that is not here fails the tests until it is. */
const FILLS: Readonly<Record<string, Fill>> = {
  person: ({ refs }) => [refs.person],
  champion: ({ refs }) => [refs.champion],
  request: ({ refs }) => [refs.request],
  session: ({ refs }) => [refs.session, refs.group],
  device: ({ refs }) => [refs.device, refs.spareDevice, refs.keptDevice, refs.takenInDevice],
  reference: ({ refs }) => [refs.device],
  loan: ({ refs }) => [refs.loan, refs.promise, refs.returned],
  waiting: ({ refs }) => [refs.waiting],
  booking: ({ refs }) => [refs.booking],
  agreement: ({ refs }) => [refs.agreement],
  rule: ({ ids }) => [ids.rule],
  purpose: () => ['school'],
  questions: () => ['lending'],
  partner: ({ ids }) => [ids.partner],
  place: ({ ids }) => [ids.place],
  resource: ({ ids }) => [ids.resource],
  match: ({ ids }) => [ids.match],
  call: ({ ids }) => [ids.call],
  other: ({ refs }) => [refs.double],
  pair: ({ ids }) => [ids.pair],
  merge: ({ ids }) => [ids.merge],
  draft: ({ ids }) => [ids.draft],
  incoming: ({ ids }) => [ids.incoming],
  callBack: ({ ids }) => [ids.callBack],
  list: ({ ids }) => [ids.list],
  referral: ({ refs }) => [refs.referral],
  feedback: ({ ids }) => [ids.feedback],
  wayIn: ({ ids }) => [ids.wayIn],
  token: () => ['no-such-address'],
  target: ({ ids }) => [ids.target],
  account: ({ ids }) => [ids.account],
  run: ({ ids }) => [ids.importRun],
  bundle: ({ ids }) => [ids.bundle],
  consent: ({ ids }) => [ids.consent],
  note: ({ ids }) => [ids.note],
  concern: ({ ids }) => [ids.concern],
  message: ({ ids }) => [ids.message],
  notice: ({ ids }) => [ids.notice],
  text: ({ ids }) => [ids.text],
  told: ({ ids }) => [ids.told],
  check: ({ refs }) => [refs.check],
  sim: ({ refs }) => [refs.sim],
  photo: ({ ids }) => [ids.photo, ids.door],
  moment: () => ['before', 'after'],
  template: () => ['around-a-message'],
  job: () => ['999999999'],
}

/** Names that address no record: the same words stand there in every alliance, or a form made them up itself. */
const WORDS = ['draft', 'token', 'moment', 'template', 'job', 'purpose', 'questions']

const PARAM = /:([A-Za-z]+)/g

/** Whether the address names a record, which belongs to one alliance. */
export const namesRecord = ({ path }: Route): boolean => [...path.matchAll(PARAM)].some(([, name = '']) => !WORDS.includes(name))

/** A route's addresses in a borough, "/people/:person" as "/people/P-1001". Throws on a name nobody told us about. */
export const addressesOf = (route: Route, borough: Borough): readonly [string, ...string[]] => {
  const [name] = [...route.path.matchAll(PARAM)].map(([, found = '']) => found)
  if (!name) return [route.path]
  const fill = FILLS[name]
  if (!fill) throw new Error(`${route.method} ${route.path}: what stands for “:${name}”? Add it to test/builders/addresses.ts`)
  const [first, ...more] = fill(borough)
  const rest = (value: string) => addressesOf({ ...route, path: route.path.replace(`:${name}`, value) }, borough)
  return [...rest(first), ...more.flatMap(rest)] as [string, ...string[]]
}

/** A route's usual address in a borough. */
export const addressOf = (route: Route, borough: Borough): string => addressesOf(route, borough)[0]
