import { expect, it } from 'vitest'
import { atOnce } from '#test/at-once'
import { aRequest } from '#test/helping'
import { openSite } from '#test/site'
import { newWorld } from '#test/world'

const DAY = { 'nextActionOn-day': '20', 'nextActionOn-month': '11', 'nextActionOn-year': '2025' }

it.each(['edit', 'triage', 'plan'])(
  'two save one request’s %s at the very same moment: one is saved, the other loses nothing',
  async (which) => {
    const world = await newWorld()
    const both = [await world.as('helpline'), await world.as('coordinator')] as const
    const site = await openSite(world)
    const at = `/requests/${(await aRequest(world, 'Ann')).reference}/${which}`
    const hidden = (body: string, name: string): string => new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? ''
    const form = (page: string, nextAction: string) => ({
      ...{ seen: hidden(page, 'seen'), ...(which === 'plan' && { seenAs: hidden(page, 'seenAs') }), nextAction },
      ...{ words: 'A form', needs: 'task', owner: String(both[0].actor.accountId), ...DAY },
    })
    const sent = both.map(async (who, turn) => {
      const filled = form((await site.get(who, at)).body, `Step of ${turn}`)
      return () => site.post(who, at, filled)
    })
    const answers = await atOnce(world, 'request', await Promise.all(sent))
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([303, 409])
    const late = answers.findIndex(({ statusCode }) => statusCode === 409)
    const page = answers[late]?.body ?? ''
    expect(page).toContain(`It now says “Step of ${1 - late}”`)
    expect(page).toContain('It now says “20 November 2025”')
    expect(page).toContain(`value="Step of ${late}"`)
    if (which !== 'plan') expect(page).toContain('It now says “Help with a task”')
    expect(page).not.toMatch(/It now says “[0-9a-f-]{36}”/)
    const again = await site.post(both[late] ?? both[0], at, form(page, 'Both'))
    expect(again.statusCode).toBe(303)
    expect((await site.get(both[0], at.replace(`/${which}`, ''))).body).toContain('Both')
  },
)
