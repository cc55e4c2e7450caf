import type { ComponentChildren } from 'preact'
import type { StaffAction } from '#platform/access'
import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import type { TimelineEvent } from '#platform/module'
import { mayMove } from '#platform/moves'
import { formatDate } from '#ui/format'
import { Details } from '#ui/govuk'
import { ActionButton, can, Timeline } from '#ui/layout'
import { CONDITIONS, type Condition, deviceName, METHODS, type WipeMethod } from './device'
import { deviceMoves } from './device.moves'
import type { DeviceRecord } from './device.queries'
import { DeviceWarnings } from './device-warnings'
import { Standing } from './standing'
import { tagOf } from './tag'

const FundWords = ({ device }: { device: DeviceRecord }) => {
  const may = [device.may_lend && 'lend', device.may_give && 'give', device.may_sell && 'sell'].filter(Boolean)
  return (
    <>
      {device.fund}: we may {may.length > 0 ? may.join(', ') : 'only keep'} it
    </>
  )
}

const facts = (device: DeviceRecord): [string, ComponentChildren][] =>
  (
    [
      ['Serial', device.serial],
      ['Asset tag', device.asset_tag !== device.serial && device.asset_tag],
      ['IMEI', device.imei],
      ['Goes with', device.kit],
      ['Condition', CONDITIONS[device.condition as Condition]],
      ['Kept at', device.place],
      ['Belongs at', device.home_place_id !== device.place_id && device.home],
      ['Owned by', device.owner],
      ['Paid for by', device.fund && <FundWords device={device} />],
      ['Runs', device.system],
      ['Updates end', device.support_ends_on && formatDate(device.support_ends_on)],
      ['Battery', device.battery !== null && `${device.battery} per cent`],
      ['Test due', device.test_due_on && formatDate(device.test_due_on)],
      ['Storage', device.storage_serial],
      ['Added', formatDate(device.added_on)],
    ] as [string, ComponentChildren][]
  ).filter(([, value]) => Boolean(value))

const allows = (device: DeviceRecord, move: keyof typeof deviceMoves): boolean => mayMove(deviceMoves[move], device.status)

interface WayOn {
  readonly move: keyof typeof deviceMoves
  readonly label: string
  readonly action: StaffAction
  readonly path: string
  readonly isPage?: boolean
}

const WAYS_ON: readonly WayOn[] = [
  { move: 'backFromRepair', label: 'Back from repair', action: 'device.repair', path: 'back-from-repair', isPage: true },
  { move: 'passWipe', label: 'Record a wipe', action: 'device.wipe', path: 'wipe', isPage: true },
  { move: 'promise', label: 'Lend it', action: 'loan.promise', path: 'lend', isPage: true },
  { move: 'lookOver', label: 'Look it over', action: 'loan.look-over', path: 'look-over', isPage: true },
  { move: 'check', label: 'It is checked, put it on the shelf', action: 'device.prepare', path: 'checked' },
  { move: 'startWipe', label: 'Start to wipe it', action: 'device.prepare', path: 'start-wipe' },
  { move: 'turnUp', label: 'It turned up', action: 'device.miss', path: 'turned-up' },
  { move: 'sendToRepair', label: 'Send to repair', action: 'device.repair', path: 'repair', isPage: true },
  { move: 'miss', label: 'It is missing', action: 'device.miss', path: 'missing' },
  { move: 'sell', label: 'It is sold', action: 'device.sell', path: 'sell' },
  { move: 'recycle', label: 'Recycle it', action: 'device.retire', path: 'recycle' },
]

const WaysOn = ({ ask, device }: { ask: Ask; device: DeviceRecord }) => {
  const ways = WAYS_ON.filter(
    ({ move, action }) => allows(device, move) && can(ask, action) && !(move === 'promise' && device.block),
  )
  const base = `${ask.base}/devices/${device.reference}`
  if (ways.length === 0) return null
  return (
    <div class="digiknow-btns">
      {ways.map(({ label, path, isPage }, at) =>
        isPage ? (
          <a class={`govuk-button${at > 0 ? ' govuk-button--secondary' : ''}`} href={`${base}/${path}`}>
            {label}
          </a>
        ) : (
          <ActionButton action={`${base}/${path}`} label={label} secondary />
        ),
      )}
    </div>
  )
}

