import type { FastifyInstance } from 'fastify'
import { beforeAll, describe, expect, it } from 'vitest'
import { may, ROLES, type Role } from '../../src/platform/access'
import { type Borough, buildBorough, MARK, staffOf } from '../builders/borough'
import { fillIn } from '../forms'
import { findForms, placed, plain, type StaffForm } from '../races/found-forms'
import { cookieOf, type Fields, openSite } from '../site'
import { newWorld, type World } from '../world'
import { visit } from './visit'

const SEATS = ROLES.filter((role) => role !== 'region')
const seatOf = (role: Role) =>
  ({ kind: 'account', name: role, roles: [role], accountId: null, personId: null, partnerId: null }) as const
const OTHERS = SEATS.filter((role) => !may(seatOf(role), 'person.see-restricted'))

/** Nobody of any alliance: what is said of someone kept apart must be what is said of them. */
const NOBODY = { reference: 'P-99999999', id: '01999999-0000-7000-8000-000000000000' }

let app: FastifyInstance
let example: Borough
let forms: readonly StaffForm[]

beforeAll(async () => {
  const first = await newWorld()
  example = await buildBorough(first, 'Other')
  app = (await openSite(first)).app
  const found = await findForms(app, first, example, await cookieOf(await staffOf(first, example, ...SEATS)))
  // Signing in and out has tests of its own.
  forms = found.filter(({ upload, name }) => !upload && !name.startsWith('/sign-'))
}, 180_000)

/** An alliance where one person is kept apart from now on. */
const apartIn = async (): Promise<{ world: World; borough: Borough }> => {
  const world = await newWorld()
  const borough = await buildBorough(world)
  const apart = { alliance_id: world.allianceId, person_id: borough.ids.person, why: 'Test', since: new Date() }
  await world.db.transaction(world.system, (tx) => tx.insertInto('restricted_person').values(apart).execute())
  return { world, borough }
}

/** The example's form filled in as a careful person would, with this borough's own names in it; who is asked for is the person. */
const filledFor = (form: StaffForm, borough: Borough): Fields => {
  const filled = fillIn(
    form,
    form.controls.some(({ name, type }) => name === 'person' && type === 'text') ? { person: ':person' } : {},
  )
  const local = (value: string): string => placed(plain(value, example), borough)
  return Object.fromEntries(
    Object.entries(filled).map(([name, value]) => [name, typeof value === 'string' ? local(value) : value.map(local)]),
  )
}

const instead = (text: string, { ids, refs }: Borough): string =>
  text.replaceAll(refs.person, NOBODY.reference).replaceAll(ids.person, NOBODY.id)

const GIVES_AWAY = [`Ada ${MARK}`, `ada@${MARK.toLowerCase()}.example`]

interface Town {
  readonly world: World
  readonly borough: Borough
  readonly cookies: Record<string, string>
}

interface Sent {
  readonly path: string
  readonly fields: Fields
}

const send = ({ world: { slug }, cookies }: Town, sent: Sent) => visit(app, { slug, method: 'POST', cookies, ...sent })

const wrongOf = async (town: Town, form: StaffForm): Promise<string[]> => {
  const sent: Sent = { path: placed(form.name, town.borough), fields: filledFor(form, town.borough) }
  const said = JSON.stringify(sent)
  const ofNobody = instead(said, town.borough)
  // Nobody first: what the other would write must not stand in its way.
  const unknown = ofNobody === said ? null : (await send(town, JSON.parse(ofNobody) as Sent)).statusCode
  const { statusCode, body } = await send(town, sent)
  const named = GIVES_AWAY.filter((word) => body.includes(word))
  return [
    ...(named.length > 0 || statusCode >= 500 ? [`${form.name} gave ${statusCode} ${named.join(', ')}`] : []),
    ...(unknown === null || unknown === statusCode ? [] : [`${form.name} says ${statusCode} of them, and ${unknown} of nobody`]),
  ]
}

describe('every form, filled in, about someone whose record is kept apart', () => {
  it('there are forms that ask for a person, in their address and in their fields', async () => {
    const { borough } = await apartIn()
    const asks = forms.filter((form) => JSON.stringify(filledFor(form, borough)).includes(borough.refs.person))
    expect(forms.filter(({ name }) => name.includes('/:person')).length).toBeGreaterThan(15)
    expect(asks.length).toBeGreaterThan(3)
  })

  it.each([...OTHERS])(
    'answers a %s as it does about nobody at all, and names nobody',
    async (role) => {
      const { world, borough } = await apartIn()
      const town = { world, borough, cookies: await cookieOf(await staffOf(world, borough, role)) }
      const wrong: string[] = []
      for (const form of forms) wrong.push(...(await wrongOf(town, form)))
      expect(wrong).toEqual([])
    },
    180_000,
  )
})
