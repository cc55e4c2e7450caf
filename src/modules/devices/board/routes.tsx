import { today } from '#platform/clock'
import type { Ask, Reply, Route } from '#platform/http/ask'
import { page, refused, staffPage } from '#platform/http/routes'
import { reading } from '#platform/reading'
import { BarList, ColumnChart } from '#ui/charts'
import { formatDateShort, plural } from '#ui/format'
import { Board } from '../stock/board'
import { readBoard } from '../stock/board.queries'
import { type DeviceKind, KINDS } from '../stock/device'
import { readForecast, readQueue, readUse, type Week } from './library.queries'

const Forecast = ({ weeks, now }: { weeks: readonly Week[]; now: string }) => {
  const columns = (of: (week: Week) => number) =>
    weeks.map((week) => {
      const [day = '', month = ''] = formatDateShort(week.starts_on, now).split(' ')
      return { label: day, under: month, name: `Week from ${formatDateShort(week.starts_on, now)}`, value: of(week) }
    })
  const back = weeks.reduce((sum, week) => sum + week.back, 0)
  return (
    <div class="digiknow-half">
      <section class="digiknow-panel">
        <ColumnChart
          id="due-back"
          title={`${plural(back, 'device is', 'devices are')} due back in the next 12 weeks`}
          desc="How many devices are due back in each week."
          heads={['Week', 'Devices due back']}
          columns={columns((week) => week.back)}
        />
      </section>
      <section class="digiknow-panel">
        <ColumnChart
          id="still-waiting"
          title={`${plural(weeks.at(-1)?.still ?? 0, 'person', 'people')} still waiting in 12 weeks, if all come back in time`}
          desc="How many people on the waiting list would have no device after each week."
          empty="Nobody would be waiting: enough is here or due back."
          heads={['Week', 'People still waiting']}
          columns={columns(({ still }) => still)}
        />
      </section>
    </div>
  )
}

const showLibrary = async (ask: Ask): Promise<Reply> => {
  const { allianceId } = ask.ctx
  const now = today(ask.ctx.clock)
  const board = await reading(ask.ctx, 'device.list', (tx) => readBoard(tx, allianceId, now, 6))
  if (!board.ok) return refused(board)
  // Figures of the whole stock and the whole queue, which say nothing of who: the same for everyone who looks
  const read = await reading(
    ask.ctx,
    'device.list',
    async (tx) => ({
      weeks: await readForecast(tx, allianceId, now),
      use: await readUse(tx, allianceId, now),
      queue: await readQueue(tx, allianceId),
    }),
    { totals: true },
  )
  if (!read.ok) return refused(read)
  const [lanes, { weeks, use, queue }] = [board.value, read.value]
  return staffPage(
    'Library board',
    <>
      <h1 class="govuk-heading-l">Library board</h1>
      <Board ask={ask} lanes={lanes} today={now} />
      <Forecast weeks={weeks} now={now} />
      <div class="digiknow-half">
        <section class="digiknow-panel" aria-labelledby="use">
          <h2 id="use">How much of the last 90 days they were out, per cent</h2>
          <BarList
            rows={use.map(({ kind, devices, percent }) => ({
              label: `${KINDS[kind as DeviceKind]} (${devices})`,
              value: percent,
            }))}
            max={100}
            empty="No devices yet."
          />
        </section>
        <section class="digiknow-panel" aria-labelledby="queue">
          <h2 id="queue">Waiting for</h2>
          <BarList
            rows={queue.map(({ kind, many }) => ({
              label: kind ? KINDS[kind as DeviceKind] : 'Any device',
              value: many,
              href: `${ask.base}/waiting-list`,
            }))}
            empty="Nobody waits."
          />
        </section>
      </div>
    </>,
    { section: '/devices' },
  )
}

/** The library at a glance: where devices are, what comes back, who waits, and how much of the time each kind is out. */
export const libraryRoutes: readonly Route[] = [page('/library', 'device.list', showLibrary)]
