import type { FastifyInstance } from 'fastify'
import { modules } from '../../src/app'
import { visit } from '../access/visit'
import { addressesOf } from '../builders/addresses'
import type { Borough } from '../builders/borough'
import { type FoundForm, readForms } from '../forms'
import type { World } from '../world'

export interface StaffForm extends FoundForm {
  /** Where it goes, without this world's own names: "/requests/:request/take". */
  readonly name: string
  /** The page it stands on, without this world's own names. */
  readonly page: string
}

/** Everything in a borough that an address or a field may name, longest first so that none hides in another. */
export const namesIn = ({ ids, refs }: Borough): (readonly [string, string])[] =>
  [...Object.entries(ids), ...Object.entries(refs)].toSorted(([, one], [, other]) => other.length - one.length)

/** An address without this world's own names: "/people/P-1001" gives "/people/:person". */
export const plain = (address: string, borough: Borough): string =>
  namesIn(borough).reduce((text, [name, value]) => text.replaceAll(value, `:${name}`), address)

/** The same address in a borough: "/people/:person" gives "/people/P-1001". */
export const placed = (address: string, borough: Borough): string =>
  [...Object.entries(borough.ids), ...Object.entries(borough.refs)]
    .toSorted(([one], [other]) => other.length - one.length)
    .reduce((text, [name, value]) => text.replaceAll(`:${name}`, nameIn(borough, name) ?? value), address)

const nameIn = (borough: Borough, name: string): string | undefined => (borough.refs as Readonly<Record<string, string>>)[name]

export const formsAt = async (
  app: FastifyInstance,
  world: World,
  page: string,
  cookies: Record<string, string>,
): Promise<FoundForm[]> => {
  const answer = await visit(app, { slug: world.slug, method: 'GET', path: page, cookies })
  const isPage = answer.statusCode === 200 && String(answer.headers['content-type']).startsWith('text/html')
  return isPage ? readForms(answer.body, `/${world.slug}${page}`) : []
}

/** The form of this name on this page of another alliance. */
export const findForm = async (
  app: FastifyInstance,
  { world, borough }: { world: World; borough: Borough },
  { name, page }: StaffForm,
  cookies: Record<string, string>,
): Promise<FoundForm | undefined> =>
  (await formsAt(app, world, placed(page, borough), cookies)).find(
    ({ action }) => plain(action.slice(world.slug.length + 1).split('?')[0] ?? '', borough) === name,
  )

/** Every form that a person with these cookies finds on the pages of this alliance, each once. */
export const findForms = async (app: FastifyInstance, world: World, borough: Borough, cookies: Record<string, string>) => {
  const found = new Map<string, StaffForm>()
  const pages = modules.flatMap(({ routes }) => routes).filter(({ method, live }) => method === 'GET' && !live)
  for (const page of new Set(pages.flatMap((route) => addressesOf(route, borough))))
    for (const form of await formsAt(app, world, page, cookies)) {
      const action = form.action.slice(world.slug.length + 1)
      const name = plain(action.split('?')[0] ?? '', borough)
      if (!found.has(name)) found.set(name, { ...form, name, page: plain(page, borough) })
    }
  return [...found.values()]
}
