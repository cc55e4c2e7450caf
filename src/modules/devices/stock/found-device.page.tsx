import type { Attempt } from '#platform/forms'
import type { Ask, Page } from '#platform/http/ask'
import { publicPage } from '#platform/http/routes'
import { formatPhone } from '#ui/format'
import { Button, TextAreaField, TextField } from '#ui/govuk'
import { Form, Narrow } from '#ui/layout'
import { kindWord } from './device'
import { tagOf } from './tag'

interface Found {
  readonly reference: string
  readonly kind: string
}

const Ring = ({ ask }: { ask: Ask }) => (
  <>
    {ask.alliance.helplineNumber && (
      <p class="govuk-body">
        <a class="govuk-link digiknow-ring" href={`tel:${ask.alliance.helplineNumber}`}>
          {formatPhone(ask.alliance.helplineNumber)}
        </a>
      </p>
    )}
    <p class="govuk-body">{ask.alliance.helplineHours}</p>
  </>
)

/** What a stranger sees who scans a label: how to hand the device in, and nothing about who has it. */
export const foundDevicePage = (ask: Ask, device: Found, attempt: Attempt): Page =>
  publicPage(
    `This ${kindWord(device.kind)} belongs to ${ask.alliance.name}`,
    <Narrow>
      <h1 class="govuk-heading-l">
        This {kindWord(device.kind)} belongs to {ask.alliance.name}
      </h1>
      <p class="govuk-body">We lend it to people who need it. Its number is {tagOf(device.reference)}.</p>
      <h2 class="govuk-heading-m">If you found it</h2>
      <p class="govuk-body">
        Thank you for looking after it. Please ring us and tell us the number above. We will say where you can hand it in.
      </p>
      <Ring ask={ask} />
      <Form attempt={attempt}>
        <TextAreaField attempt={attempt} name="words" label="Or tell us here where it is" rows={2} />
        <TextField
          attempt={attempt}
          name="contact"
          label="How we can reach you, if you like"
          hint="A phone number or an email address"
        />
        <Button preventDoubleClick>Tell us where it is</Button>
      </Form>
      <h2 class="govuk-heading-m">If you borrowed it</h2>
      <p class="govuk-body">Ring the same number for help with it, for more time, or to bring it back.</p>
    </Narrow>,
  )

/** Thanks to whoever told us. */
export const toldPage = (ask: Ask): Page =>
  publicPage(
    'Thank you',
    <Narrow>
      <h1 class="govuk-heading-l">Thank you</h1>
      <p class="govuk-body">We will come for it. You can also hand it in at any of our libraries.</p>
      <Ring ask={ask} />
    </Narrow>,
  )
