import type { Attempt } from '#platform/forms'
import type { Ask, Page } from '#platform/http/ask'
import { Button, RadiosField, TextField } from '#ui/govuk'
import { Form } from '#ui/layout'
import { DECLINES } from './answer-match'
import { myPage } from './my-frame'

const reasons = Object.entries(DECLINES).map(([value, label]) => ({ value, label }))

/** Saying no kindly: a short list, and room for words. */
export const declinePage = (ask: Ask, attempt: Attempt): Page =>
  myPage(
    ask,
    'Not this time',
    <div class="digiknow-lede">
      <Form attempt={attempt}>
        <h1 class="govuk-heading-l">Not this time</h1>
        <p class="govuk-body">That is fine. Knowing why helps us find them someone else.</p>
        <RadiosField attempt={attempt} name="reason" legend="What makes it hard this time?" options={reasons} />
        <TextField attempt={attempt} name="words" label="Anything else we should know (you can leave this empty)" />
        <Button preventDoubleClick>Say no to this one</Button>
      </Form>
      <p class="govuk-body">
        <a class="govuk-link" href={`${ask.base}/my`}>
          Go back without answering
        </a>
      </p>
    </div>,
  )
