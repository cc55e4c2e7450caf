import { beforeAll, expect, it } from 'vitest'
import { ROLES } from '../../src/platform/access'
import { type Borough, buildBorough, MARK, staffOf } from '../builders/borough'
import { type Control, fillIn } from '../forms'
import { findForms, namesIn, type StaffForm } from '../races/found-forms'
import { cookieOf, openSite, type Site } from '../site'
import { newWorld, type World } from '../world'
import { countRows, visit } from './visit'

interface Town {
  readonly world: World
  readonly borough: Borough
}

const roles = ROLES.filter((role) => role !== 'region')
const build = async (mark?: string): Promise<Town> => {
  const world = await newWorld()
  return { world, borough: await buildBorough(world, mark) }
}

let ours: Town
let theirs: Town
let site: Site
let forms: readonly StaffForm[]

const signIn = async () => cookieOf(await staffOf(theirs.world, theirs.borough, ...roles))

beforeAll(async () => {
  ours = await build()
  theirs = await build('Theirword')
  site = await openSite(theirs.world)
  forms = await findForms(site.app, theirs.world, theirs.borough, await signIn())
}, 60_000)

/** Boxes in which a reference is typed rather than chosen. */
const TYPED = ['person', 'champion', 'request', 'device', 'partner', 'place', 'session'] as const

/** What of ours would stand in this field, where it names one of their records; undefined where it names none. */
const oursFor = ({ name, value, options }: Control): string | undefined => {
  const held = [value, ...options]
  const [known] = namesIn(theirs.borough).find(([, id]) => held.includes(id)) ?? []
  const typed = TYPED.find((one) => one === name)
  const [, id] =
    namesIn(ours.borough).find(([one, text]) => one === (known ?? typed) && (!typed || known || !text.includes('0-'))) ?? []
  return id
}

/** The desk's next step that reads this field. */
const stepOf = (name: string): string | undefined =>
  ['place', 'learning'].includes(name) ? 'signpost' : /^pick(\w+)$/.exec(name)?.[1]?.toLowerCase()

/** A choice without which a field is not read: an account names a partner only when it speaks for one. */
const heeded = ({ name: form, controls }: StaffForm, { name }: Control): Record<string, string> => {
  const step = form === '/calls/new' ? stepOf(name) : undefined
  if (step) return { next: step }
  return controls.some((one) => one.name === 'roles') ? { roles: name === 'partner' ? 'partner' : 'champion' } : {}
}

/** Where someone says they fear for a person nothing is refused: what it was about is left out when it is none of theirs. */
const TAKES_ALL = '/concerns/new with our session'

type Counts = Readonly<Record<string, number>>

const changedTables = (before: readonly Counts[], after: readonly Counts[]): string[] =>
  after.flatMap((counts, at) => Object.keys(counts).filter((table) => counts[table] !== before[at]?.[table]))

const sendOurs = async (form: StaffForm, control: Control, value: string): Promise<string[]> => {
  const path = form.action.slice(theirs.world.slug.length + 1)
  const fields = { ...fillIn(form, { name: 'Ann Example', ...heeded(form, control) }), [control.name]: value }
  const before = [await countRows(ours.world), await countRows(theirs.world)]
  const answer = await visit(site.app, { slug: theirs.world.slug, method: 'POST', path, cookies: await signIn(), fields })
  const after = [await countRows(ours.world), await countRows(theirs.world)]
  const line = `${form.name} with our ${control.name}`
  const shown = answer.body.includes(MARK) ? [`${line} shows our words`] : []
  const ourChanges = changedTables([before[0] ?? {}], [after[0] ?? {}]).map((table) => `${line} wrote to our ${table}`)
  if (line === TAKES_ALL) return [...shown, ...ourChanges]
  return [
    ...([404, 409, 422].includes(answer.statusCode)
      ? []
      : [`${line} gave ${answer.statusCode} ${answer.headers.location ?? ''}`]),
    ...shown,
    ...changedTables(before, after).map((table) => `${line} wrote to ${table}`),
  ]
}

it('a form that names a record of the other alliance, chosen, typed or hidden, is refused and writes nothing', async () => {
  const wrong: string[] = []
  let sent = 0
  for (const form of forms.filter(({ upload }) => !upload))
    for (const control of form.controls) {
      const value = oursFor(control)
      if (value === undefined) continue
      sent++
      wrong.push(...(await sendOurs(form, control, value)))
    }
  expect(wrong).toEqual([])
  expect(sent).toBeGreaterThan(10)
}, 120_000)
