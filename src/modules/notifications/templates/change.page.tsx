import type { Attempt } from '#platform/forms'
import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import { Button, TextAreaField, TextField } from '#ui/govuk'
import { Form } from '#ui/layout'
import { languageName } from './language-name'
import { Preview, type Shown } from './preview'
import { Fields } from './template.page'

/** Right to left where what is typed is. */
const AUTO = { dir: 'auto' } as const

const WordFields = ({ attempt }: { attempt: Attempt }) => (
  <>
    <TextAreaField
      attempt={attempt}
      attributes={AUTO}
      name="text"
      label="Text"
      rows={4}
      hint="One to three sentences. 160 characters are paid for as one text, 306 as two, 459 as three, with the greeting and who it is from."
    />
    <TextField attempt={attempt} attributes={AUTO} name="subject" label="First line of the email and the letter" />
    <TextAreaField
      attempt={attempt}
      attributes={AUTO}
      name="body"
      label="Email and letter"
      rows={9}
      hint="An empty line starts a new paragraph. The greeting and who it is from are added."
    />
    <TextAreaField attempt={attempt} attributes={AUTO} name="call" label="What to say on the phone" rows={4} />
  </>
)

/** The form for the words of a template; with `shown`, how what was typed would look. */
export const changePage = (ask: Ask, { template, language }: Shown, attempt: Attempt, shown?: Shown): Page => {
  const title = `Change the words: ${template.when}`
  const here = `${ask.base}/templates/${template.name}/change?language=${language}`
  return staffPage(
    title,
    <>
      <div class="digiknow-top">
        <h1 class="govuk-heading-l">{title}</h1>
      </div>
      <div class="digiknow-half">
        <section class="digiknow-panel" aria-label="Words">
          <Form attempt={attempt} action={here}>
            <p class="govuk-body">
              In {languageName(language)}. Plain words, “you”, one thing to do. What stands in double brackets is put in for each
              person.
            </p>
            <WordFields attempt={attempt} />
            <div class="govuk-button-group">
              <Button preventDoubleClick>Save these words</Button>
              <Button classes="govuk-button--secondary" attributes={{ formaction: here.replace('/change?', '/look?') }}>
                See how it looks
              </Button>
            </div>
          </Form>
        </section>
        <div class="digiknow-pile">
          <Fields template={template} />
          {shown && <Preview ask={ask} shown={shown} />}
        </div>
      </div>
    </>,
    { section: '/templates' },
  )
}
