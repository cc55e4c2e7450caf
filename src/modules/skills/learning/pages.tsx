import { LANGUAGES, languageName } from '#modules/people'
import type { Attempt } from '#platform/forms'
import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import type { TimelineEvent } from '#platform/module'
import { formatDate, plural } from '#ui/format'
import { BackLink, Button, optionsOf, RadiosField, SelectField, TextField } from '#ui/govuk'
import { ActionButton, can, Form, Timeline } from '#ui/layout'
import { AREAS, type Area } from '../framework'
import type { ResourceRecord } from './resource.queries'

const SECTION = { section: '/learning' }

/** Adding something to learn from, or putting it right. */
export const resourceFormPage =
  (title: string, button: string) =>
  (ask: Ask, attempt: Attempt): Page =>
    staffPage(
      title,
      <>
        <BackLink href={`${ask.base}/learning`}>Learning</BackLink>
        <section class="digiknow-panel">
          <Form attempt={attempt}>
            <h1 class="govuk-heading-l">{title}</h1>
            <TextField attempt={attempt} name="name" label="What it is called" autocomplete="off" />
            <TextField
              attempt={attempt}
              name="link"
              label="Web address"
              hint="It is sent to people as it stands here."
              inputmode="url"
              autocomplete="off"
            />
            <SelectField attempt={attempt} name="language" label="Language" options={optionsOf(LANGUAGES)} />
            <RadiosField attempt={attempt} name="area" legend="What it helps with" options={optionsOf(AREAS)} small />
            <TextField
              attempt={attempt}
              name="about"
              label="What a worker should know, if anything"
              hint="Such as: free, needs no sign-in, has large print."
              autocomplete="off"
            />
            <Button preventDoubleClick>{button}</Button>
          </Form>
        </section>
      </>,
      SECTION,
    )

const Moves = ({ ask, resource }: { ask: Ask; resource: ResourceRecord }) => {
  const at = `${ask.base}/learning/${resource.id}`
  return (
    <div class="digiknow-btns">
      {can(ask, 'resource.correct') && (
        <a class="govuk-button govuk-button--secondary" href={`${at}/correct`}>
          Put it right
        </a>
      )}
      {can(ask, 'resource.retire') && !resource.retired_on && (
        <ActionButton action={`${at}/retire`} label="Do not offer it any more" secondary />
      )}
      {can(ask, 'resource.offer') && resource.retired_on && <ActionButton action={`${at}/offer`} label="Offer it again" />}
    </div>
  )
}

/** One thing to learn from: where it is, in which language, for what, and how many were shown it. */
export const resourcePage = (ask: Ask, resource: ResourceRecord, events: readonly TimelineEvent[]): Page =>
  staffPage(
    resource.name,
    <>
      <BackLink href={`${ask.base}/learning`}>Learning</BackLink>
      <div class="digiknow-half">
        <section class="digiknow-panel">
          <h1 class="govuk-heading-m">{resource.name}</h1>
          {resource.retired_on && <p class="govuk-body">Not offered since {formatDate(resource.retired_on)}.</p>}
          <dl class="digiknow-dl digiknow-dl--wide">
            <dt>Web address</dt>
            <dd class="digiknow-break">
              <a class="govuk-link" href={resource.link} rel="noreferrer">
                {resource.link}
              </a>
            </dd>
            <dt>Language</dt>
            <dd>{languageName(resource.language)}</dd>
            <dt>Helps with</dt>
            <dd>{AREAS[resource.area as Area]}</dd>
            <dt>Shown to</dt>
            <dd>{plural(resource.shown, 'person', 'people')}</dd>
          </dl>
          {resource.about && <p class="govuk-body">{resource.about}</p>}
          <Moves ask={ask} resource={resource} />
        </section>
        <section class="digiknow-panel" aria-labelledby="timeline">
          <h2 id="timeline">Timeline</h2>
          <Timeline events={events} say={ask.house.say} />
        </section>
      </div>
    </>,
    SECTION,
  )
