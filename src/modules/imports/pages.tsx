import type { Attempt } from '#platform/forms'
import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import type { AnyImporter } from '#platform/importer'
import { formatNumber, plural } from '#ui/format'
import { Button, FileField, RadiosField, SelectField } from '#ui/govuk'
import { ActionButton, Form, Scroll } from '#ui/layout'
import type { Checked } from './check-file'
import { type ImportRun, kindsFor } from './import.queries'

const SECTION = { section: '/imports' }

/** Names of files are long words: on a narrow screen they break after their marks. */
const Breakable = ({ text }: { text: string }) => (
  <>
    {text.split(/(?<=[_.-])/).map((part) => (
      <>
        {part}
        <wbr />
      </>
    ))}
  </>
)

/** Choose what the file holds, and the file. */
export const newImportPage = (ask: Ask, attempt: Attempt): Page =>
  staffPage(
    'Bring in a file',
    <section class="digiknow-panel">
      <Form attempt={attempt} upload>
        <h1 class="govuk-heading-l">Bring in a file</h1>
        <RadiosField
          attempt={attempt}
          name="kind"
          legend="What does it hold?"
          options={kindsFor(ask.ctx.actor).map(({ kind, label, hint }) => ({ value: kind, label, hint }))}
        />
        <FileField
          attempt={attempt}
          name="file"
          label="The file"
          hint="CSV or Excel (XLSX), up to 50 MB. The first row must hold the headings. Nothing is saved until you have looked at it."
          accept=".csv,.txt,.xlsx,.geojson,.json"
        />
        <Button preventDoubleClick>Next</Button>
      </Form>
    </section>,
    SECTION,
  )

