import { expect } from 'vitest'
import { readForms } from '#test/forms'
import { openSite, type Site } from '#test/site'
import { newWorld, type World } from '#test/world'

type Fields = Record<string, string | readonly string[]>

export const ME: Fields = {
  ...{ whom: 'me', needs: ['borrow_device', 'task'], words: 'My <b>tablet</b> broke', name: 'Ann O’Neill', way: 'call' },
  ...{ phones: '0161 496 0123', postcode: 'sk38nr', language: 'en', bestTimes: 'Mornings', website: '' },
}
export const FOR_DAD: Fields = {
  ...ME,
  whom: 'other',
  standing: 'relative',
  agreed: 'said_so',
  askerName: 'Grace',
  askerReach: '07700 900123',
}

export const rows = (world: World) =>
  world.db.transaction({ allianceId: world.allianceId }, async (tx) => ({
    people: await tx.selectFrom('person').selectAll().orderBy('id').execute(),
    reach: await tx.selectFrom('person_reach').selectAll().execute(),
    plans: await tx.selectFrom('safe_contact_plan').selectAll().execute(),
    consents: await tx.selectFrom('consent').selectAll().execute(),
    requests: await tx.selectFrom('request').selectAll().execute(),
    rings: await tx.selectFrom('call_back').select(['person_id', 'about_id', 'why', 'status', 'due_until']).execute(),
    events: await tx.selectFrom('event').selectAll().execute(),
  }))

/** What a browser would send on from the one form of a page: several boxes of one name as a list. */
export const sentOn = (html: string): Fields => {
  const fields: Record<string, string[]> = {}
  for (const { name, type, value } of readForms(html, '')[0]?.controls ?? [])
    if (!['radio', 'checkbox', 'button', 'submit'].includes(type)) fields[name] = [...(fields[name] ?? []), value]
  return fields
}

export const heading = (html: string): string => (/<h1[^>]*>(.*?)<\/h1>/s.exec(html)?.[1] ?? '').replace(/<[^>]+>/g, '').trim()

/** Answers page after page as it is asked, from what the person would say. */
export const walk = async (site: Site, world: World, says: Fields) => {
  const titles: string[] = []
  let page = await site.get(world.public, '/help')
  for (let turn = 0; turn < 20; turn++) {
    titles.push(heading(page.body))
    const fields = sentOn(page.body)
    if (String(fields.at) === 'check') return { titles, check: page, send: fields }
    const boxes = (readForms(page.body, '')[0]?.controls ?? []).filter(({ type }) => type !== 'hidden').map(({ name }) => name)
    const own = Object.fromEntries(Object.entries(says).filter(([name]) => boxes.includes(name)))
    page = await site.post(world.public, '/help/next', { ...fields, ...own })
    expect(page.statusCode, `${titles.at(-1)} ${page.body}`).toBe(200)
  }
  throw new Error(`asked too much: ${titles.join(' / ')}`)
}

export const open = async (more: Record<string, unknown> = {}) => {
  const world = await newWorld(more)
  return { world, site: await openSite(world) }
}
