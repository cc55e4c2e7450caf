import type { Attempt } from '#platform/forms'
import type { Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import { Button, DateField, RadiosField, TextAreaField, TextField } from '#ui/govuk'
import { Form } from '#ui/layout'
import { choices, METHODS } from './device'

/** Writing down a wipe, with what shows that it worked. */
export const wipePage = (reference: string, attempt: Attempt): Page =>
  staffPage(
    `Record a wipe of ${reference}`,
    <section class="digiknow-panel">
      <Form attempt={attempt}>
        <h1 class="govuk-heading-l">Record a wipe of {reference}</h1>
        <p class="govuk-body">A wipe takes everything the last person left off the device. Nobody can borrow it before that.</p>
        <RadiosField attempt={attempt} name="method" legend="How it was wiped" options={choices(METHODS)} />
        <TextField
          attempt={attempt}
          name="tool"
          label="With what"
          hint="Such as the device’s own settings, or the program’s name"
        />
        <TextAreaField
          attempt={attempt}
          name="evidence"
          label="What shows it"
          hint="Such as the number of the report, or “starts at the welcome screen”"
          rows={2}
        />
        <RadiosField
          attempt={attempt}
          name="passed"
          legend="Did it work?"
          options={[
            { value: 'yes', label: 'Yes, it is clean' },
            { value: 'no', label: 'No, it must be done again' },
          ]}
        />
        <TextField attempt={attempt} name="doneBy" label="Who did it" width={30} autocomplete="off" />
        <DateField attempt={attempt} name="wipedOn" legend="When" hint="Leave empty for today" />
        <Button preventDoubleClick>Record the wipe</Button>
      </Form>
    </section>,
    { section: '/devices' },
  )
