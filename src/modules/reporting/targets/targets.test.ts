import { describe, expect, it } from 'vitest'
import { helpGiven } from '#test/builders/help-given'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'
import { removeTarget } from './remove-target'
import { setTarget } from './set-target'
import { type TargetInput, targetForm } from './target'

const funder: TargetInput = {
  figure: 'supported',
  label: 'The funder’s target',
  value: 5,
  startsOn: '2018-04-01',
  endsOn: '2020-03-31',
}

const rowsIn = (world: World, table: 'target' | 'event') =>
  world.db.transaction({ allianceId: world.allianceId }, (tx) => tx.selectFrom(table).selectAll().execute())

const set = async (world: World, input = funder) => {
  const made = await setTarget(await world.as('lead'), input)
  if (!made.ok) throw new Error(made.says)
  return made.value.id
}

describe('targets', () => {
  it('a target is set, and the journal says so', async () => {
    const world = await newWorld()
    await set(world)
    expect(await rowsIn(world, 'target')).toMatchObject([{ figure: 'supported', value: 5, starts_on: '2018-04-01' }])
    expect(await rowsIn(world, 'event')).toMatchObject([{ action: 'target.set', about_type: 'target' }])
  })

  it('a helpline worker may not, and nothing is written', async () => {
    const world = await newWorld()
    expect(await setTarget(await world.as('helpline'), funder)).toMatchObject({ ok: false, code: 'forbidden' })
    expect(await rowsIn(world, 'target')).toEqual([])
  })

  it.each([
    [{ figure: 'returned_good' }, 'figure'],
    [{ label: ' ' }, 'label'],
    [{ value: '0' }, 'value'],
    [{ value: '5,000' }, 'value'],
    [{ startsOn: '2019-02-29' }, 'startsOn'],
    [{ endsOn: '2018-03-31' }, 'endsOn'],
  ])('%j is named as what to put right', (wrong, field) => {
    const read = targetForm.safeParse({ ...funder, value: '5000', ...wrong })
    expect(read.error?.issues.map(({ path }) => path[0])).toEqual([field])
  })

  it('a removed target is gone; removing it again, or the other alliance’s, finds nothing', async () => {
    const [world, other] = [await newWorld(), await newWorld()]
    const id = await set(world)
    expect(await removeTarget(await other.as('lead'), { id })).toMatchObject({ ok: false, status: 404 })
    expect(await removeTarget(await world.as('lead'), { id })).toMatchObject({ ok: true })
    expect(await removeTarget(await world.as('lead'), { id })).toMatchObject({ ok: false, status: 404 })
    expect(await removeTarget(await world.as('lead'), { id: 'x' })).toMatchObject({ ok: false, status: 404 })
    expect((await rowsIn(world, 'event')).map((event) => 'action' in event && event.action).sort()).toEqual([
      'target.remove',
      'target.set',
    ])
  })

  it('a report compares a target with its own days, whatever days the report shows', async () => {
    const world = await newWorld()
    const help = helpGiven(world)
    for (const on of ['2018-04-01', '2019-01-01', '2020-03-31', '2020-04-01']) await help.session(on, [await help.person('Ann')])
    await set(world)
    const site = await openSite(world)
    const lead = await world.as('lead')
    const [own, wider] = [
      await site.get(lead, '/report?from=2018-04-01&to=2020-03-31'),
      await site.get(lead, '/report?from=2018-01-01&to=2021-01-01'),
    ]
    expect(own.body).toContain('<b>60%</b> of 5. 2 short.')
    expect(own.body).toContain('We did not reach the target')
    expect(wider.body).toContain('4 people supported')
    expect(wider.body).toContain('<b>60%</b> of 5. 2 short.')
    expect(wider.body).toContain('The funder’s target, 1 April 2018 to 31 March 2020')
    expect((await site.get(lead, '/report?from=2020-04-01&to=2021-01-01')).body).not.toContain('The funder’s target,')
  })

  it('the page sets and removes', async () => {
    const world = await newWorld()
    const site = await openSite(world)
    const lead = await world.as('lead')
    const form = { figure: 'supported', label: 'Our aim', value: '6000' }
    const days = { 'startsOn-day': '1', 'startsOn-month': '4', 'startsOn-year': '2018', 'endsOn-day': '31', 'endsOn-month': '3' }
    const wrong = await site.post(lead, '/targets', { ...form, ...days, 'endsOn-year': '' })
    expect(wrong.statusCode).toBe(422)
    expect(wrong.body).toContain('value="Our aim"')
    const sent = await site.post(lead, '/targets', { ...form, ...days, 'endsOn-year': '2020' })
    expect(sent.statusCode).toBe(303)
    const page = await site.get(lead, '/targets')
    expect(page.body).toContain('6,000')
    const [, address = ''] = /action="[^"]*(\/targets\/[^"]*\/remove)"/.exec(page.body) ?? []
    expect((await site.post(lead, address, {})).statusCode).toBe(303)
    expect(await rowsIn(world, 'target')).toEqual([])
  })
})