const Facts = ({ ask, device }: { ask: Ask; device: DeviceRecord }) => (
  <section class="digiknow-panel digiknow-who">
    <h1 class="govuk-heading-m">{tagOf(device.reference)}</h1>
    <p class="digiknow-soft-text">{deviceName(device)}</p>
    <p>
      <Standing status={device.status} />
    </p>
    <DeviceWarnings ask={ask} device={device} />
    <dl class="digiknow-dl">
      {facts(device).map(([term, value]) => (
        <>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </>
      ))}
    </dl>
    <WaysOn ask={ask} device={device} />
    <div class="digiknow-btns">
      <a class="govuk-link" href={`${ask.base}/devices/${device.reference}/label`}>
        Print its label
      </a>
      {can(ask, 'device.correct') && (
        <a class="govuk-link" href={`${ask.base}/devices/${device.reference}/correct`}>
          Put details right
        </a>
      )}
    </div>
  </section>
)

const Wipes = ({ device }: { device: DeviceRecord }) => (
  <section class="digiknow-panel" aria-labelledby="wipes">
    <h2 id="wipes">Wipes</h2>
    {device.wipes.length === 0 && <p class="govuk-body">Not wiped yet. It cannot be lent until a wipe is recorded.</p>}
    <ul class="digiknow-plain digiknow-found">
      {device.wipes.map((wipe) => (
        <li>
          {METHODS[wipe.method as WipeMethod]}, {formatDate(wipe.wiped_on)}, by {wipe.done_by}{' '}
          <strong class={`govuk-tag ${wipe.passed ? 'govuk-tag--green' : 'govuk-tag--yellow'}`}>
            {wipe.passed ? 'Passed' : 'Did not work'}
          </strong>
          {(wipe.tool || wipe.evidence) && (
            <Details summaryText="Evidence">{[wipe.tool, wipe.evidence].filter(Boolean).join(': ')}</Details>
          )}
        </li>
      ))}
    </ul>
  </section>
)

const repairWords = ({ what, parts, cost_pence, sent_on, back_on }: DeviceRecord['repairs'][number]): string =>
  [
    back_on ? `${formatDate(sent_on)} to ${formatDate(back_on)}` : `Since ${formatDate(sent_on)}`,
    [what, parts && `parts: ${parts}`, cost_pence !== null && `£${(cost_pence / 100).toFixed(2)}`].filter(Boolean).join(', '),
  ]
    .filter(Boolean)
    .join(': ')

/** What each repair was for and what it took; nobody who borrowed it pays. */
const Repairs = ({ repairs }: Pick<DeviceRecord, 'repairs'>) =>
  repairs.length === 0 ? null : (
    <section class="digiknow-panel" aria-labelledby="repairs">
      <h2 id="repairs">Repairs</h2>
      <ul class="digiknow-plain digiknow-found">
        {repairs.map((repair) => (
          <li>{repairWords(repair)}</li>
        ))}
      </ul>
    </section>
  )

export interface DevicePageProps {
  device: DeviceRecord
  panels: readonly ComponentChildren[]
  events: readonly TimelineEvent[]
}

/** Everything about one device: what it is, what may be done now, who has it, and what came before. */
export const devicePage = (ask: Ask, { device, panels, events }: DevicePageProps): Page =>
  staffPage(
    `${device.reference}, ${deviceName(device)}`,
    <div class="digiknow-desk__grid">
      <div>
        <Facts ask={ask} device={device} />
      </div>
      <div>
        {panels}
        <Wipes device={device} />
        <Repairs repairs={device.repairs} />
      </div>
      <section class="digiknow-panel" aria-labelledby="timeline">
        <h2 id="timeline">Timeline</h2>
        <Timeline events={events} say={ask.house.say} />
      </section>
    </div>,
    { section: '/devices' },
  )
