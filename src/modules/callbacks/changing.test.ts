import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Ctx, command } from '#platform/command'
import { newId } from '#platform/ids'
import { done } from '#platform/outcome'
import { got } from '#test/helping'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'
import { forgetCallBacks } from './forget'
import { endShift, holdPerson, letGoOf, putBack, takeCall, takeNextCall } from './index'
import { calledBy, endStuck, inside, known, owed, rung } from './queue-trial'

let ears: pg.Client
let heard: string[] = []

beforeAll(async () => {
  ears = new pg.Client({ connectionString: (await newWorld()).ownerUrl })
  await ears.connect()
  ears.on('notification', ({ payload }) => heard.push(payload ?? ''))
  await ears.query('listen digiknow_live')
})

afterAll(() => ears.end())

/** How often open screens of this alliance are told to look again. */
const told = async (world: World, act: () => Promise<unknown>): Promise<number> => {
  await sleep(60)
  heard = []
  await act()
  const mine = (): number => heard.filter((payload) => payload === `${world.allianceId} calls`).length
  for (let tries = 0; tries < 25 && mine() === 0; tries += 1) await sleep(20)
  return mine()
}

const setUp = async () => {
  const world = await newWorld()
  const [mine, other] = [await world.as('helpline'), await world.as('coordinator')]
  const person = await known(mine)
  return { world, mine, other, person, id: await owed(mine, person.id), site: await openSite(world) }
}
type Setting = Awaited<ReturnType<typeof setUp>>

const hold = command('call-back.take', async (work, person: string) => done(await holdPerson(work, person)))
const drop = command('call-back.put-back', async (work, person: string) => done(await letGoOf(work, person)))
const forget = command('person.erase', async (work, person: string) => done(await forgetCallBacks(work, person)))

const ring = async ({ world, mine, person, id }: Setting, result: 'spoke' | 'no_answer' | 'call_again') => {
  const call = await calledBy(world, mine, person.id)
  return () => rung(mine, { person: person.id, about: [id], result, call })
}

const makeList = ({ site, mine, person }: Setting) =>
  site.post(mine, '/call-lists/new', {
    ...{ name: 'Tablets called back', why: 'The battery', script: '', priority: 'now' },
    ...{ choose: 'references', references: person.reference },
  })

const referIn = async ({ world, site }: Setting) => {
  const partner = newId()
  const ctx = await world.as('partner')
  await inside(world, async (tx) => {
    const row = { alliance_id: world.allianceId, id: partner, name: 'Age Example', sector: 'voluntary', joined_on: '2020-04-01' }
    await tx.insertInto('partner').values(row).execute()
    await tx.updateTable('account').set({ partner_id: partner }).where('id', '=', String(ctx.actor.accountId)).execute()
  })
  const speaks: Ctx = { ...ctx, actor: { ...ctx.actor, partnerId: partner } }
  const asked = { name: 'Bob Example', phones: '0161 496 0124', needs: 'data', words: 'x', consent: 'yes' }
  return async () => expect((await site.post(speaks, '/refer', asked)).statusCode).toBe(303)
}

/** Each change of the queue, readied and then made. */
const CHANGES: Readonly<Record<string, (set: Setting) => Promise<() => Promise<unknown>>>> = {
  'a call is promised outside a call': async (set) => () => owed(set.mine, set.person.id),
  'a partner refers somebody': referIn,
  'the next call is taken': async (set) => async () => got(await takeNextCall(set.mine, {})),
  'a call is chosen from the list': async (set) => async () => got(await takeCall(set.mine, { id: set.id })),
  'a call is chosen without a script': async (set) => () => set.site.post(set.mine, `/call-backs/${set.id}/take`, {}),
  'they are put back': async (set) => {
    got(await takeNextCall(set.mine, {}))
    return async () => got(await putBack(set.mine, {}))
  },
  'a call that was typed lets go of them': async (set) => {
    got(await hold(set.mine, set.person.id))
    return async () => got(await drop(set.mine, set.person.id))
  },
  'a call is not needed': async (set) => async () =>
    expect((await set.site.post(set.mine, `/call-backs/${set.id}/call-off`, {})).statusCode).toBe(303),
  'a list is made': async (set) => async () => expect((await makeList(set)).statusCode).toBe(303),
  'a list is stopped': async (set) => {
    const at = String((await makeList(set)).headers.location).replace(`/${set.world.slug}`, '')
    return async () => expect((await set.site.post(set.mine, `${at}/stop`, {})).statusCode).toBe(303)
  },
  'they answered': (set) => ring(set, 'spoke'),
  'nobody answered': (set) => ring(set, 'no_answer'),
  'they asked for another day': (set) => ring(set, 'call_again'),
  'a call nobody can make ends': async (set) => {
    await inside(set.world, (tx) => tx.updateTable('person').set({ do_not_call: true }).where('id', '=', set.person.id).execute())
    return async () => expect(got(await endStuck(set.world.system, set.person.id))).toHaveLength(1)
  },
  'they have died': async (set) => async () =>
    expect((await set.site.post(set.mine, `/people/${set.person.reference}/died`, {})).statusCode).toBe(303),
  'they are erased': async (set) => async () => got(await forget(set.world.system, set.person.id)),
  'a shift ends': async (set) => {
    got(await takeNextCall(set.mine, {}))
    return async () => got(await endShift(set.mine, {}))
  },
}

describe('open screens look again, once, when', () => {
  it.each(Object.entries(CHANGES))('%s', async (_what, ready) => {
    const set = await setUp()
    const act = await ready(set)
    expect(await told(set.world, act)).toBe(1)
  })
})

describe('open screens are left alone when', () => {
  it('a call that is typed keeps whom it has, or asks for whom a colleague has', async () => {
    const { world, mine, other, person } = await setUp()
    got(await hold(mine, person.id))
    expect(await told(world, async () => expect(got(await hold(mine, person.id))).toBe(true))).toBe(0)
    expect(await told(world, async () => expect(got(await hold(other, person.id))).toBe(false))).toBe(0)
    expect(await told(world, async () => got(await drop(other, person.id)))).toBe(0)
  })

  it('a button is refused', async () => {
    const { world, site, mine, id } = await setUp()
    await site.post(mine, `/call-backs/${id}/call-off`, {})
    const again = async () => expect((await site.post(mine, `/call-backs/${id}/call-off`, {})).statusCode).toBe(409)
    expect(await told(world, again)).toBe(0)
  })
})

const sources = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter(({ name }) => /\.tsx?$/.test(name) && !/(\.test|-trial)\.tsx?$/.test(name))
    .map(({ parentPath, name }) => join(parentPath, name))

const WRITES = /([\w()]+)\s*\.(?:insertInto|updateTable|deleteFrom)\('call_(?:back|hold|shift)\b/g
const PLAIN = /(?:insert into|update|delete from) call_(?:back|hold|shift) [\s\S]*?\.execute\(([^\n]*)\)/g
/** Typing asks for a hold again and again: it tells only of one that is new or over. */
const HOLDS = 'src/modules/callbacks/hold.ts'

it('every write of the queue begins where screens are told', () => {
  const begun = sources('src')
    .filter((path) => path !== HOLDS)
    .flatMap((path) => {
      const text = readFileSync(path, 'utf8')
      return [...text.matchAll(WRITES), ...text.matchAll(PLAIN)].map(([, from]) => `${path} ${from}`)
    })
  expect(begun.length).toBeGreaterThan(5)
  expect(begun.filter((one) => !one.endsWith('changing(work)'))).toEqual([])
})
