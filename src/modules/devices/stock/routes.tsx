import { today } from '#platform/clock'
import type { Attempt } from '#platform/forms'
import type { Ask, Reply, Route } from '#platform/http/ask'
import { button, form, page, refused, staffPage } from '#platform/http/routes'
import { reading } from '#platform/reading'
import { readTimeline } from '#platform/timeline'
import { Button } from '#ui/govuk'
import { can, Form, listRoute } from '#ui/layout'
import { Board } from './board'
import { readBoard } from './board.queries'
import { correctDevice } from './correct-device'
import { deviceForm, wipeForm } from './device'
import { devicePage } from './device.page'
import { placeChoices, readDevice } from './device.queries'
import { DeviceFields, deviceValues } from './device-fields'
import { deviceList } from './device-list'
import { foundDevicePage } from './found-device.page'
import { labelPage } from './label.page'
import { recordDevice } from './record-device'
import { recordWipe, whyNoWipe } from './record-wipe'
import { backFromRepair, moveForm, recycleDevice, sendToRepair } from './repair-device'
import { wipePage } from './wipe.page'

const wanted = (ask: Ask): string => ask.params.device ?? ''
const deviceOf = (ask: Ask) => reading(ask.ctx, 'device.read', (tx) => readDevice(tx, ask.ctx.allianceId, wanted(ask)))

/** The board stands over the first page of the list. */
const board = async (ask: Ask) => {
  if (ask.query.after) return null
  const now = today(ask.ctx.clock)
  const read = await reading(ask.ctx, 'device.list', (tx) => readBoard(tx, ask.ctx.allianceId, now))
  return read.ok && read.value.length > 0 ? <Board ask={ask} lanes={read.value} today={now} /> : null
}

const showDevice = async (ask: Ask): Promise<Reply> => {
  const read = await deviceOf(ask)
  if (!read.ok) return refused(read)
  const device = read.value
  const [panels, events] = await Promise.all([
    ask.house.panels('device', ask, device),
    readTimeline(ask.ctx, { type: 'device', id: device.id }),
  ])
  return devicePage(ask, { device, panels, events })
}

const showLabel = async (ask: Ask): Promise<Reply> => {
  const read = await deviceOf(ask)
  return read.ok ? labelPage(ask, read.value) : refused(read)
}

/** A scanned label: staff go on to the device, anyone else learns how to hand it in. */
const showFound = async (ask: Ask): Promise<Reply> => {
  const read = await reading(ask.ctx, 'public.pages', (tx) => readDevice(tx, ask.ctx.allianceId, wanted(ask)))
  if (!read.ok) return refused(read)
  if (can(ask, 'device.read')) return { kind: 'redirect', to: `${ask.base}/devices/${read.value.reference}` }
  return foundDevicePage(ask, read.value)
}

const formPage = (title: string, label: string) => async (ask: Ask, attempt: Attempt) => {
  const places = await reading(ask.ctx, 'device.read', (tx) => placeChoices(tx, ask.ctx.allianceId))
  if (!places.ok) return refused(places)
  return staffPage(
    title,
    <section class="digiknow-panel">
      <Form attempt={attempt}>
        <h1 class="govuk-heading-l">{title}</h1>
        <DeviceFields attempt={attempt} places={places.value} />
        <Button preventDoubleClick>{label}</Button>
      </Form>
    </section>,
    { section: '/devices' },
  )
}

const showWipe = async (ask: Ask, attempt: Attempt): Promise<Reply> => {
  const read = await deviceOf(ask)
  if (!read.ok) return refused(read)
  const no = whyNoWipe(read.value.status)
  return no ? refused(no) : wipePage(read.value.reference, attempt)
}

const toDevice = (_ask: Ask, device: { reference: string }): string => `/devices/${device.reference}`

export const stockRoutes: readonly Route[] = [
  listRoute({ ...deviceList, above: board }),
  ...form({
    path: '/devices/new',
    action: 'device.record',
    schema: deviceForm,
    fill: () => ({ condition: 'good' }),
    show: formPage('Add a device', 'Add this device'),
    act: (ask, input) => recordDevice(ask.ctx, input),
    next: toDevice,
  }),
  page('/devices/:device', 'device.read', showDevice),
  page('/devices/:device/label', 'device.read', showLabel),
  page('/d/:device', 'public.pages', showFound),
  ...form({
    path: '/devices/:device/correct',
    action: 'device.correct',
    edits: true,
    schema: deviceForm,
    fill: async (ask) => {
      const read = await deviceOf(ask)
      return read.ok ? deviceValues(read.value) : read
    },
    show: formPage('Put details right', 'Save'),
    act: (ask, input) => correctDevice(ask.ctx, { ...input, reference: wanted(ask) }),
    next: toDevice,
  }),
  ...form({
    path: '/devices/:device/wipe',
    action: 'device.wipe',
    schema: wipeForm,
    fill: async (ask) => {
      const read = await deviceOf(ask)
      return read.ok ? { doneBy: ask.ctx.actor.name } : read
    },
    show: showWipe,
    act: (ask, input) => recordWipe(ask.ctx, { ...input, reference: wanted(ask) }),
    next: toDevice,
  }),
  ...(
    [
      ['repair', 'device.repair', sendToRepair],
      ['back-from-repair', 'device.repair', backFromRepair],
      ['recycle', 'device.retire', recycleDevice],
    ] as const
  ).map(([path, action, act]) =>
    button({
      path: `/devices/:device/${path}`,
      action,
      schema: moveForm,
      act: (ask, input) => act(ask.ctx, { ...input, reference: wanted(ask) }),
      next: toDevice,
    }),
  ),
]
