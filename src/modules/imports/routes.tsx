import { z } from 'zod'
import { type Attempt, freshAttempt } from '#platform/forms'
import type { Ask, Reply } from '#platform/http/ask'
import { button, form, page, refused } from '#platform/http/routes'
import type { AnyImporter } from '#platform/importer'
import { done, type Outcome, refuse } from '#platform/outcome'
import { reading } from '#platform/reading'
import { type ColumnMapping, TableError } from '#platform/tabular/index'
import { listRoute } from '#ui/layout'
import { badRowsFile } from './bad-rows'
import { checkFile } from './check-file'
import { type ImportRun, readContent, readRun } from './import.queries'
import { importList } from './import-list'
import { importerOf } from './kinds'
import { startGoodRows, startRun } from './open-run'
import { confirmPage, newImportPage, runPage } from './pages'
import { uploadFile } from './upload-file'

const UPLOAD = 50 * 1024 * 1024
const COLUMN = 'column-'
const ONE_TRY_MS = 200
const TRIES = 8

const runOf = (ask: Ask) =>
  reading(ask.ctx, 'import.list', (tx) => readRun(tx, ask.ctx.allianceId, ask.ctx.actor, ask.params.run ?? ''))

const startForm = z.object({ mode: z.enum(['all', 'good']).default('all'), look: z.string().default('') }).loose()
type StartForm = z.output<typeof startForm>

/** The columns chosen on the page; before that, those matched when the file was sent. */
const mappingOf = (importer: AnyImporter, values: Readonly<Record<string, unknown>>): ColumnMapping =>
  importer.columns.map(({ name }) => ({ name, column: String(values[COLUMN + name] ?? '') || null }))

const valuesOf = (run: ImportRun): Record<string, string> => ({
  mode: 'all',
  ...Object.fromEntries((run.mapping as unknown as ColumnMapping).map(({ name, column }) => [COLUMN + name, column ?? ''])),
})

const gone = refuse('moved-on', 'This file is no longer here. Send it again')

const showConfirm = async (ask: Ask, run: ImportRun, importer: AnyImporter, attempt: Attempt): Promise<Reply> => {
  const content = await ask.ctx.db.transaction({ allianceId: ask.ctx.allianceId, readOnly: true }, (tx) =>
    readContent(tx, ask.ctx.allianceId, run.id),
  )
  if (!content) return refused(gone)
  try {
    const checked = await checkFile(importer, content, run.filename, mappingOf(importer, attempt.values))
    return confirmPage(ask, { run, importer, checked, attempt })
  } catch (error) {
    if (!(error instanceof TableError)) throw error
    return refused(refuse('not-a-table', error.message))
  }
}

const showRun = async (ask: Ask, attempt?: Attempt): Promise<Reply> => {
  const read = await runOf(ask)
  if (!read.ok) return refused(read)
  const importer = importerOf(read.value.kind)
  if (!importer) return refused(refuse('not-found'))
  if (read.value.status !== 'uploaded') return runPage(ask, read.value, importer)
  return showConfirm(ask, read.value, importer, attempt ?? freshAttempt(valuesOf(read.value)))
}

/** A short file is done by the time the next page is asked for: that page then says so, also without a script. */
const waitABit = async (ask: Ask): Promise<void> => {
  for (let tries = 0; tries < TRIES; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, ONE_TRY_MS))
    const read = await runOf(ask)
    if (!read.ok || read.value.status === 'done' || read.value.status === 'failed') return
  }
}

const start = async (ask: Ask, input: StartForm): Promise<Outcome<string>> => {
  const read = await runOf(ask)
  if (!read.ok) return read
  const importer = importerOf(read.value.kind)
  if (!importer) return refuse('not-found')
  const mapping = mappingOf(importer, input)
  const missing = importer.columns.find(
    ({ name, required }) => required && !mapping.some((match) => match.name === name && match.column),
  )
  if (missing)
    return { ...refuse('no-column', `Choose the column that holds: ${missing.label}`, COLUMN + missing.name), status: 422 }
  const started = await startRun(ask.ctx, importer, { runId: read.value.id, mapping, mode: input.mode })
  if (started.ok) await waitABit(ask)
  return started
}

const takeGoodRows = async (ask: Ask): Promise<Outcome<string>> => {
  const read = await runOf(ask)
  if (!read.ok) return read
  const importer = importerOf(read.value.kind)
  if (!importer) return refuse('not-found')
  const started = await startGoodRows(ask.ctx, importer, read.value.id)
  if (started.ok) await waitABit(ask)
  return started
}

const [, postStart] = form({
  path: '/imports/:run',
  action: 'import.list',
  schema: startForm,
  show: showRun,
  act: start,
  next: (_ask, id) => `/imports/${id}`,
})

/** "Look again" shows the same page with the columns chosen, and starts nothing. */
const postRun = postStart && {
  ...postStart,
  handle: (ask: Ask): Promise<Reply> | Reply => {
    const body = (ask.body ?? {}) as Record<string, string>
    return body.look === 'yes' ? showRun(ask, freshAttempt(body)) : postStart.handle(ask)
  },
}

const downloadBadRows = async (ask: Ask): Promise<Reply> => {
  const read = await runOf(ask)
  if (!read.ok) return refused(read)
  const name = `put-right-${read.value.filename.replace(/\.\w+$/, '')}.csv`
  return { kind: 'file', name, type: 'text/csv; charset=utf-8', body: badRowsFile(ask.ctx, read.value) }
}

export const routes = [
  listRoute(importList),
  ...form({
    path: '/imports/new',
    action: 'import.list',
    upload: UPLOAD,
    schema: z.object({ kind: z.string({ error: 'Choose what the file holds' }) }),
    fill: (ask) => ({ kind: String(ask.query.kind ?? '') }),
    show: newImportPage,
    act: async (ask, { kind }) => {
      const opened = await uploadFile(
        ask.ctx,
        kind,
        ask.files.find(({ field }) => field === 'file'),
      )
      return opened.ok ? done(opened.value) : opened
    },
    next: (_ask, id) => `/imports/${id}`,
  }),
  page('/imports/:run', 'import.list', (ask) => showRun(ask)),
  ...(postRun ? [postRun] : []),
  button({
    path: '/imports/:run/good-rows',
    action: 'import.list',
    schema: z.object({}),
    act: takeGoodRows,
    next: (_ask, id) => `/imports/${id}`,
  }),
  page('/imports/:run/rows-to-put-right', 'import.list', downloadBadRows),
]
