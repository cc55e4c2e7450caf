import { describe, expect, it } from 'vitest'
import { recordRequest, type Theme } from '#modules/helpline'
import { aPerson, got } from '#test/helping'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'

const tell = async (world: World, theme: Theme, times: number) => {
  const desk = await world.as('helpline')
  const asked = { words: 'It is hard', needs: ['feedback' as const], barriers: [], source: 'call' as const, theme }
  for (let nth = 0; nth < times; nth++) {
    const person = await aPerson(world, `${theme} ${nth}`)
    got(await recordRequest(desk, { ...asked, personId: person.id, nextAction: 'Thank them', nextActionOn: '2025-11-06' }))
  }
}

const ready = async () => {
  const world = await newWorld()
  await tell(world, 'costs', 6)
  await tell(world, 'websites', 2)
  return { world, site: await openSite(world) }
}

/** The cells of each row, in their order. */
const rowsOf = (html: string): string[] =>
  [...html.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) =>
    row
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  )

describe('what residents tell us', () => {
  it('is counted by theme, and by whom it came, for whoever may see people', async () => {
    const { world, site } = await ready()
    const page = await site.get(await world.as('coordinator'), '/what-people-tell-us')
    const [, first, second] = rowsOf(page.body)
    expect([first, second]).toEqual(['What it costs 6 6', 'Websites and apps 2 2'])
    expect(page.body).toContain('8 times')
  })

  it('shows the lead no number under five, nor a sum that would give it away', async () => {
    const { world, site } = await ready()
    const page = await site.get(await world.as('lead'), '/what-people-tell-us')
    const [head, first, second] = rowsOf(page.body)
    expect([head, first, second]).toEqual(['Theme Times', 'What it costs 6', 'Websites and apps fewer than 5'])
    expect(page.body).not.toContain('8 times')
    await tell(world, 'websites', 3)
    const enough = await site.get(await world.as('lead'), '/what-people-tell-us')
    expect(enough.body).toContain('11 times')
  })

  it('counts the days that were chosen, and says what is wrong with days that are none', async () => {
    const { world, site } = await ready()
    const lead = await world.as('lead')
    const before = await site.get(lead, '/what-people-tell-us?from=2025-10-01&to=2025-11-04')
    expect(before.body).toContain('Nobody told us anything in these days')
    const wrong = await site.get(lead, '/what-people-tell-us?from=soon&to=2025-11-04')
    expect([wrong.statusCode, wrong.body.includes('value="soon"')]).toEqual([422, true])
  })

  it('counts nobody who is kept apart, nor anyone of another alliance', async () => {
    const { world, site } = await ready()
    const one = await world.db.transaction(world.system, (tx) =>
      tx.selectFrom('person').select('id').where('name', 'like', 'costs%').executeTakeFirstOrThrow(),
    )
    const apart = { alliance_id: world.allianceId, person_id: one.id, why: 'Test', since: new Date() }
    await world.db.transaction(world.system, (tx) => tx.insertInto('restricted_person').values(apart).execute())
    expect(rowsOf((await site.get(await world.as('coordinator'), '/what-people-tell-us')).body)[1]).toBe('What it costs 5 5')
    const other = await newWorld()
    const theirs = await (await openSite(other)).get(await other.as('coordinator'), '/what-people-tell-us')
    expect(theirs.body).toContain('Nobody told us anything')
  })
})
