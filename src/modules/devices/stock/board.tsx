import type { Ask } from '#platform/http/ask'
import { formatDateShort, formatNumber } from '#ui/format'
import { can, Scroll } from '#ui/layout'
import { dueWords } from '../loans/loan'
import type { LaneDevice } from './board.queries'
import { kindWord } from './device'

const LANES = [
  { lane: 'ready', title: 'Ready', tone: '' },
  { lane: 'promised', title: 'Promised', tone: '' },
  { lane: 'on_loan', title: 'Out', tone: '' },
  { lane: 'due_this_week', title: 'Due this week', tone: ' digiknow-lane--due' },
  { lane: 'overdue', title: 'Overdue', tone: ' digiknow-lane--late' },
  { lane: 'returned', title: 'To look at', tone: '', rare: true },
  { lane: 'to_wipe', title: 'To wipe', tone: '' },
  { lane: 'wiping', title: 'Being wiped', tone: '', rare: true },
  { lane: 'wiped', title: 'To check', tone: '', rare: true },
  { lane: 'repair', title: 'In repair', tone: '' },
  { lane: 'missing', title: 'Missing', tone: ' digiknow-lane--late', rare: true },
] as const

const whereIs = (device: LaneDevice, ask: Ask, today: string): string => {
  if (!device.due_on && !device.with_whom) return device.place
  const who = can(ask, 'loan.read') ? device.with_whom : ''
  if (device.lane === 'overdue' && device.due_on)
    return [who, dueWords({ status: 'on_loan', due_on: device.due_on }, today)].filter(Boolean).join(', ')
  return [who, device.due_on && formatDateShort(device.due_on, today)].filter(Boolean).join(', ')
}

interface LaneProps {
  title: string
  tone: string
  lane: string
  devices: readonly LaneDevice[]
  ask: Ask
  today: string
}

const Lane = ({ title, tone, lane, devices, ask, today }: LaneProps) => {
  const many = devices[0]?.many ?? 0
  return (
    <section class={`digiknow-lane${tone}`} aria-label={`${title}: ${many}`}>
      <h2>
        {title} <b>{formatNumber(many)}</b>
      </h2>
      <ul class="digiknow-plain">
        {devices.map((device) => (
          <li>
            <b>
              <a class="govuk-link" href={`${ask.base}/devices/${device.reference}`}>
                {device.reference}
              </a>{' '}
              {kindWord(device.kind)}
            </b>
            {whereIs(device, ask, today)}
          </li>
        ))}
      </ul>
      {many > devices.length && (
        <p>
          <a class="govuk-link" href={`${ask.base}/devices?status=${lane}`}>
            {formatNumber(many - devices.length)} more<span class="govuk-visually-hidden">: {title}</span>
          </a>
        </p>
      )}
    </section>
  )
}

/** The library board: every lane a device can stand in, how many are there, and the first of them. */
export const Board = ({ ask, lanes, today }: { ask: Ask; lanes: readonly LaneDevice[]; today: string }) => (
  <Scroll class="digiknow-board" label="Board of devices by where they are">
    {LANES.filter((lane) => !('rare' in lane) || lanes.some((device) => device.lane === lane.lane)).map((lane) => (
      <Lane {...lane} devices={lanes.filter((device) => device.lane === lane.lane)} ask={ask} today={today} />
    ))}
  </Scroll>
)
