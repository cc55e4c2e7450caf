import type { Attempt } from '#platform/forms'
import type { Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import { Button, TextAreaField, TextField } from '#ui/govuk'
import { Form } from '#ui/layout'

/** Sending a device to be mended. */
export const repairPage = (reference: string, attempt: Attempt): Page =>
  staffPage(
    `Send ${reference} to repair`,
    <section class="digiknow-panel">
      <Form attempt={attempt}>
        <h1 class="govuk-heading-l">Send {reference} to repair</h1>
        <TextAreaField attempt={attempt} name="notes" label="What is wrong with it" rows={2} />
        <Button preventDoubleClick>Send it to repair</Button>
      </Form>
    </section>,
    { section: '/devices' },
  )

/** A device is back from repair: what it took. Nobody who borrowed it pays. */
export const mendedPage = (reference: string, attempt: Attempt): Page =>
  staffPage(
    `${reference} is back from repair`,
    <section class="digiknow-panel">
      <Form attempt={attempt}>
        <h1 class="govuk-heading-l">{reference} is back from repair</h1>
        <TextField
          attempt={attempt}
          name="parts"
          label="Parts used"
          hint="Such as a screen, or a battery. Leave empty for none."
        />
        <TextField
          attempt={attempt}
          name="cost"
          label="What it cost"
          prefix="£"
          width={5}
          inputmode="decimal"
          autocomplete="off"
        />
        <TextAreaField attempt={attempt} name="notes" label="Anything to note" rows={2} />
        <p class="govuk-body">Whoever mended it may have used it, so it is wiped again.</p>
        <Button preventDoubleClick>It is back</Button>
      </Form>
    </section>,
    { section: '/devices' },
  )