const Sample = ({ checked }: { checked: Checked }) => (
  <Scroll label="The first rows of the file">
    <table class="govuk-table digiknow-dense">
      <thead>
        <tr>
          {checked.columns.map((column) => (
            <th class="govuk-table__header" scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {checked.rows.map(({ cells }) => (
          <tr>
            {checked.columns.map((column) => (
              <td class="govuk-table__cell">{(cells[column] ?? '').slice(0, 60)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </Scroll>
)

const Findings = ({ checked }: { checked: Checked }) => (
  <section class="digiknow-panel" aria-labelledby="findings">
    <h2 id="findings">
      {checked.bad === 0
        ? `${plural(checked.good, 'row')} can be read`
        : `${plural(checked.bad, 'row')} to put right, ${formatNumber(checked.good)} good`}
    </h2>
    {checked.more && (
      <p class="govuk-body">We looked at the first {formatNumber(checked.looked)} rows. The others are checked when you start.</p>
    )}
    {checked.missing.length > 0 && <p class="govuk-body">No column is chosen yet for: {checked.missing.join(', ')}.</p>}
    {checked.advice && <p class="govuk-body">{checked.advice}</p>}
    {checked.unused.length > 0 && (
      <p class="govuk-body">
        Not used from this file: <strong>{checked.unused.join(', ')}</strong>. If you need one of these, choose where it goes
        below, then look again.
      </p>
    )}
    {checked.problems.length > 0 && (
      <ul class="govuk-list govuk-list--bullet">
        {checked.problems.map(({ line, message }) => (
          <li>
            Line {line}: {message}
          </li>
        ))}
      </ul>
    )}
  </section>
)

const MODES = [
  { value: 'all', label: 'Everything or nothing', hint: 'If one row needs putting right, nothing is saved.' },
  { value: 'good', label: 'The good rows', hint: 'The others come back to you as a file.' },
]

interface ConfirmProps {
  readonly run: ImportRun
  readonly importer: AnyImporter
  readonly checked: Checked
  readonly attempt: Attempt
}

/** Which column is which, what the file looks like, and go. */
export const confirmPage = (_ask: Ask, { run, importer, checked, attempt }: ConfirmProps): Page =>
  staffPage(
    `Check ${run.filename}`,
    <>
      <div class="digiknow-top">
        <h1 class="govuk-heading-l">
          <Breakable text={`Check ${run.filename}`} />
        </h1>
      </div>
      <Findings checked={checked} />
      <section class="digiknow-panel" aria-labelledby="sample">
        <h2 id="sample">The first rows</h2>
        <Sample checked={checked} />
      </section>
      <section class="digiknow-panel" aria-labelledby="columns">
        <h2 id="columns">Which column is which</h2>
        <Form attempt={attempt}>
          <div class="digiknow-fields">
            {importer.columns.map(({ name, label, required }) => (
              <SelectField
                attempt={attempt}
                name={`column-${name}`}
                label={required ? `${label} (needed)` : label}
                options={checked.columns.map((column) => ({ value: column, label: column }))}
                emptyLabel="Leave out"
              />
            ))}
          </div>
          <RadiosField attempt={attempt} name="mode" legend="If some rows need putting right" options={MODES} />
          <div class="digiknow-btns">
            <Button preventDoubleClick>Bring the records in</Button>
            <Button classes="govuk-button--secondary" name="look" value="yes">
              Look again with these columns
            </Button>
          </div>
        </Form>
      </section>
    </>,
    SECTION,
  )

const Counts = ({ run }: { run: ImportRun }) => (
  <ul class="govuk-list govuk-list--bullet">
    <li>{plural(run.rows_read, 'row')} read</li>
    <li>{formatNumber(run.rows_written)} brought in</li>
    {Object.entries(run.left_out as Record<string, number>).map(([reason, count]) => (
      <li>
        {formatNumber(count)} left out: {reason}
      </li>
    ))}
    {run.rows_bad > 0 && <li>{formatNumber(run.rows_bad)} to put right</li>}
  </ul>
)

/** How many rows of a run that brought nothing in would come in without the others. */
const goodRowsOf = ({ status, rows_read, rows_bad, left_out, has_file }: ImportRun): number => {
  const leftOut = Object.values(left_out as Record<string, number>).reduce((sum, count) => sum + count, 0)
  return status === 'failed' && has_file ? rows_read - rows_bad - leftOut : 0
}

const titleOf = ({ status, filename, rows_written }: ImportRun, what: string): string => {
  if (status === 'done') return `${plural(rows_written, 'record')} brought in: ${what.toLowerCase()}`
  return status === 'failed' ? 'Nothing was brought in' : `Bringing in ${filename}`
}

const Moving = ({ url }: { url: string }) => (
  <p class="govuk-body" data-look-again="2">
    You can leave this page: it goes on without you.{' '}
    <a class="govuk-link" href={url}>
      See how far it is
    </a>
  </p>
)

/** How far it is, and what came of it. */
export const runPage = (ask: Ask, run: ImportRun, importer: AnyImporter): Page => {
  const title = titleOf(run, importer.label)
  const over = run.status === 'done' || run.status === 'failed'
  const address = `${ask.base}/imports/${run.id}`
  const goodRows = goodRowsOf(run)
  return staffPage(
    title,
    <section class="digiknow-panel">
      <h1 class="govuk-heading-l">
        <Breakable text={title} />
      </h1>
      {run.failure && <p class="govuk-body">{run.failure}</p>}
      <Counts run={run} />
      {!over && <Moving url={address} />}
      {over && run.rows_bad > 0 && (
        <p class="govuk-body">
          <a class="govuk-link" href={`${address}/rows-to-put-right`}>
            Download the rows to put right
          </a>
          . Put them right in that file and bring it in again.
        </p>
      )}
      {goodRows > 0 && <ActionButton action={`${address}/good-rows`} label={`Bring in the ${plural(goodRows, 'good row')}`} />}
      {over && (
        <a class="govuk-button govuk-button--secondary" href={`${ask.base}/imports/new?kind=${run.kind}`}>
          Bring in another file
        </a>
      )}
    </section>,
    SECTION,
  )
}
