import { freshAttempt } from '#platform/forms'
import type { Ask, Reply, Route } from '#platform/http/ask'
import { page, refused, staffPage } from '#platform/http/routes'
import { refuse } from '#platform/outcome'
import { reading } from '#platform/reading'
import { formatPhone } from '#ui/format'
import { Button, SelectField, TextAreaField, TextField } from '#ui/govuk'
import { kindWord } from '../stock/device'
import { labelAddress } from '../stock/label.page'
import { readScan, referenceOf, tagOf } from '../stock/tag'
import { labelSheet } from './label-sheet'
import { ScanBox } from './scan-box'
import { SHEET_CODES, SHEETS } from './sheets'

const MOST = 1000
const asked = (ask: Ask, name: string): string => String(ask.query[name] ?? '')

const showChoice = (ask: Ask): Reply => {
  const attempt = freshAttempt({ sheet: 'L7160', start: '1', tags: asked(ask, 'tags').slice(0, 20_000) })
  return staffPage(
    'Print labels',
    <section class="digiknow-panel">
      <form method="get" action={`${ask.base}/device-labels/print`}>
        <h1 class="govuk-heading-l">Print labels</h1>
        <TextAreaField
          attempt={attempt}
          name="tags"
          label="Which devices"
          hint="Their tags, one after the other. Leave empty for the newest ones, one sheet full."
          rows={4}
        />
        <SelectField
          attempt={attempt}
          name="sheet"
          label="Sheet"
          options={SHEET_CODES.map((code) => ({ value: code, label: SHEETS[code].name }))}
        />
        <TextField
          attempt={attempt}
          name="start"
          label="Start at label"
          hint="1 for a whole sheet: the top left one"
          width={3}
          inputmode="numeric"
        />
        <p class="govuk-body">Print at 100 per cent, without “fit to page”.</p>
        <Button>Make the sheet</Button>
      </form>
    </section>,
    { section: '/devices' },
  )
}

const devicesFor = (ask: Ask, references: readonly string[], most: number) =>
  reading(ask.ctx, 'device.read', (tx) =>
    tx
      .selectFrom('device')
      .select(['reference', 'kind'])
      .where('alliance_id', '=', ask.ctx.allianceId)
      .$if(references.length > 0, (query) => query.where('reference', 'in', references))
      .orderBy('added_on', 'desc')
      .orderBy('reference', references.length > 0 ? 'asc' : 'desc')
      .limit(most)
      .execute(),
  )

const printSheet = async (ask: Ask): Promise<Reply> => {
  const code = SHEET_CODES.find((one) => one === asked(ask, 'sheet')) ?? 'L7160'
  const sheet = SHEETS[code]
  const start = Number(asked(ask, 'start') || 1)
  const many = sheet.across * sheet.down
  if (!Number.isInteger(start) || start < 1 || start > many)
    return refused({ ...refuse('wrong-start', `Start at a label from 1 to ${many}`), status: 422 })
  const tags = [
    ...new Set(
      asked(ask, 'tags')
        .split(/[\s,;]+/)
        .filter(Boolean)
        .map(referenceOf),
    ),
  ].slice(0, MOST)
  const read = await devicesFor(ask, tags, tags.length > 0 ? MOST : many - start + 1)
  if (!read.ok) return refused(read)
  const unknown = tags.filter((tag) => !read.value.some(({ reference }) => reference === tag))
  if (unknown.length > 0)
    return refused({ ...refuse('unknown-tags', `We have no device with the tag ${unknown.slice(0, 5).join(', ')}`), status: 404 })
  const { name, helplineNumber } = ask.alliance
  const labels = read.value.map(({ reference, kind }) => ({
    address: labelAddress(ask, tagOf(reference)),
    tag: tagOf(reference),
    lines: [`${name} ${kindWord(kind)}`, ...(helplineNumber ? [`Found it? Ring ${formatPhone(helplineNumber)}`] : [])],
  }))
  return {
    kind: 'file',
    name: `labels-${code}.pdf`,
    type: 'application/pdf',
    body: await labelSheet(sheet, labels, start),
    inline: true,
  }
}

/** A scanned or typed tag leads to its device; without one, the page to scan. */
const scan = async (ask: Ask): Promise<Reply> => {
  const scanned = asked(ask, 'tag').slice(0, 300)
  if (!scanned)
    return staffPage(
      'Scan a label',
      <section class="digiknow-panel">
        <h1 class="govuk-heading-l">Scan a label</h1>
        <form method="get" action={`${ask.base}/scan`}>
          <ScanBox />
          <Button>Open it</Button>
        </form>
      </section>,
      { section: '/devices', camera: true },
    )
  const tag = readScan(scanned, ask.base)
  if (!tag.ok) return refused(tag)
  const found = await devicesFor(ask, [tag.reference], 1)
  if (!found.ok) return refused(found)
  if (found.value.length === 0)
    return refused({ ...refuse('no-such-device', `We have no device with the tag ${tag.reference.slice(0, 30)}`), status: 404 })
  return { kind: 'redirect', to: `${ask.base}/devices/${tag.reference}` }
}

/** Sheets of labels, and scanning them. */
export const labelRoutes: readonly Route[] = [
  page('/device-labels', 'device.read', showChoice),
  page('/device-labels/print', 'device.read', printSheet),
  page('/scan', 'device.read', scan),
]
