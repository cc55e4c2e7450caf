import { beforeAll, expect, it } from 'vitest'
import { ROLES } from '../../src/platform/access'
import { visit } from '../access/visit'
import { type Borough, buildBorough, staffOf } from '../builders/borough'
import { fillIn } from '../forms'
import { cookieOf, type Fields, openSite, type Site } from '../site'
import { newWorld, type World } from '../world'
import { findForm, findForms, type StaffForm } from './found-forms'

const PRESSES = 20
const roles = ROLES.filter((role) => role !== 'region')

/** Signing in has its own limits and its own tests. */
const OWN_LIMITS = /^\/sign-/
/**
 * The public form's questions show the next one and save nothing; and a device cannot be sent to where it is, the one place
 * that these boroughs have.
 */
const SHOWS: Readonly<Record<string, number>> = {
  '/help/next': 200,
  '/devices/:device/send': 422,
  '/devices/:keptDevice/send': 422,
}

const LATER = { 'startsOn-day': '5', 'endsOn-day': '20', kind: 'tablet', device: '' }
const NO_TIMES = { day1: '', day2: '', day3: '', day4: '' }
/** What a page asks for only after a choice, or what has to fit with the rest. */
const MORE: Readonly<Record<string, (refs: Borough['refs']) => Fields>> = {
  '/calls/new': () => ({ name: 'Ann Example', phones: '0161 496 0123' }),
  '/people/:person/correct': () => ({ firstWay: 'text', secondWay: '', thirdWay: '' }),
  '/people/:person/safe-contact': () => NO_TIMES,
  '/people/:person/book': () => LATER,
  '/partners/:partner/book': () => LATER,
  '/loans/more-time': () => ({ 'dueOn-day': '20' }),
  '/places/:place/closed-days': () => ({ 'endsOn-day': '20' }),
  '/connectivity/:sim/issue': ({ person }) => ({ person }),
  '/connectivity/:sim/pair': ({ device }) => ({ device }),
  '/stock-checks/:check': ({ device }) => ({ tag: device }),
}

interface Town {
  readonly world: World
  readonly borough: Borough
}

const build = async (): Promise<Town> => {
  const world = await newWorld()
  return { world, borough: await buildBorough(world) }
}

const signIn = async ({ world, borough }: Town) => cookieOf(await staffOf(world, borough, ...roles))

let forms: readonly StaffForm[]
let towns: readonly Town[]
let site: Site

beforeAll(async () => {
  const first = await build()
  const found = await findForms((await openSite(first.world)).app, first.world, first.borough, await signIn(first))
  forms = found.filter(({ upload, name }) => !upload && !OWN_LIMITS.test(name))
  // An alliance for each form, since most presses change what the next would find.
  const made: Town[] = []
  for (const _form of forms) made.push(await build())
  towns = made
  site = await openSite(first.world)
}, 120_000)

const requestsIn = async ({ db, allianceId }: World): Promise<number> => {
  const { rows } = await db.transaction({ allianceId, readOnly: true }, async (tx) => ({
    rows: await tx.selectFrom('event').select('request_id').distinct().where('alliance_id', '=', allianceId).execute(),
  }))
  return rows.length
}

interface Pressed {
  readonly status: number
  readonly wrong: readonly string[]
}

const pressOften = async (town: Town, known: StaffForm): Promise<Pressed> => {
  const cookies = await signIn(town)
  const form = await findForm(site.app, town, known, cookies)
  if (!form) return { status: 0, wrong: [`${known.name} is not there the second time`] }
  const fields = fillIn(form, MORE[known.name]?.(town.borough.refs))
  const before = await requestsIn(town.world)
  const press = {
    slug: town.world.slug,
    method: 'POST',
    path: form.action.slice(town.world.slug.length + 1),
    cookies,
    fields,
  } as const
  const answers = await Promise.all(Array.from({ length: PRESSES }, () => visit(site.app, press)))
  const told = [...new Set(answers.map(({ statusCode, headers }) => `${statusCode} ${headers.location ?? ''}`))]
  const status = answers[0]?.statusCode ?? 0
  // Refused with 409 or 404: the built record is at another step, or of the other kind. Nothing else but "done" will do.
  const fine = [SHOWS[known.name] ?? 303, 409, 404].includes(status) && !told[0]?.includes('/sign-in')
  const done = (await requestsIn(town.world)) - before
  return {
    status,
    wrong: [
      ...(told.length > 1 ? [`${known.name} gave different answers: ${told.join(', ')}`] : []),
      ...(fine ? [] : [`${known.name} gave ${told.join(', ')} for ${JSON.stringify(fields)}`]),
      ...(done > (status === 303 ? 1 : 0) ? [`${known.name} was done ${done} times`] : []),
    ],
  }
}

it('every form the pages show, sent 20 times at once, is done once and answers the same each time', async () => {
  const pressed: Pressed[] = []
  for (const [at, form] of forms.entries()) {
    const town = towns[at]
    if (town) pressed.push(await pressOften(town, form))
  }
  expect(pressed.flatMap(({ wrong }) => wrong)).toEqual([])
  expect(pressed.filter(({ status }) => status === 303).length).toBeGreaterThan(35)
}, 240_000)
