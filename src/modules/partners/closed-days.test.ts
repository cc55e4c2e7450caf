import { describe, expect, it } from 'vitest'
import { newId } from '#platform/ids'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'
import { closedDaysForm, closePlace, openPlace } from './closed-days'
import { placeForm } from './place'
import { recordPlace } from './save-place'

const days = (startsOn = '2025-11-10', endsOn = '2025-11-14') => closedDaysForm.parse({ startsOn, endsOn, why: 'Stocktake' })

const aPlace = async (world: World): Promise<string> => {
  const made = await recordPlace(await world.as('lead'), placeForm.parse({ name: 'The Hub', kind: 'library' }))
  if (!made.ok) throw new Error(made.says)
  return made.value.id
}

const closuresOf = (world: World) =>
  world.db.transaction(world.system, (tx) => tx.selectFrom('place_closure').select(['id', 'starts_on', 'ends_on']).execute())

describe('closed days of a place', () => {
  it('are added and taken back on its page, which tells of them', async () => {
    const world = await newWorld()
    const [site, me, place] = [await openSite(world), await world.as('librarian'), await aPlace(world)]
    const typed = { startsOn: '2025-11-10', endsOn: '2025-11-14', why: 'Stocktake' }
    expect((await site.post(me, `/places/${place}/closed-days`, typed)).headers.location).toBe(`/${world.slug}/places/${place}`)
    const words = 'Closed from 10 November 2025, open again on 14 November 2025: Stocktake'
    expect((await site.get(me, `/places/${place}`)).body).toContain(words)
    const reader = (await site.get(await world.as('champion'), `/places/${place}`)).body
    expect([reader.includes(words), reader.includes('Add closed days')]).toEqual([true, false])
    const [closure] = await closuresOf(world)
    await site.post(me, `/places/${place}/open-again`, { closure: closure?.id ?? '' })
    expect(await closuresOf(world)).toEqual([])
    expect((await site.get(me, `/places/${place}`)).body).toContain('Open after all from 10 November 2025')
    expect((await site.post(me, `/places/${place}/open-again`, { closure: closure?.id ?? '' })).statusCode).toBe(404)
  })

  it('bad days keep the typing, each said beside its field', async () => {
    const world = await newWorld()
    const [site, me, place] = [await openSite(world), await world.as('lead'), await aPlace(world)]
    const typed = { startsOn: '2025-11-14', endsOn: '2025-11-14', why: 'Burst pipe' }
    const page = await site.post(me, `/places/${place}/closed-days`, typed)
    expect([page.statusCode, page.body.includes('Burst pipe'), page.body.includes('href="#endsOn')]).toEqual([422, true, true])
    const close = async (input: ReturnType<typeof days>) => closePlace(await world.as('admin'), { place, ...input })
    expect(await close(days('2025-11-01', '2025-11-05'))).toMatchObject({ code: 'past', field: 'endsOn' })
    expect(await close(days())).toMatchObject({ ok: true })
    expect(await close(days('2025-11-13', '2025-11-20'))).toMatchObject({ code: 'closed-already', field: 'startsOn' })
    expect(await close(days('2025-11-14', '2025-11-20'))).toMatchObject({ ok: true })
  })

  it('are refused to who may not, and to the other alliance', async () => {
    const [world, other] = [await newWorld(), await newWorld()]
    const place = await aPlace(world)
    expect(await closePlace(await world.as('helpline'), { place, ...days() })).toMatchObject({ code: 'forbidden' })
    expect(await closePlace(await other.as('lead'), { place, ...days() })).toMatchObject({ code: 'not-found' })
    expect(await closePlace(await world.as('lead'), { place: 'nowhere', ...days() })).toMatchObject({ code: 'not-found' })
    await closePlace(await world.as('lead'), { place, ...days() })
    const [closure] = await closuresOf(world)
    const theirs = { place, closure: closure?.id ?? '' }
    expect(await openPlace(await other.as('lead'), theirs)).toMatchObject({ code: 'not-found' })
    expect(await openPlace(await world.as('helpline'), theirs)).toMatchObject({ code: 'forbidden' })
    expect(await openPlace(await world.as('lead'), { place, closure: newId() })).toMatchObject({ code: 'not-found' })
    expect(await closuresOf(world)).toHaveLength(1)
  })
})
