import { describe, expect, it } from 'vitest'
import { helpedOn, helpGiven } from '#test/builders/help-given'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'
import { FIGURES, type FigureCode } from './figures'
import { readFigures, readSupportedBy } from './report.queries'

const YEAR = { from: '2019-04-01', to: '2020-03-31' }

const figureIn = async (world: World, figure: FigureCode, period = YEAR) => {
  const values = await world.db.transaction({ allianceId: world.allianceId, readOnly: true }, (tx) => readFigures(tx, period))
  return values[figure].value
}

/** Something of everything, inside the year, on its edges and outside it. */
const aYearOfHelp = async () => {
  const world = await newWorld()
  const help = helpGiven(world)
  const [ann, ben, cat, dee, eve, fay, gus] = await Promise.all(
    ['Ann', 'Ben', 'Cat', 'Dee', 'Eve', 'Fay', 'Gus'].map((name) => help.person(name)),
  )
  if (!ann || !ben || !cat || !dee || !eve || !fay || !gus) throw new Error('seven people')
  const hub = await help.partner('Hub', '2018-04-01')
  await help.partner('Left before', '2018-04-01', '2019-03-31')
  await help.partner('Left on the first day', '2018-04-01', '2019-04-01')
  await help.partner('Joined on the last day', '2020-03-31')
  await help.partner('Joined after', '2020-04-01')
  await help.champion(fay, '2019-01-01')
  await help.session('2019-04-01', [ann], { minutes: 45 })
  await help.session('2020-03-31', [ann], { minutes: 15 })
  await help.session('2020-04-01', [eve])
  const group = await help.session('2019-09-01', [ann, ben], { kind: 'group', title: 'Tea', head_count: 7, minutes: 60 })
  await help.attendance(group, eve, 'missed')
  await help.session('2019-10-01', [], { status: 'cancelled', held_on: null, minutes: null })
  await help.loan({ person: cat }, '2019-05-01')
  await help.loan({ partner: hub }, '2019-05-02')
  const back = { status: 'returned', returned_at: new Date('2019-08-01T12:00:00Z'), returned_on: '2019-08-01' }
  await help.loan({ person: cat }, '2019-05-03', { ...back, condition_back: 'good' })
  await help.loan({ person: cat }, '2019-05-04', { ...back, condition_back: 'damaged' })
  await help.loan({ person: eve }, '2019-05-05', { status: 'promised', collected_on: null, due_on: null, signed_name: null })
  await help.gift({ person: dee }, '2019-06-01', 'data')
  await help.gift({ partner: hub }, '2019-06-02', 'device', 500)
  await help.sim(gus, '2019-07-01')
  await help.sim(gus, '2020-03-31', 'ended')
  await help.sim(dee, '2020-04-01', 'suspended')
  await help.request(ben, '2019-04-05', { ...helpedOn('2019-04-09'), barriers: ['cost', 'motivation'], needs: ['data'] })
  await help.request(eve, '2019-04-06', {
    barriers: ['cost'],
    status: 'closed',
    closed_on: '2019-05-01',
    next_action: null,
    next_action_on: null,
  })
  await help.call(ann, '2019-04-05')
  await help.call(ann, '2019-04-06')
  return { world, help, people: { ann, ben, cat, dee, eve, fay } }
}

describe('the figures of a period', () => {
  it.each([
    // Ann by sessions, Ben by a group and a request, Cat by loans, Dee by a gift, Gus by data from the stock. Eve only outside the year, or not helped.
    ['supported', 5],
    ['sessions', 3],
    ['minutes', 120],
    ['calls', 2],
    ['requests_done', 1],
    ['loans', 4],
    ['returned_good', 1],
    ['devices_given', 500],
    ['data_given', 3],
    ['group_attendances', 9],
    ['partners', 3],
    ['champions', 1],
  ] as const)('%s is %i', async (figure, expected) => {
    const { world } = await aYearOfHelp()
    expect(await figureIn(world, figure)).toBe(expected)
  })

  it('changes when a record changes', async () => {
    const { world, people } = await aYearOfHelp()
    await world.db.transaction({ allianceId: world.allianceId }, (tx) =>
      tx.deleteFrom('distribution').where('person_id', '=', people.dee).execute(),
    )
    expect(await figureIn(world, 'supported')).toBe(4)
  })

  it('says of how many loans the share came back in good condition', async () => {
    const { world } = await aYearOfHelp()
    const values = await world.db.transaction({ allianceId: world.allianceId }, (tx) => readFigures(tx, YEAR))
    expect(values.returned_good).toMatchObject({ value: 1, outOf: 2 })
  })

  it('counts a person once a quarter, and once in the running total', async () => {
    const { world } = await aYearOfHelp()
    const parts = await world.db.transaction({ allianceId: world.allianceId }, (tx) => readSupportedBy(tx, 'quarter', YEAR))
    expect(parts).toEqual([
      { startsOn: '2019-04-01', people: 4, newPeople: 4 },
      { startsOn: '2019-07-01', people: 3, newPeople: 1 },
      { startsOn: '2020-01-01', people: 2, newPeople: 0 },
    ])
  })

  it('are all nought for the other alliance', async () => {
    await aYearOfHelp()
    const other = await newWorld()
    for (const { code } of FIGURES) expect(await figureIn(other, code)).toBe(0)
  })
})

const rowsOf = (csv: string): string[] => csv.trim().split('\r\n').slice(1)

