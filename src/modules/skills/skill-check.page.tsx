import { myPage, onlyTheirOwn, type ReachedRequest } from '#modules/champions'
import type { Attempt } from '#platform/forms'
import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import { BackLink, Button, RadiosField } from '#ui/govuk'
import { Form } from '#ui/layout'
import { FOUNDATION } from './framework'
import { ANSWERS, type Moment } from './skill-check'

const options = Object.entries(ANSWERS).map(([value, label]) => ({ value, label }))

const TITLES: Readonly<Record<Moment, string>> = { before: 'Skill check at the start', after: 'Skill check at the end' }

/** Eight short questions, one press each. */
export const skillCheckPage = (ask: Ask, attempt: Attempt, request: ReachedRequest, moment: Moment): Page => {
  const title = TITLES[moment]
  const body = (
    <Form attempt={attempt}>
      <h1 class="govuk-heading-l govuk-!-margin-bottom-1">{title}</h1>
      <p class="govuk-body">
        {request.name}, {request.reference}. Ask how it goes today. There are no wrong answers.
      </p>
      {FOUNDATION.map(({ code, name }) => (
        <RadiosField attempt={attempt} name={code} legend={name} options={options} inline />
      ))}
      <Button preventDoubleClick>Save this skill check</Button>
    </Form>
  )
  const theirs = onlyTheirOwn(ask.ctx.actor)
  const back = <BackLink href={ask.base + (theirs ? '/my' : `/requests/${request.reference}`)}>Back</BackLink>
  if (theirs) return myPage(ask, title, [back, <div class="digiknow-lede">{body}</div>])
  return staffPage(title, [back, <section class="digiknow-panel">{body}</section>], { section: '/requests' })
}
