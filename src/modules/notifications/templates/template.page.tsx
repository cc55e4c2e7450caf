import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import { formatDateTime } from '#ui/format'
import { ActionButton, can } from '#ui/layout'
import { languageName } from './language-name'
import { type InEnglish, Preview, type Shown } from './preview'
import type { Version } from './version.queries'

export interface TemplateView extends Shown {
  readonly version: Version | undefined
  readonly versions: readonly Version[]
  readonly languages: readonly string[]
  readonly english: InEnglish
}

const hrefOf = (ask: Ask, { template, language }: TemplateView, more: Record<string, string> = {}, below = ''): string =>
  `${ask.base}/templates/${template.name}${below}?${new URLSearchParams({ language, ...more })}`

/** The languages there may be words in, as a line of links. */
const Languages = ({ ask, view }: { ask: Ask; view: TemplateView }) =>
  view.languages.length > 1 ? (
    <nav aria-label="Languages" class="digiknow-chips">
      {view.languages.map((language) => (
        <a
          class="govuk-link"
          href={hrefOf(ask, { ...view, language })}
          aria-current={language === view.language ? 'page' : undefined}
        >
          {languageName(language)}
        </a>
      ))}
    </nav>
  ) : null

export const Fields = ({ template }: Pick<Shown, 'template'>) => (
  <section class="digiknow-panel" aria-labelledby="facts">
    <h2 id="facts">What is put in</h2>
    <dl class="digiknow-dl digiknow-dl--wide">
      {Object.entries(template.fields).map(([field, fact]) => (
        <>
          <dt>
            <code>{`((${field}))`}</code>
          </dt>
          <dd>{fact}</dd>
        </>
      ))}
    </dl>
  </section>
)

const whoWhen = ({ number, madeAt, by, againOf }: Version): string => {
  if (number === 0) return 'As the program came'
  const again = againOf === null ? '' : againOf === 0 ? ' The words the program came with, again.' : ` Version ${againOf} again.`
  return `${madeAt ? formatDateTime(madeAt) : ''}${by ? `, ${by}` : ''}.${again}`
}

const OneVersion = ({ ask, view, version }: { ask: Ask; view: TemplateView; version: Version }) => {
  const newest = view.versions[0]?.number ?? 0
  const isShown = version.number === view.version?.number
  return (
    <li>
      <span>
        <a
          class="govuk-link"
          href={hrefOf(ask, view, { version: String(version.number) })}
          aria-current={isShown ? 'true' : undefined}
        >
          {version.number === 0 ? 'Our plain English' : `Version ${version.number}`}
        </a>
        {version.number === newest && ' (sent now)'}
        {isShown && version.number !== newest && ' (shown here)'}
        <br />
        <span class="digiknow-small digiknow-soft-text">{whoWhen(version)}</span>
      </span>
      {isShown && version.number !== newest && can(ask, 'template.bring-back') && (
        <ActionButton
          action={hrefOf(ask, view, {}, '/bring-back')}
          label="Use these words again"
          fields={{ number: String(version.number), newest: String(newest) }}
          secondary
        />
      )}
    </li>
  )
}

const Versions = ({ ask, view }: { ask: Ask; view: TemplateView }) => (
  <section class="digiknow-panel" aria-labelledby="versions">
    <h2 id="versions">Versions</h2>
    {view.versions.length === 0 ? (
      <p class="govuk-body">No words in {languageName(view.language)} yet. Until there are, people get the English.</p>
    ) : (
      <ul class="digiknow-plain digiknow-rows digiknow-told">
        {view.versions.map((version) => (
          <OneVersion ask={ask} view={view} version={version} />
        ))}
      </ul>
    )}
  </section>
)

/** One thing we tell people: its words each way, what is put in, and every version there has been. */
export const templatePage = (ask: Ask, view: TemplateView): Page =>
  staffPage(
    view.template.when,
    <>
      <div class="digiknow-top">
        <h1 class="govuk-heading-l">{view.template.when}</h1>
        {can(ask, 'template.save') && (
          <a class="govuk-button" href={hrefOf(ask, view, {}, '/change')}>
            {view.versions.length > 0 ? 'Change these words' : `Write it in ${languageName(view.language)}`}
          </a>
        )}
      </div>
      <Languages ask={ask} view={view} />
      <div class="digiknow-half">
        <div class="digiknow-pile">
          <Preview
            ask={ask}
            shown={view}
            pdf={hrefOf(ask, view, view.version ? { version: String(view.version.number) } : {}, '/letter.pdf')}
          />
        </div>
        <div class="digiknow-pile">
          <Versions ask={ask} view={view} />
          <Fields template={view.template} />
        </div>
      </div>
    </>,
    { section: '/templates' },
  )
