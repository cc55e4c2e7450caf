import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { modules } from '../../src/app'
import { MAY, PUBLIC, ROLES } from '../../src/platform/access'
import type { Move, Moves } from '../../src/platform/moves'

declare global {
  interface ImportMeta {
    glob<T>(patterns: readonly string[], options: { eager: true }): Record<string, T>
  }
}

/** Everything the modules' files export, by file. */
const files = import.meta.glob<Record<string, unknown>>(
  ['../../src/modules/**/*.{ts,tsx}', '!../../src/modules/**/*.test.{ts,tsx}'],
  { eager: true },
)
const exported = Object.entries(files).flatMap(([file, all]) =>
  Object.entries(all).map(([name, value]) => ({ where: `${file.replace('../../', '')} ${name}`, value })),
)

const isCommand = (value: unknown): value is { action: string } =>
  typeof value === 'function' && 'action' in value && 'within' in value
const isMoves = (value: unknown): value is Moves =>
  typeof value === 'object' &&
  value !== null &&
  Object.keys(value).length > 0 &&
  Object.values(value).every((move: unknown) => Array.isArray((move as Move<string> | null)?.from) && 'to' in (move as object))

const commands = exported
  .filter((one) => isCommand(one.value))
  .map(({ where, value }) => ({ where, action: (value as { action: string }).action }))
const tables = exported.filter((one) => isMoves(one.value))
const known: readonly string[] = [...Object.keys(MAY), ...PUBLIC]
const said = modules.flatMap(({ says }) => Object.keys(says ?? {}))

/** Where a record's path may end: nothing follows, and nothing needs to. */
const ENDS = [
  'closed',
  'attended',
  'cancelled',
  'returned',
  'left',
  'done',
  'failed',
  'held',
  'declined',
  'withdrawn',
  'ended',
  'given',
  'finished',
  'recycled',
  'seen_to',
  'sold',
  'gave_up',
  'delivered',
  'to_call',
  'answered',
  'stopped',
  'to_look_at',
  'nobody',
  'called_off',
]
/** Where a record's path starts: made with this status, so no move leads to it. */
const STARTS = [
  'new',
  'applied',
  'asked',
  'planned',
  'promised',
  'to_wipe',
  'uploaded',
  'booked',
  'ringing',
  'waiting',
  'received',
  'counting',
]

describe('the table of who may do what', () => {
  it('commands and moves are found to be checked', () => {
    expect(commands.length).toBeGreaterThan(1)
  })

  it('every command’s action is in it', () => {
    expect(commands.filter(({ action }) => !known.includes(action))).toEqual([])
  })

  it('no action is both for everyone and for some, and every list names roles there are', () => {
    expect(PUBLIC.filter((action) => action in MAY)).toEqual([])
    expect(Object.entries(MAY).filter(([, roles]) => !roles.every((role) => ROLES.includes(role)))).toEqual([])
  })

  it('every action in it is asked for somewhere', () => {
    const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) =>
      /(?<!access|test)\.tsx?$/.test(file),
    )
    const text = sources.map((file) => readFileSync(join('src', file), 'utf8')).join('\n')
    expect(known.filter((action) => !text.includes(`'${action}'`))).toEqual([])
  })

  it('every menu entry leads to a page', () => {
    const pages = modules.flatMap(({ routes }) => routes).filter(({ method }) => method === 'GET')
    const lost = modules
      .flatMap(({ menu = [] }) => menu)
      .filter((entry) => !pages.some(({ path }) => path === entry.path.split('?')[0]))
    expect(lost).toEqual([])
  })

  it('every command’s event has words for the timeline', () => {
    const unsaid = commands.filter(({ action }) => !said.includes(action)).map(({ where, action }) => `${action} (${where})`)
    expect(unsaid).toEqual([])
  })
})

describe('what may follow what', () => {
  it('every table of moves is printed: its module names it', () => {
    const named = modules.flatMap(({ statuses }) => Object.values(statuses ?? {}))
    expect(tables.filter(({ value }) => !named.includes(value as Moves)).map(({ where }) => where)).toEqual([])
  })

  it.each(modules.flatMap(({ statuses }) => Object.entries(statuses ?? {})))(
    '%s: every status can be reached, and left unless it is an end',
    (_name, table) => {
      const list = Object.values(table)
      const from = new Set(list.flatMap((move) => move.from))
      const to = new Set(list.map((move) => move.to))
      const stuck = [...to].filter((status) => !from.has(status) && !ENDS.includes(status))
      const dead = [...from].filter((status) => !to.has(status) && !STARTS.includes(status))
      expect({ stuck, dead }).toEqual({ stuck: [], dead: [] })
    },
  )
})
