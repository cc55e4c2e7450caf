import { describe, expect, it } from 'vitest'
import { personForm, recordPerson } from '#modules/people'
import type { Ctx } from '#platform/command'
import { newId } from '#platform/ids'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'
import { tidyDesk } from '../tidy-desk'

const known = async (ctx: Ctx, name = 'Ann Example') => {
  const made = await recordPerson(ctx, personForm.parse({ name, phones: '0161 496 0123' }))
  if (!made.ok) throw new Error(made.says)
  return made.value
}

const drafts = (world: World) =>
  world.db.transaction(world.system, (tx) => tx.selectFrom('call_draft').selectAll().orderBy('id').execute())

const setUp = async () => {
  const world = await newWorld()
  const [mine, other] = [await world.as('helpline'), await world.as('coordinator')]
  return { world, mine, other, site: await openSite(world), id: newId() }
}

const ringing = { needs: 'data', next: 'ring', nextOn: '2025-11-06' }

describe('a call that is being typed', () => {
  it('is kept as it is typed, and goes on where it stopped after the lid was closed', async () => {
    const { world, mine, site, id } = await setUp()
    const { reference } = await known(mine)
    const long = `${'Wörter 👵🏽 מרים '.repeat(700).slice(0, 9980)} the end`
    const kept = await site.post(mine, `/calls/drafts/${id}`, {
      turn: '1',
      person: reference,
      notes: long,
      needs: ['data', 'task'],
    })
    expect([kept.statusCode, kept.json()]).toEqual([200, { kept: true, turn: null, held: '' }])
    const { body } = await site.get(mine, `/calls/new?draft=${id}&person=${reference}`)
    expect(body).toContain('the end</textarea>')
    expect(body).toContain('👵🏽 מרים')
    expect(body).toContain('value="task" id="needs-task" checked')
    expect(body).toContain(`name="submission" value="${id}"`)
    expect(await drafts(world)).toMatchObject([{ id, turn: 1 }])
    const list = await site.get(mine, '/calls/unfinished')
    expect(list.body).toContain('Ann Example')
    expect((await site.get(mine, '/calls/new')).body).toContain('Calls not finished')
  })

  it('an older save never undoes a newer one, whichever comes first', async () => {
    const { world, mine, site, id } = await setUp()
    await site.post(mine, `/calls/drafts/${id}`, { turn: '3', notes: 'newest' })
    const late = await site.post(mine, `/calls/drafts/${id}`, { turn: '2', notes: 'old' })
    expect(late.json()).toEqual({ kept: false, turn: 3, held: '' })
    expect(await drafts(world)).toMatchObject([{ fields: { notes: 'newest' }, turn: 3 }])
  })

  it('is nobody else’s: not to read, not to write, not to throw away', async () => {
    const { world, mine, other, site, id } = await setUp()
    await site.post(mine, `/calls/drafts/${id}`, { turn: '1', notes: 'Only mine' })
    expect((await site.post(other, `/calls/drafts/${id}`, { turn: '9', notes: 'Theirs' })).statusCode).toBe(404)
    expect((await site.post(other, `/calls/drafts/${id}/drop`, {})).statusCode).toBe(404)
    for (const path of ['/calls/unfinished', '/calls/new', `/calls/new?draft=${id}`, '/calls/now'])
      expect((await site.get(other, path)).body).not.toContain('Only mine')
    expect(await drafts(world)).toMatchObject([{ fields: { notes: 'Only mine' } }])
  })

  it('a new call never has the words of another', async () => {
    const { mine, site, id } = await setUp()
    const { reference } = await known(mine)
    await site.post(mine, `/calls/drafts/${id}`, { turn: '1', person: reference, notes: 'Of the first call' })
    for (const path of [`/calls/new?person=${reference}`, `/calls/new?draft=${newId()}`, '/calls/new?draft=nonsense'])
      expect((await site.get(mine, path)).body).not.toContain('Of the first call</textarea>')
  })

  it('come back to the same person, the desk says at its top that a call is not finished, and one press goes on with it', async () => {
    const { mine, other, site, id } = await setUp()
    const [ann, bob] = [await known(mine), await known(mine, 'Bob Example')]
    await site.post(mine, `/calls/drafts/${id}`, { turn: '1', person: ann.reference, notes: 'Half a call' })
    const desk = (who: Ctx, person: string) => site.get(who, `/calls/new?person=${person}&direction=out`)
    const { body } = await desk(mine, ann.reference)
    const main = body.slice(body.indexOf('<main'))
    expect(main.indexOf('You began a call with them')).toBeGreaterThan(0)
    expect(main.indexOf('You began a call with them')).toBeLessThan(main.indexOf('name="notes"'))
    const [, href = ''] = /href="([^"]+)"[^>]*>\s*Go on with that call/.exec(main) ?? []
    const gone = await site.get(mine, href.replaceAll('&amp;', '&').replace(/^\/[^/]+/, ''))
    expect(gone.body).toContain('Half a call</textarea>')
    expect(gone.body).not.toContain('Go on with that call')
    for (const page of [await desk(mine, bob.reference), await desk(other, ann.reference)])
      expect(page.body).not.toContain('Go on with that call')
  })

  it('colleagues see nobody on a call that was put aside, or whose worker has saved another with the same person', async () => {
    const { mine, other, site, id } = await setUp()
    const { reference } = await known(mine)
    const onACall = async () => (await site.get(other, '/calls/now')).body.includes('On a call: ')
    const keep = (fields: Record<string, string>) =>
      site.post(mine, `/calls/drafts/${id}`, { person: reference, notes: 'x', ...fields })
    await keep({ turn: '1' })
    expect(await onACall()).toBe(true)
    await keep({ aside: 'yes' })
    expect(await onACall()).toBe(false)
    await keep({ turn: '3' })
    expect(await onACall()).toBe(true)
    await site.post(mine, '/calls/new', { ...ringing, submission: newId(), person: reference, notes: 'All' })
    expect(await onACall()).toBe(false)
    await keep({ turn: '4' })
    expect(await onACall()).toBe(true)
  })

  it('is done with once the call is recorded, and a save that comes late does not bring it back', async () => {
    const { world, mine, site, id } = await setUp()
    const { reference } = await known(mine)
    await site.post(mine, `/calls/drafts/${id}`, { turn: '1', person: reference, notes: 'Begun' })
    const later = world.at('2025-11-05T10:06:30Z')
    const done = await (await openSite(later)).post(mine, '/calls/new', {
      ...ringing,
      submission: id,
      person: reference,
      notes: 'All',
    })
    expect(done.statusCode).toBe(303)
    expect((await site.post(mine, `/calls/drafts/${id}`, { turn: '2', notes: 'late' })).json()).toEqual({
      held: '',
      kept: false,
      turn: null,
    })
    expect(await drafts(world)).toEqual([])
    const call = await world.db.transaction(world.system, (tx) => tx.selectFrom('call').selectAll().executeTakeFirstOrThrow())
    expect(call).toMatchObject({ notes: 'All', minutes: 7, started_at: new Date('2025-11-05T10:00:00Z') })
  })

  it.each([
    ['put aside for hours and saved as it stands', [], '2025-11-05T15:00:00Z', 5],
    ['put aside for hours and gone on with', ['2025-11-05T15:00:00Z'], '2025-11-05T15:02:00Z', 7],
    [
      'an hour long, kept all the while',
      ['14', '23', '32', '41', '50', '59'].map((at) => `2025-11-05T10:${at}:00Z`),
      '2025-11-05T11:00:00Z',
      60,
    ],
  ])('%s: only the minutes somebody was at it count', async (_what, more, end, minutes) => {
    const { world, mine, id } = await setUp()
    const { reference } = await known(mine)
    const at = async (moment: string, path: string, fields: Record<string, string>) => {
      const then = world.at(moment)
      return (await openSite(then)).post(await then.as('helpline'), path, fields)
    }
    const save = (moment: string, turn: number) =>
      at(moment, `/calls/drafts/${id}`, { turn: String(turn), person: reference, notes: 'x' })
    await save('2025-11-05T10:00:00Z', 1)
    await save('2025-11-05T10:05:00Z', 2)
    for (const [nth, moment] of more.entries()) await save(moment, nth + 3)
    await at(end, '/calls/new', { ...ringing, submission: id, person: reference, notes: 'x' })
    const call = await world.db.transaction(world.system, (tx) => tx.selectFrom('call').selectAll().executeTakeFirstOrThrow())
    expect(call).toMatchObject({ minutes, started_at: new Date('2025-11-05T10:00:00Z') })
  })

  it('saved and recorded in the same moment, it is a call and no draft, every time', async () => {
    const { world, mine, site } = await setUp()
    const { reference } = await known(mine)
    for (let round = 0; round < 8; round += 1) {
      const submission = newId()
      const save = (turn: number) =>
        site.post(mine, `/calls/drafts/${submission}`, { turn: String(turn), person: reference, notes: 'x' })
      await save(1)
      const form = { ...ringing, submission, person: reference, notes: 'x' }
      await Promise.all([save(2), site.post(mine, '/calls/new', form), save(3), site.post(mine, '/calls/new', form), save(4)])
    }
    expect(await drafts(world)).toEqual([])
    const calls = await world.db.transaction(world.system, (tx) => tx.selectFrom('call').select('id').execute())
    expect(calls).toHaveLength(8)
  })

  it('without a script is put aside with a button, all its words with it', async () => {
    const { mine, site, id } = await setUp()
    const page = await site.get(mine, '/calls/new')
    expect(page.body).toMatch(/formaction="[^"]+\/calls\/drafts\/[0-9a-f-]+"/)
    const aside = await site.post(mine, `/calls/drafts/${id}`, {
      submission: id,
      aside: 'yes',
      name: 'Bob Put-Aside',
      notes: 'Words',
    })
    expect([aside.statusCode, aside.headers.location]).toEqual([303, expect.stringContaining('/calls/unfinished')])
    const list = await site.get(mine, '/calls/unfinished')
    expect(list.body).toContain('Bob Put-Aside')
    expect((await site.get(mine, `/calls/new?draft=${id}`)).body).toContain('value="Bob Put-Aside"')
    expect((await site.post(mine, `/calls/drafts/${id}/drop`, {})).statusCode).toBe(303)
    expect((await site.get(mine, '/calls/unfinished')).body).toContain('You have none')
  })

  it('a desk that was only opened is no call to finish, and is tidied away after a day', async () => {
    const { world, mine, site, id } = await setUp()
    const { reference } = await known(mine)
    await site.post(mine, `/calls/drafts/${id}`, { turn: '1', person: reference, notes: '', name: '', result: 'spoke' })
    const words = newId()
    await site.post(mine, `/calls/drafts/${words}`, { turn: '1', notes: 'Some words' })
    expect((await site.get(mine, '/calls/unfinished')).body).not.toContain('Ann Example')
    await tidyDesk(world.at('2025-11-05T23:00:00Z').system, {}, {} as never)
    expect(await drafts(world)).toHaveLength(2)
    await tidyDesk(world.at('2025-12-24T10:00:00Z').system, {}, {} as never)
    expect((await drafts(world)).map((draft) => draft.id)).toEqual([words])
  })

  it.each([
    ['minutes', '12'],
    ['callerName', 'Ellen'],
    ['safeContact', 'Never after five'],
    ['signpostWords', 'The library'],
    ['result', 'voicemail'],
    ['phones', '0161 496 0150'],
    ['barriers', 'cost'],
  ])('%s is something typed: it waits to be finished, and is kept', async (field, value) => {
    const { world, mine, site, id } = await setUp()
    const opened = {
      direction: 'in',
      result: 'spoke',
      language: 'en',
      request: 'new',
      nextOn: '2025-11-06',
      sentHow: 'told',
      theme: '',
    }
    await site.post(mine, `/calls/drafts/${id}`, { turn: '1', notes: '', name: '', ...opened, [field]: value })
    expect((await site.get(mine, '/calls/unfinished')).body).not.toContain('You have none')
    await tidyDesk(world.at('2025-12-24T10:00:00Z').system, {}, {} as never)
    expect(await drafts(world)).toHaveLength(1)
  })

  it('a desk that opened for a number that rings is no call to finish', async () => {
    const { mine, site, id } = await setUp()
    await site.post(mine, `/calls/drafts/${id}`, { turn: '1', incoming: newId(), phones: '0161 496 0150', callBacks: [newId()] })
    expect((await site.get(mine, '/calls/unfinished')).body).toContain('You have none')
  })
})
