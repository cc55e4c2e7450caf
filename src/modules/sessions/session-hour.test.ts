import { expect, it } from 'vitest'
import { aMatch } from '#test/helping'
import { openSite } from '#test/site'
import { newWorld } from '#test/world'

const fields = (day: string) => ({
  ...{ way: 'in_person', 'date-day': day, 'date-month': '11', 'date-year': '2025' },
  ...{ minutes: '45', title: 'Video calls', places: '6', notes: 'Set up big text', skills: ['turn-on'] },
})

const ready = async () => {
  const world = await newWorld()
  const { request, champion } = await aMatch(world)
  const mine = `/my/learners/${request.person.reference}/sessions`
  const desk = await world.as('helpline')
  const site = await openSite(world)
  const starts = async () =>
    (
      await world.db.transaction(world.system, (tx) =>
        tx.selectFrom('session').select('starts_at').orderBy('starts_at').execute(),
      )
    ).map(({ starts_at }) => starts_at.toISOString())
  return { site, starts, champion: champion.ctx, desk, mine, request }
}
type Ready = Awaited<ReturnType<typeof ready>>

it.each([
  ['a one-to-one, planned by a champion', '11', ({ champion, mine }: Ready) => [champion, `${mine}/new`] as const],
  ['one that was not planned', '4', ({ champion, mine }: Ready) => [champion, `${mine}/record`] as const],
  [
    'a one-to-one, planned by the desk',
    '11',
    ({ desk, request }: Ready) => [desk, `/requests/${request.reference}/sessions/new`] as const,
  ],
  ['a group', '11', ({ desk }: Ready) => [desk, '/sessions/new-group'] as const],
])('%s: whether 2 is pm or am is asked, with the typing kept; what can only be one is taken', async (_what, day, form) => {
  const all = await ready()
  const [ctx, path] = form(all)
  for (const [time, said] of [
    ['2', '2'],
    ['07', '7'],
    ['2.30', '2.30'],
  ] as const) {
    const asked = await all.site.post(ctx, path, { ...fields(day), time })
    expect(asked.statusCode).toBe(422)
    expect(asked.body).toContain(`Is that ${said}pm or ${said}am? Enter it with pm or am`)
    expect(asked.body).toMatch(new RegExp(`name="time"[^>]*value="${time}"`))
  }
  expect(await all.starts()).toEqual([])
  for (const time of ['2pm', '8', '02:30', '5am'])
    expect((await all.site.post(ctx, path, { ...fields(day), time })).statusCode).toBe(303)
  const on = `2025-11-${day.padStart(2, '0')}`
  expect(await all.starts()).toEqual(['02:30', '05:00', '08:00', '14:00'].map((time) => `${on}T${time}:00.000Z`))
})
