import { z } from 'zod'
import { today } from '#platform/clock'
import type { Attempt } from '#platform/forms'
import type { Ask, Reply, Route } from '#platform/http/ask'
import { button, form, page, refused, staffPage } from '#platform/http/routes'
import { mayMove } from '#platform/moves'
import { refuse } from '#platform/outcome'
import { reading } from '#platform/reading'
import { byRow } from '#platform/take-turns'
import { readTimeline } from '#platform/timeline'
import { Button } from '#ui/govuk'
import { can, Form, listRoute } from '#ui/layout'
import { replaceForm, replacePart } from '../kits/replace-part'
import { Board } from './board'
import { readBoard } from './board.queries'
import { correctDevice } from './correct-device'
import { deviceForm, wipeForm } from './device'
import { deviceMoves } from './device.moves'
import { devicePage } from './device.page'
import { placeChoices, readDevice } from './device.queries'
import { DeviceFields, deviceValues } from './device-fields'
import { deviceList } from './device-list'
import { foundDevicePage, toldPage } from './found-device.page'
import { labelPage } from './label.page'
import { modelList } from './model-list'
import { checkDevice, missDevice, sellDevice, startWipe, stepForm, turnUpDevice, unlockDevice } from './prepare-device'
import { recordDevice } from './record-device'
import { recordWipe, whyNoWipe } from './record-wipe'
import { mendedPage, repairPage } from './repair.page'
import { backFromRepair, moveForm, recycleDevice, sendToRepair } from './repair-device'
import { fundChoices, ownerChoices } from './stock-rule-routes'
import { readTag, referenceOf } from './tag'
import { foundForm, tellFound } from './tell-found'
import { wipePage } from './wipe.page'

const wanted = (ask: Ask): string => referenceOf(ask.params.device ?? '')
const deviceOf = (ask: Ask) =>
  reading(ask.ctx, 'device.read', (tx) => readDevice(tx, ask.ctx.allianceId, wanted(ask), today(ask.ctx.clock)))

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
const showFound = async (ask: Ask, attempt: Attempt): Promise<Reply> => {
  const tag = readTag(ask.params.device ?? '')
  if (!tag.ok) return refused(tag)
  const read = await reading(ask.ctx, 'public.pages', (tx) =>
    readDevice(tx, ask.ctx.allianceId, wanted(ask), today(ask.ctx.clock)),
  )
  if (!read.ok) return refused(read)
  if (can(ask, 'device.read')) return { kind: 'redirect', to: `${ask.base}/devices/${read.value.reference}` }
  return foundDevicePage(ask, read.value, attempt)
}

const formPage = (title: string, label: string) => async (ask: Ask, attempt: Attempt) => {
  const { allianceId } = ask.ctx
  const read = await reading(ask.ctx, 'device.read', async (tx) => ({
    places: await placeChoices(tx, allianceId),
    owners: await ownerChoices(tx, allianceId),
    funds: await fundChoices(tx, allianceId),
  }))
  if (!read.ok) return refused(read)
  return staffPage(
    title,
    <section class="digiknow-panel">
      <Form attempt={attempt}>
        <h1 class="govuk-heading-l">{title}</h1>
        <DeviceFields attempt={attempt} {...read.value} />
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
  listRoute(modelList),
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
  ...form({
    path: '/d/:device',
    action: 'public.found-device',
    perMinute: 20,
    schema: foundForm,
    show: showFound,
    act: (ask, input) => tellFound(ask.ctx, { ...input, reference: wanted(ask) }),
    next: () => '/told-us',
  }),
  page('/told-us', 'public.found-device', toldPage),
  ...form({
    path: '/devices/:device/correct',
    action: 'device.correct',
    edits: byRow('device', 'reference', wanted),
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
      ['repair', 'sendToRepair', repairPage, sendToRepair],
      ['back-from-repair', 'backFromRepair', mendedPage, backFromRepair],
    ] as const
  ).flatMap(([path, move, draw, act]) =>
    form({
      path: `/devices/:device/${path}`,
      action: 'device.repair',
      schema: moveForm,
      show: async (ask, attempt) => {
        const read = await deviceOf(ask)
        if (!read.ok) return refused(read)
        return mayMove(deviceMoves[move], read.value.status) ? draw(read.value.reference, attempt) : refused(refuse('moved-on'))
      },
      act: (ask, input) => act(ask.ctx, { ...input, reference: wanted(ask) }),
      next: toDevice,
    }),
  ),
  ...(
    [
      ['start-wipe', 'device.prepare', startWipe],
      ['checked', 'device.prepare', checkDevice],
      ['missing', 'device.miss', missDevice],
      ['turned-up', 'device.miss', turnUpDevice],
      ['sell', 'device.sell', sellDevice],
    ] as const
  ).map(([path, action, act]) =>
    button({
      path: `/devices/:device/${path}`,
      action,
      schema: stepForm,
      act: (ask, input) => act(ask.ctx, { ...input, reference: wanted(ask) }),
      next: toDevice,
    }),
  ),
  button({
    path: '/devices/:device/unlock',
    action: 'device.unlock',
    schema: z.object({}),
    act: (ask) => unlockDevice(ask.ctx, { reference: wanted(ask) }),
    next: toDevice,
  }),
  button({
    path: '/devices/:device/part',
    action: 'device.replace-part',
    schema: replaceForm,
    act: (ask, input) => replacePart(ask.ctx, { ...input, reference: wanted(ask) }),
    next: toDevice,
  }),
  ...([['recycle', 'device.retire', recycleDevice]] as const).map(([path, action, act]) =>
    button({
      path: `/devices/:device/${path}`,
      action,
      schema: moveForm,
      act: (ask, input) => act(ask.ctx, { ...input, reference: wanted(ask) }),
      next: toDevice,
    }),
  ),
]
