import type { Attempt } from '#platform/forms'
import type { Ask, Reply, Route } from '#platform/http/ask'
import { button, form, refused, staffPage } from '#platform/http/routes'
import { mayMove } from '#platform/moves'
import { reading } from '#platform/reading'
import { formatDateTime, plural } from '#ui/format'
import { Button, SelectField } from '#ui/govuk'
import { ActionButton, can, Form } from '#ui/layout'
import { ScanBox } from '../labels/scan-box'
import { type DeviceStatus, kindWord, STATUSES } from '../stock/device'
import { deviceMoves } from '../stock/device.moves'
import { placeChoices } from '../stock/device.queries'
import { closeCheck, closeForm, countDevice, scanForm, startCheck, startForm } from './count-stock'
import { type CheckRecord, readCheck, readChecks } from './stock-check.queries'

const SECTION = { section: '/devices' }
const wanted = (ask: Ask): string => ask.params.check ?? ''
const toCheck = (_ask: Ask, check: { reference: string }): string => `/stock-checks/${check.reference}`

const showChecks = async (ask: Ask, attempt: Attempt): Promise<Reply> => {
  const { allianceId } = ask.ctx
  const read = await reading(ask.ctx, 'stock-check.start', async (tx) => ({
    checks: await readChecks(tx, allianceId),
    places: await placeChoices(tx, allianceId),
  }))
  if (!read.ok) return refused(read)
  return staffPage(
    'Stock checks',
    <section class="digiknow-panel">
      <h1 class="govuk-heading-l">Stock checks</h1>
      <ul class="digiknow-plain digiknow-found">
        {read.value.checks.map(({ reference, status, place, started_at }) => (
          <li>
            <a class="govuk-link" href={`${ask.base}/stock-checks/${reference}`}>
              {place ?? 'Everywhere'}
            </a>{' '}
            {status === 'counting' ? 'being counted since' : 'counted'} {formatDateTime(started_at)}
          </li>
        ))}
      </ul>
      <Form attempt={attempt}>
        <SelectField
          attempt={attempt}
          name="placeId"
          label="Count what is at"
          options={read.value.places}
          emptyLabel="Everywhere"
        />
        <Button preventDoubleClick>Start to count</Button>
      </Form>
    </section>,
    SECTION,
  )
}

type Counted = CheckRecord['devices']

const Part = ({ ask, title, devices }: { ask: Ask; title: string; devices: Counted }) => (
  <section aria-label={`${title}: ${devices.length}`}>
    <h2 class="govuk-heading-m govuk-!-margin-top-4">
      {title}: {devices.length}
    </h2>
    <ul class="digiknow-plain digiknow-found">
      {devices.map(({ reference, kind, status, found_by }) => (
        <li>
          <a class="govuk-link" href={`${ask.base}/devices/${reference}`}>
            {reference}
          </a>{' '}
          {kindWord(kind)} <span class="digiknow-soft-text">{found_by || STATUSES[status as DeviceStatus].toLowerCase()}</span>
        </li>
      ))}
    </ul>
  </section>
)

const TOLD: Readonly<Record<string, string>> = {
  found: 'is where it should be',
  again: 'was counted already',
  unexpected: 'was not expected here: look at its page',
}

const Last = ({ ask }: { ask: Ask }) => {
  const [device = '', what = ''] = String(ask.query.last ?? '').split(' ')
  if (!/^[A-Z0-9-]{1,40}$/.test(device) || !TOLD[what]) return null
  return (
    <p role="status" class={what === 'unexpected' ? 'digiknow-late' : 'govuk-body'}>
      <b>{device}</b> {TOLD[what]}.
    </p>
  )
}

const CloseIt = ({ ask, left }: { ask: Ask; left: number }) => (
  <div class="digiknow-btns">
    <ActionButton action={`${ask.base}/stock-checks/${wanted(ask)}/close`} label="End the count" secondary />
    {left > 0 && (
      <ActionButton
        action={`${ask.base}/stock-checks/${wanted(ask)}/close`}
        label={`End it, and mark ${plural(left, 'device')} missing`}
        fields={{ missing: 'yes' }}
        secondary
      />
    )}
  </div>
)

const showCheck = async (ask: Ask, attempt: Attempt): Promise<Reply> => {
  const read = await reading(ask.ctx, 'stock-check.count', (tx) => readCheck(tx, ask.ctx.allianceId, wanted(ask)))
  if (!read.ok) return refused(read)
  const { devices, place, status, reference } = read.value
  const [found, rest] = [devices.filter((one) => one.found_at !== null), devices.filter((one) => one.found_at === null)]
  const expected = devices.filter((one) => one.is_expected).length
  const gone = rest.filter((one) => one.is_still_expected && mayMove(deviceMoves.miss, one.status)).length
  return staffPage(
    `Stock check ${reference}`,
    <section class="digiknow-panel">
      <h1 class="govuk-heading-l">Stock check: {place ?? 'everywhere'}</h1>
      <p class="govuk-body">
        {found.filter((one) => one.is_expected).length} of {plural(expected, 'device')} found.
      </p>
      <Last ask={ask} />
      {status === 'counting' && (
        <Form attempt={attempt}>
          <ScanBox error={attempt.errors.find(({ field }) => field === 'tag')?.message} />
          <Button>Count it</Button>
        </Form>
      )}
      <Part ask={ask} title="Not expected here" devices={found.filter((one) => !one.is_expected)} />
      <Part ask={ask} title={status === 'counting' ? 'Still to find' : 'Not found'} devices={rest} />
      <Part ask={ask} title="Found" devices={found.filter((one) => one.is_expected)} />
      {status === 'counting' && can(ask, 'stock-check.close') && <CloseIt ask={ask} left={gone} />}
    </section>,
    { ...SECTION, camera: status === 'counting' },
  )
}

/** Counting what is on the shelves, by scanning. */
export const stockCheckRoutes: readonly Route[] = [
  ...form({
    path: '/stock-checks',
    action: 'stock-check.start',
    schema: startForm,
    show: showChecks,
    act: (ask, input) => startCheck(ask.ctx, input),
    next: toCheck,
  }),
  ...form({
    path: '/stock-checks/:check',
    action: 'stock-check.count',
    schema: scanForm,
    show: showCheck,
    act: (ask, input) => countDevice(ask.ctx, { ...input, base: ask.base, reference: wanted(ask) }),
    next: (ask, { device, what }) => `/stock-checks/${wanted(ask)}?last=${encodeURIComponent(`${device} ${what}`)}`,
  }),
  button({
    path: '/stock-checks/:check/close',
    action: 'stock-check.close',
    schema: closeForm,
    act: (ask, input) => closeCheck(ask.ctx, { ...input, reference: wanted(ask) }),
    next: toCheck,
  }),
]
