import { describe, expect, it } from 'vitest'
import type { Ctx } from '#platform/command'
import { cookieOf, openSite, type Site } from '#test/site'
import { newWorld, type World } from '#test/world'
import { IMPORT_STATUSES, importMoves } from './import.moves'
import { importJob } from './import-job'
import { importerOf } from './kinds'
import { startGoodRows, startRun } from './open-run'

const send = async (site: Site, world: World, ctx: Ctx, kind: string, filename: string, content: string) => {
  const form = new FormData()
  form.append('submission', crypto.randomUUID())
  form.append('kind', kind)
  if (filename) form.append('file', new Blob([content]), filename)
  const request = new Request('http://localhost', { method: 'POST', body: form })
  return site.app.inject({
    method: 'POST',
    url: `/${world.slug}/imports/new`,
    cookies: await cookieOf(ctx),
    headers: { 'content-type': request.headers.get('content-type') ?? '', 'sec-fetch-site': 'same-origin' },
    payload: Buffer.from(await request.arrayBuffer()),
  })
}

const FILE = 'Name,Post code,Email\nAnn Example,SK3 8NR,\n<script>x</script>,SK3 8NR,\nBad,SK3 8NR,nowhere\n'
const COLUMNS = { 'column-name': 'Name', 'column-postcode': 'Post code', 'column-email': 'Email' }

const opened = async () => {
  const world = await newWorld()
  const [site, ctx] = [await openSite(world), await world.as('coordinator')]
  const sent = await send(site, world, ctx, 'people', 'people.csv', FILE)
  expect(sent.statusCode).toBe(303)
  const path = String(sent.headers.location).slice(world.slug.length + 1)
  return { world, site, ctx, path, runId: path.slice('/imports/'.length) }
}

const peopleOf = ({ db, allianceId }: World) =>
  db.transaction({ allianceId }, (tx) => tx.selectFrom('person').select('name').execute())

