import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { helpGiven } from '#test/builders/help-given'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'
import { readMember, readMembers } from './region.queries'

const DAYS = 'from=2019-04-01&to=2020-03-31'

const aRegion = async () => {
  const region = await newWorld({ is_region: true, borough: 'Greater Test' })
  const [one, two] = [
    await newWorld({ region_id: region.allianceId, borough: 'Onebury' }),
    await newWorld({ region_id: region.allianceId, borough: 'Twobury' }),
  ]
  const outside = await newWorld({ borough: 'Elsewhere' })
  for (const [world, people] of [
    [one, 3],
    [two, 2],
    [outside, 9],
  ] as const) {
    const help = helpGiven(world)
    for (let n = 0; n < people; n += 1) await help.session('2019-06-01', [await help.person(`Zz Person ${n}`)])
  }
  return { region, one, two, outside }
}

const asRegionIn = (world: World, query: string) =>
  world.db.transaction({ allianceId: world.allianceId, as: 'region', readOnly: true }, (tx) => sql.raw(query).execute(tx))

describe('a region', () => {
  it('sees its boroughs side by side and added up, and none outside it', async () => {
    const { region } = await aRegion()
    const page = await (await openSite(region)).get(await region.as('region'), `/region-report?${DAYS}`)
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain('5 people supported in 2 boroughs')
    expect(page.body).toContain('Onebury')
    expect(page.body).toContain('A person helped in two boroughs counts in both')
    expect(page.body).not.toContain('Elsewhere')
  })

  it('has no name of a person and no link to a record on its page', async () => {
    const { region } = await aRegion()
    const page = await (await openSite(region)).get(await region.as('region'), `/region-report?${DAYS}`)
    expect(page.body).not.toContain('Zz Person')
    const links = [...page.body.matchAll(/<a [^>]*href="([^"]*)"/g)].map(([, href]) => href)
    expect(
      links.filter((href) => /records|people|requests|sessions|loans|devices|champions|[PRSL]-\d|DK-\d/.test(href ?? '')),
    ).toEqual([])
  })

  it('as a spreadsheet: one column a borough, and the sum', async () => {
    const { region } = await aRegion()
    const csv = await (await openSite(region)).get(await region.as('region'), `/region-report?${DAYS}&format=csv`)
    expect(csv.body).toContain('Figure,Onebury,Twobury,All of Greater Test')
    expect(csv.body).toContain('People supported,3,2,5')
  })

  it('reads totals through a role that may read no record', async () => {
    const { region, one } = await aRegion()
    const members = await region.db.transaction({ allianceId: region.allianceId }, (tx) => readMembers(tx, region.allianceId))
    expect(members.map(({ borough }) => borough)).toEqual(['Onebury', 'Twobury'])
    const [member] = members
    if (!member) throw new Error('a member')
    const figures = await readMember(await region.as('region'), member, { from: '2019-04-01', to: '2020-03-31' })
    expect(figures.values.supported.value).toBe(3)
    const tables = sql<{ relname: string; schema: string }>`
      select c.relname, n.nspname as schema from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('public', 'report') and c.relkind in ('r', 'p', 'v', 'm') and c.relname <> 'alliance'`
    const { rows } = await one.db.transaction({ allianceId: one.allianceId }, (tx) => tables.execute(tx))
    expect(rows.length).toBeGreaterThan(30)
    for (const { schema, relname } of rows)
      await expect(asRegionIn(one, `select 1 from ${schema}.${relname} limit 1`), relname).rejects.toThrow('permission denied')
    await expect(asRegionIn(one, "select * from report.figures('2019-04-01', '2020-03-31')")).rejects.toThrow('permission denied')
  })

  it('an alliance that is no region has no such page', async () => {
    const world = await newWorld()
    const page = await (await openSite(world)).get(await world.as('region'), '/region-report')
    expect(page.statusCode).toBe(404)
  })
})
