import type { ComponentChildren } from 'preact'
import type { Attempt } from '#platform/forms'
import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import { Button, RadiosField } from '#ui/govuk'
import { Form } from '#ui/layout'
import { choices, deviceName, KINDS } from '../stock/device'
import type { ReadyDevice } from '../stock/device.queries'
import type { Borrower } from './loan.queries'

const hintOf = (device: ReadyDevice): string =>
  [device.condition === 'good' ? '' : device.condition, device.kit, device.place && `kept at ${device.place}`]
    .filter(Boolean)
    .join(', ')

/** Ready devices as choices. */
export const deviceChoices = (ready: readonly ReadyDevice[]) =>
  ready.map((device) => ({ value: device.reference, label: `${device.reference} ${deviceName(device)}`, hint: hintOf(device) }))

const KindFilter = ({ ask, kind }: { ask: Ask; kind: string }) => (
  <nav aria-label="Kinds of device" class="digiknow-btns">
    {[{ value: '', label: 'All kinds' }, ...choices(KINDS)].map(({ value, label }) => (
      <a class="govuk-link" href={`${ask.url.split('?')[0]}?kind=${value}`} aria-current={value === kind ? 'true' : undefined}>
        {value === kind ? <b>{label}</b> : label}
      </a>
    ))}
  </nav>
)

interface LendPageProps {
  borrower: Borrower
  /** How to reach them, safely. */
  reach: ComponentChildren
  ready: readonly ReadyDevice[]
  kind: string
}

/** Choosing the device to put by for someone. */
export const lendPage = (ask: Ask, attempt: Attempt, { borrower, reach, ready, kind }: LendPageProps): Page =>
  staffPage(
    `Lend a device to ${borrower.name}`,
    <section class="digiknow-panel">
      <h1 class="govuk-heading-l">Lend a device to {borrower.name}</h1>
      {reach}
      <KindFilter ask={ask} kind={kind} />
      <Form attempt={attempt}>
        {ready.length > 0 ? (
          <>
            <RadiosField
              attempt={attempt}
              name="device"
              legend="Ready to lend"
              hint="We put it by for them. The agreement is signed when they collect it."
              options={deviceChoices(ready)}
            />
            <Button preventDoubleClick>Put it by for them</Button>
          </>
        ) : (
          <p class="govuk-body">Nothing of this kind is ready. Devices show here once they are wiped.</p>
        )}
        <p class="govuk-body digiknow-btns">
          <a class="govuk-link" href={ask.base + borrower.path}>
            Go back
          </a>
        </p>
      </Form>
    </section>,
    { section: '/loans' },
  )