describe('bringing a file in on screen', () => {
  it('shows the first rows, the matched columns, and what needs putting right, before anything is saved', async () => {
    const { world, site, ctx, path } = await opened()
    const page = await site.get(ctx, path)
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain('1 row to put right, 2 good')
    expect(page.body).toContain('Line 4: Email “nowhere” is not an email address')
    expect(page.body).toContain('&lt;script>x')
    expect(page.body).toMatch(/<option value="Post code" selected/)
    expect(await peopleOf(world)).toEqual([])
  })

  it('brings the good rows in as the person who sent it, and gives the others back', async () => {
    const { world, site, ctx, path, runId } = await opened()
    expect((await site.post(ctx, path, { ...COLUMNS, mode: 'good' })).statusCode).toBe(303)
    await importJob(world.system, { importRunId: runId })
    const page = await site.get(ctx, path)
    expect(page.body).toContain('2 records brought in: people')
    const file = await site.get(ctx, `${path}/rows-to-put-right`)
    expect(file.body).toContain('Bad,SK3 8NR,nowhere')
    expect(file.body).not.toContain('Ann Example')
    const { run, actors } = await world.db.transaction({ allianceId: world.allianceId }, async (tx) => ({
      run: await tx.selectFrom('import_run').select(['status', 'content']).executeTakeFirstOrThrow(),
      actors: await tx.selectFrom('event').select('actor').where('action', '=', 'person.record').execute(),
    }))
    expect(run).toEqual({ status: 'done', content: null })
    expect(actors).toEqual([{ actor: 'account' }, { actor: 'account' }])
    await importJob(world.system, { importRunId: runId })
    expect(await peopleOf(world)).toHaveLength(2)
  })

  it('everything or nothing says that nothing was brought in', async () => {
    const { world, site, ctx, path, runId } = await opened()
    await site.post(ctx, path, { ...COLUMNS, mode: 'all' })
    await importJob(world.system, { importRunId: runId })
    expect((await site.get(ctx, path)).body).toContain('Nothing was brought in')
    expect(await peopleOf(world)).toEqual([])
  })

  it('after that, brings the good rows of the same file in at a press, and lets the file go', async () => {
    const { world, site, ctx, path, runId } = await opened()
    await site.post(ctx, path, { ...COLUMNS, mode: 'all' })
    await importJob(world.system, { importRunId: runId })
    const page = await site.get(ctx, path)
    expect(page.body).toContain('Bring in the 2 good rows')
    expect(page.body).toContain(`action="/${world.slug}${path}/good-rows"`)
    expect((await site.post(ctx, `${path}/good-rows`, {})).statusCode).toBe(303)
    await importJob(world.system, { importRunId: runId })
    const after = await site.get(ctx, path)
    expect(after.body).toContain('2 records brought in: people')
    expect(after.body).toContain('1 to put right')
    expect(after.body).not.toContain('good-rows')
    expect((await peopleOf(world)).map(({ name }) => name).toSorted()).toEqual(['<script>x</script>', 'Ann Example'])
    const run = await world.db.transaction({ allianceId: world.allianceId }, (tx) =>
      tx.selectFrom('import_run').select(['status', 'content', 'failure', 'rows_read']).executeTakeFirstOrThrow(),
    )
    expect(run).toEqual({ status: 'done', content: null, failure: null, rows_read: 3 })
  })

  it('offers no good rows when the file is gone, when none is good, or to the other alliance', async () => {
    const { world, site, ctx, path, runId } = await opened()
    await site.post(ctx, path, { ...COLUMNS, mode: 'all' })
    await importJob(world.system, { importRunId: runId })
    const other = await newWorld()
    expect((await (await openSite(other)).post(await other.as('coordinator'), `${path}/good-rows`, {})).statusCode).toBe(404)
    await world.db.transaction({ allianceId: world.allianceId }, (tx) =>
      tx.updateTable('import_run').set({ content: null }).execute(),
    )
    expect((await site.get(ctx, path)).body).not.toContain('good-rows')
    const refused = await site.post(ctx, `${path}/good-rows`, {})
    expect(refused.statusCode).toBe(409)
    expect(refused.body).toContain('This file is no longer here. Send it again')
    expect(await peopleOf(world)).toEqual([])
    const bad = await send(site, world, ctx, 'people', 'bad.csv', 'Name,Email,Post code\nBad,nowhere,SK3 8NR\n')
    const badPath = String(bad.headers.location).slice(world.slug.length + 1)
    await site.post(ctx, badPath, { ...COLUMNS, mode: 'all' })
    await importJob(world.system, { importRunId: badPath.slice('/imports/'.length) })
    const page = await site.get(ctx, badPath)
    expect(page.body).toContain('Nothing was brought in')
    expect(page.body).not.toContain('good-rows')
  })

  it.each(IMPORT_STATUSES.filter((status) => status !== 'failed'))(
    'a run that is %s has no good rows to take',
    async (status) => {
      const { world, ctx, runId } = await opened()
      await world.db.transaction({ allianceId: world.allianceId }, (tx) => tx.updateTable('import_run').set({ status }).execute())
      const importer = importerOf('people')
      if (!importer) throw new Error('no importer')
      expect(await startGoodRows(ctx, importer, runId)).toMatchObject({ ok: false, code: 'file-gone' })
    },
  )

  it('knows many names for a column, and says which columns of the file are not used', async () => {
    const world = await newWorld()
    const [site, ctx] = [await openSite(world), await world.as('coordinator')]
    const text = 'Name,Mail,Mob,Shoe size,Post code\nAnn,nowhere,07700 900123,5,SK3 8NR\n'
    const sent = await send(site, world, ctx, 'people', 'people.csv', text)
    const path = String(sent.headers.location).slice(world.slug.length + 1)
    const page = await site.get(ctx, path)
    expect(page.body).toContain('Line 2: Mail “nowhere” is not an email address')
    expect(page.body).toMatch(/<option value="Mob" selected/)
    expect(page.body).toContain('Not used from this file: <strong>Shoe size</strong>')
    const again = await site.post(ctx, path, { 'column-name': 'Name', look: 'yes' })
    expect(again.body).toContain('Not used from this file: <strong>Mail, Mob, Shoe size, Post code</strong>')
  })

  it('says what to do with a name in two columns', async () => {
    const world = await newWorld()
    const [site, ctx] = [await openSite(world), await world.as('coordinator')]
    const sent = await send(site, world, ctx, 'people', 'people.csv', 'Forename,Surname,Postcode\nAnn,Example,SK3 8NR\n')
    const page = await site.get(ctx, String(sent.headers.location).slice(world.slug.length + 1))
    expect(page.body).toContain('The file has names in parts: Forename, Surname. Put them together in one column called Name')
  })

  it('a run whose starter has lost the role brings nothing in', async () => {
    const { world, site, ctx, path, runId } = await opened()
    await site.post(ctx, path, { ...COLUMNS, mode: 'good' })
    await world.db.transaction({ allianceId: world.allianceId }, (tx) =>
      tx.deleteFrom('account_role').where('account_id', '=', String(ctx.actor.accountId)).execute(),
    )
    await importJob(world.system, { importRunId: runId })
    expect(await peopleOf(world)).toEqual([])
  })

  it('asks for a column that is needed, and keeps the choices', async () => {
    const { site, ctx, path } = await opened()
    const page = await site.post(ctx, path, { ...COLUMNS, 'column-name': '', mode: 'good' })
    expect(page.statusCode).toBe(422)
    expect(page.body).toContain('Choose the column that holds: Name')
    expect(page.body).toContain('href="#column-name"')
  })

  it('"look again" starts nothing', async () => {
    const { world, site, ctx, path } = await opened()
    const page = await site.post(ctx, path, { ...COLUMNS, 'column-email': '', mode: 'good', look: 'yes' })
    expect(page.body).toContain('3 rows can be read')
    expect(await peopleOf(world)).toEqual([])
  })

  it.each([
    ['a PDF called .csv', 'people', 'people.csv', '%PDF-1.7', 'looks like a PDF'],
    ['an empty file', 'people', 'people.csv', '', 'This file is empty'],
    ['no file', 'people', '', '', 'Choose a file'],
    ['no kind', '', 'people.csv', FILE, 'Choose what the file holds'],
  ])('refuses %s on the same page', async (_what, kind, filename, content, says) => {
    const world = await newWorld()
    const page = await send(await openSite(world), world, await world.as('coordinator'), kind, filename, content)
    expect([409, 422]).toContain(page.statusCode)
    expect(page.body).toContain('<title>Error: Bring in a file')
    expect(page.body).toContain(says)
  })

  it('the files brought in are found by name and by how they went', async () => {
    const { site, ctx } = await opened()
    const found = async (query: string) => (await site.get(ctx, `/imports?${query}`)).body.includes('people.csv</a>')
    expect(await Promise.all(['q=PEOPLE', 'status=uploaded', 'q=places', 'status=done'].map(found))).toEqual([
      true,
      true,
      false,
      false,
    ])
  })

  it('a kind that is not theirs to bring in is refused, and its runs cannot be seen', async () => {
    const { world, site, path } = await opened()
    const librarian = await world.as('librarian')
    expect((await send(site, world, librarian, 'people', 'people.csv', FILE)).statusCode).toBe(403)
    expect((await site.get(librarian, path)).statusCode).toBe(404)
    expect((await site.get(librarian, `${path}/rows-to-put-right`)).statusCode).toBe(404)
    expect((await site.get(librarian, '/imports')).body).not.toContain('people.csv')
    const other = await newWorld()
    expect((await (await openSite(other)).get(await other.as('coordinator'), path)).statusCode).toBe(404)
  })

  it.each(IMPORT_STATUSES.filter((status) => !(importMoves.start.from as readonly string[]).includes(status)))(
    'a run that is %s cannot be started again',
    async (status) => {
      const { world, ctx, runId } = await opened()
      await world.db.transaction({ allianceId: world.allianceId }, (tx) => tx.updateTable('import_run').set({ status }).execute())
      const importer = importerOf('people')
      if (!importer) throw new Error('no importer')
      expect(await startRun(ctx, importer, { runId, mapping: [], mode: 'all' })).toMatchObject({ ok: false, code: 'moved-on' })
    },
  )
})
