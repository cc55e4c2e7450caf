import { ifHeld } from '#platform/held'
import type { PanelSpec } from '#platform/module'
import { reading } from '#platform/reading'
import { formatDate } from '#ui/format'
import { endsBefore, SIM_STATUSES, type SimStatus } from './sim'
import { simsOf } from './sim.queries'

const on = (where: 'device' | 'person'): PanelSpec => ({
  on: where,
  order: 46,
  action: 'sim.list',
  show: async (ask, record) => {
    const { allianceId } = ask.ctx
    const read = await reading(ask.ctx, 'sim.list', (tx) =>
      ifHeld(tx, { allianceId, on: where, id: record.id }, 'sim', () => simsOf(tx, allianceId, where, record.id), []),
    )
    if (!read.ok || read.value.length === 0) return null
    return (
      <section class="digiknow-panel" aria-labelledby="data">
        <h2 id="data">Data</h2>
        <ul class="digiknow-plain digiknow-found">
          {read.value.map(({ reference, network, product, status, ends_on, due_on }) => (
            <li>
              <a class="govuk-link" href={`${ask.base}/connectivity/${reference}`}>
                {reference}
              </a>{' '}
              {[network, product].filter(Boolean).join(', ')}
              {status === 'suspended' && `: ${SIM_STATUSES[status as SimStatus].toLowerCase()}`}
              {ends_on && `, until ${formatDate(ends_on)}`}
              {endsBefore(ends_on, due_on) && <span class="digiknow-late"> (before the loan is due back)</span>}
            </li>
          ))}
        </ul>
      </section>
    )
  },
})

/** The data a device is lent with, and that a person was given. */
export const simPanels: readonly PanelSpec[] = [on('device'), on('person')]
