import { today } from '#platform/clock'
import type { Tx } from '#platform/db'
import type { Ask } from '#platform/http/ask'
import type { PanelSpec } from '#platform/module'
import { reading } from '#platform/reading'
import { formatDateShort } from '#ui/format'
import { Button } from '#ui/govuk'
import { ActionButton, can, Form } from '#ui/layout'
import { placeChoices } from '../stock/device.queries'
import { bookingsOf, transferOf } from './booking.queries'

const Send = ({ ask, device, places }: { ask: Ask; device: string; places: readonly { value: string; label: string }[] }) => (
  <Form action={`${ask.base}/devices/${device}/send`} class="digiknow-filters">
    <div class="govuk-form-group">
      <label class="govuk-label" for="send-to">
        Send it to
      </label>
      <select class="govuk-select" id="send-to" name="place">
        {places.map(({ value, label }) => (
          <option value={value}>{label}</option>
        ))}
      </select>
    </div>
    <Button classes="govuk-button--secondary" preventDoubleClick>
      It is on its way
    </Button>
  </Form>
)

const isInRepair = async (tx: Tx, allianceId: string, id: string): Promise<boolean> => {
  const device = tx.selectFrom('device').select('id').where('alliance_id', '=', allianceId).where('id', '=', id)
  return (await device.where('status', '=', 'repair').executeTakeFirst()) !== undefined
}

/** Where it could be sent from here; nowhere while it is in repair: first it comes back. */
const placesFor = async (tx: Tx, ask: Ask, id: string) => {
  const { allianceId } = ask.ctx
  return can(ask, 'device.transfer') && !(await isInRepair(tx, allianceId, id)) ? placeChoices(tx, allianceId) : []
}

const readAhead = (ask: Ask, id: string) =>
  reading(ask.ctx, 'device.read', async (tx) => ({
    bookings: can(ask, 'booking.read') ? await bookingsOf(tx, ask.ctx.allianceId, 'device', id) : [],
    transfer: await transferOf(tx, ask.ctx.allianceId, id),
    places: await placesFor(tx, ask, id),
  }))

/** What comes next for a device: who has booked it, and where it is being sent. */
export const devicePanel: PanelSpec = {
  on: 'device',
  order: 45,
  action: 'device.read',
  show: async (ask, record) => {
    const read = await readAhead(ask, record.id)
    if (!read.ok) return null
    const { bookings, transfer, places } = read.value
    if (bookings.length === 0 && !transfer && places.length === 0) return null
    const now = today(ask.ctx.clock)
    return (
      <section class="digiknow-panel" aria-labelledby="ahead">
        <h2 id="ahead">What comes next</h2>
        {bookings.length > 0 && (
          <ul class="digiknow-plain digiknow-found">
            {bookings.map((booking) => (
              <li>
                Booked by{' '}
                <a class="govuk-link" href={`${ask.base}/bookings/${booking.reference}`}>
                  {booking.borrower}
                </a>{' '}
                <span class="digiknow-soft-text">
                  {formatDateShort(booking.starts_on, now)} to {formatDateShort(booking.ends_on, now)}
                </span>
              </li>
            ))}
          </ul>
        )}
        {transfer && (
          <p class="govuk-body">
            On its way to {transfer.place}, there by {formatDateShort(transfer.due_on, now)}.
          </p>
        )}
        {can(ask, 'device.transfer') &&
          (transfer ? (
            <ActionButton
              action={`${ask.base}/devices/${record.reference}/arrived`}
              label={`It is at ${transfer.place}`}
              secondary
            />
          ) : (
            places.length > 0 && <Send ask={ask} device={record.reference} places={places} />
          ))}
      </section>
    )
  },
}
