import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import type { Template } from '#platform/template'
import { formatDateTime } from '#ui/format'
import { DenseTable } from '#ui/layout'
import { languageName } from './language-name'
import type { Changed } from './version.queries'
import { ENGLISH } from './words-for'

const Row = ({ ask, template, changed }: { ask: Ask; template: Template; changed: readonly Changed[] }) => {
  const own = changed.filter((one) => one.template === template.name)
  const english = own.find(({ language }) => language === ENGLISH)
  const others = own.filter(({ language }) => language !== ENGLISH).map(({ language }) => languageName(language))
  return (
    <tr>
      <th class="govuk-table__header" scope="row">
        <a class="govuk-link" href={`${ask.base}/templates/${template.name}`}>
          {template.when}
        </a>
      </th>
      <td class="govuk-table__cell" data-label="Words">
        {english ? `Yours, version ${english.number}` : 'As the program came'}
      </td>
      <td class="govuk-table__cell" data-label="Changed">
        {english && formatDateTime(english.made_at)}
      </td>
      <td class="govuk-table__cell" data-label="Also in">
        {others.join(', ')}
      </td>
      <td class="govuk-table__cell" data-label="They can answer">
        {template.asks?.replies.join(' or ')}
      </td>
    </tr>
  )
}

const HEADS = ['When it is sent', 'Words', 'Changed', 'Also in', 'They can answer'] as const

/** Everything the program tells people, by when it is sent. */
export const templatesPage = (ask: Ask, templates: readonly Template[], changed: readonly Changed[]): Page =>
  staffPage(
    'Words we send',
    <>
      <div class="digiknow-top">
        <h1 class="govuk-heading-l">Words we send</h1>
      </div>
      <section class="digiknow-panel" aria-label="What we tell people">
        <DenseTable label="Words we send" heads={HEADS}>
          {templates
            .toSorted((one, other) => one.when.localeCompare(other.when))
            .map((template) => (
              <Row ask={ask} template={template} changed={changed} />
            ))}
        </DenseTable>
      </section>
    </>,
    { section: '/templates' },
  )
