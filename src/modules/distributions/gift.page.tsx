import { deviceChoices, type readyDevices } from '#modules/devices'
import type { Attempt } from '#platform/forms'
import type { Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import { Button, DateField, RadiosField, SelectField, TextField } from '#ui/govuk'
import { Form } from '#ui/layout'
import { WHAT } from './distribution'

const whatChoices = Object.entries(WHAT).map(([value, label]) => ({ value, label }))

const Rest = ({ attempt }: { attempt: Attempt }) => (
  <>
    <TextField
      attempt={attempt}
      name="scheme"
      label="Scheme"
      hint="Such as National Databank. Leave empty if it was none."
      width={30}
    />
    <DateField attempt={attempt} name="givenOn" legend="When it was given" />
    <TextField attempt={attempt} name="notes" label="Anything to note" />
  </>
)

const NOT_OURS = { value: '', label: 'It does not come from our stock' }

/** Giving one person a device or data. */
export const personGiftPage = (
  attempt: Attempt,
  { name, ready }: { name: string; ready: Awaited<ReturnType<typeof readyDevices>> },
): Page =>
  staffPage(
    `Give to ${name}`,
    <section class="digiknow-panel">
      <Form attempt={attempt}>
        <h1 class="govuk-heading-l">Give a device or data to {name}</h1>
        <p class="govuk-body">A gift is for good. To lend something, go back and choose “Lend a device”.</p>
        <RadiosField attempt={attempt} name="what" legend="What you give" options={whatChoices} />
        <SelectField
          attempt={attempt}
          name="device"
          label="If it is a device: which one?"
          options={[NOT_OURS, ...deviceChoices(ready)]}
        />
        <Rest attempt={attempt} />
        <Button preventDoubleClick>Record the gift</Button>
      </Form>
    </section>,
    { section: '/gifts' },
  )

/** Devices or data given to an organisation, any number at once. */
export const bulkGiftPage = (attempt: Attempt, partners: readonly { value: string; label: string }[]): Page =>
  staffPage(
    'Record gifts to a partner',
    <section class="digiknow-panel">
      <Form attempt={attempt}>
        <h1 class="govuk-heading-l">Record gifts to a partner</h1>
        <p class="govuk-body">
          For devices or data given to an organisation for the people it helps, such as a tablet to each care home.
        </p>
        <SelectField attempt={attempt} name="partner" label="Who they went to" options={partners} emptyLabel="Choose a partner" />
        <RadiosField attempt={attempt} name="what" legend="What you gave" options={whatChoices} />
        <TextField attempt={attempt} name="quantity" label="How many" width={5} inputmode="numeric" />
        <Rest attempt={attempt} />
        <Button preventDoubleClick>Record the gifts</Button>
      </Form>
    </section>,
    { section: '/gifts' },
  )