describe('the records behind a figure', () => {
  it.each(FIGURES.map((figure) => [figure.code, figure] as const))(
    '%s: as many, or as much, as the figure',
    async (code, figure) => {
      const { world } = await aYearOfHelp()
      const site = await openSite(world)
      const csv = await site.get(
        await world.as('lead'),
        `/report/records?figure=${code}&from=${YEAR.from}&to=${YEAR.to}&format=csv`,
      )
      expect(csv.statusCode).toBe(200)
      const rows = rowsOf(csv.body)
      const sum = rows.reduce((total, row) => total + Number(row.split(',').at(-1)), 0)
      const counted = figure.count === 'sum' || figure.count === 'share' ? sum : rows.length
      expect(counted).toBe(await figureIn(world, code))
    },
  )

  it('names a person to a coordinator and only gives the reference to a lead', async () => {
    const { world } = await aYearOfHelp()
    const site = await openSite(world)
    const address = `/report/records?figure=supported&from=${YEAR.from}&to=${YEAR.to}`
    const [lead, coordinator] = [
      await site.get(await world.as('lead'), address),
      await site.get(await world.as('coordinator'), address),
    ]
    expect(coordinator.body).toMatch(/href="[^"]*\/people\/P-\d+">Ann/)
    expect(lead.body).toMatch(/P-\d+/)
    expect(lead.body).not.toContain('Ann')
    expect(lead.body).not.toContain('/people/P-')
  })

  it('opens one ward, and one answer', async () => {
    const { world, people } = await aYearOfHelp()
    await world.db.transaction({ allianceId: world.allianceId }, (tx) =>
      tx.updateTable('person').set({ ward_code: 'E1' }).where('id', '=', people.cat).execute(),
    )
    const site = await openSite(world)
    const lead = await world.as('lead')
    const days = `from=${YEAR.from}&to=${YEAR.to}&format=csv`
    expect(rowsOf((await site.get(lead, `/report/records?figure=supported&ward=E1&${days}`)).body)).toHaveLength(1)
    expect(rowsOf((await site.get(lead, `/report/records?figure=barriers&code=cost&${days}`)).body)).toHaveLength(2)
    expect(rowsOf((await site.get(lead, `/report/records?figure=barriers&code=motivation&${days}`)).body)).toHaveLength(1)
  })

  it.each([
    ['from=nonsense&to=2020-03-31', 'from', 'Enter the first day as a real date', 'nonsense'],
    ['from=2020-04-01&to=2020-03-31', 'to', 'The last day must be the same as or after the first day', '2020-04-01'],
  ])('%s: shows the boxes again with what to put right, for the same figure', async (days, field, words, typed) => {
    const world = await newWorld()
    const site = await openSite(world)
    const page = await site.get(await world.as('lead'), `/report/records?figure=barriers&code=cost&${days}`)
    expect(page.statusCode).toBe(422)
    expect(page.body).toContain('<title>Error: ')
    expect(page.body).toContain(`<a href="#${field}">${words}`)
    expect(page.body).toContain(`value="${typed}"`)
    expect(page.body).toContain(`action="/${world.slug}/report/records"`)
    expect(page.body).toMatch(/<input type="hidden" name="figure" value="barriers"\/?>/)
    expect(page.body).toMatch(/<input type="hidden" name="code" value="cost"\/?>/)
  })

  it('is closed to a helpline worker, whose report leads to the definitions instead', async () => {
    const { world } = await aYearOfHelp()
    const site = await openSite(world)
    const helpline = await world.as('helpline')
    expect((await site.get(helpline, '/report/records')).statusCode).toBe(403)
    const report = await site.get(helpline, `/report?from=${YEAR.from}&to=${YEAR.to}`)
    expect(report.body).toContain('/report/how-we-count#supported')
    expect(report.body).not.toContain('/report/records')
  })
})

describe('the report page', () => {
  it('says how many people were supported, in those days', async () => {
    const { world } = await aYearOfHelp()
    const site = await openSite(world)
    const page = await site.get(await world.as('lead'), `/report?from=${YEAR.from}&to=${YEAR.to}`)
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain('5 people supported')
    expect(page.body).toContain('1 April 2019 to 31 March 2020')
    expect(page.body).toContain('Most people name cost')
  })

  it('an alliance with nothing recorded gets an honest page', async () => {
    const world = await newWorld()
    const site = await openSite(world)
    const page = await site.get(await world.as('lead'), '/report')
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain('Nobody is recorded as supported in these days')
  })

  it.each([
    ['from=2019-02-29&to=2020-03-31', 'Enter the first day as a real date'],
    ['from=2019-04-01&to=soon', 'Enter the last day as a real date'],
    ['from=2019-04-01', 'Enter the last day as a real date'],
    ['from=2020-04-01&to=2019-04-01', 'The last day must be the same as or after the first day'],
    ['from=-271821-04-20&to=2020-01-01', 'Enter the first day as a real date'],
  ])('%s: says what to enter, and keeps what was typed', async (query, words) => {
    const world = await newWorld()
    const site = await openSite(world)
    const page = await site.get(await world.as('lead'), `/report?${query}`)
    expect(page.statusCode).toBe(422)
    expect(page.body).toContain(words)
    expect(page.body).toContain(`value="${new URLSearchParams(query).get('from')}"`)
  })

  it('as a spreadsheet has every figure with its definition', async () => {
    const { world } = await aYearOfHelp()
    const site = await openSite(world)
    const csv = await site.get(await world.as('lead'), `/report?from=${YEAR.from}&to=${YEAR.to}&format=csv`)
    expect(csv.body).toContain('People supported,5,people supported')
    for (const { definition } of FIGURES) expect(csv.body).toContain(definition)
  })
})
