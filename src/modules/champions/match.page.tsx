import { isOpen, NEEDS } from '#modules/helpline'
import { languageName } from '#modules/people'
import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import { Button } from '#ui/govuk'
import { can, Form } from '#ui/layout'
import type { NamedCandidate, Suggestions } from './candidates.queries'
import { sentence } from './champion'
import type { MatchRecord } from './match.queries'
import type { Ranked } from './rank-champions'

const AskButton = ({ ask, request, champion }: { ask: Ask; request: string; champion: NamedCandidate }) => (
  <Form action={`${ask.base}/requests/${request}/match`} class="digiknow-inline">
    <input type="hidden" name="champion" value={champion.reference} />
    <Button classes="govuk-button--secondary" preventDoubleClick>
      Ask {champion.name}
    </Button>
  </Form>
)

const Suggested = ({ ask, found, one }: { ask: Ask; found: Suggestions; one: Ranked<NamedCandidate> }) => (
  <li>
    <h3 class="govuk-heading-s govuk-!-margin-bottom-1">
      <a class="govuk-link" href={`${ask.base}/champions/${one.champion.reference}`}>
        {one.champion.name}
      </a>
    </h3>
    <ul class="digiknow-plain digiknow-reasons">
      {one.reasons.map((reason) => (
        <li class={reason.good ? 'is-good' : 'is-against'}>
          {!reason.good && <span class="govuk-visually-hidden">But: </span>}
          {reason.words}
        </li>
      ))}
    </ul>
    <AskButton ask={ask} request={found.request.reference} champion={one.champion} />
  </li>
)

const nobodyWords = (found: Suggestions): string =>
  found.active === 0
    ? 'There are no active champions yet. Add one, and they will show here once checked and trained.'
    : 'Nobody can take this on now. Ring a champion who is nearly finished with someone, or try again later.'

const Choices = ({ ask, found }: { ask: Ask; found: Suggestions }) => (
  <>
    {found.ranked.length === 0 && <p class="govuk-body">{nobodyWords(found)}</p>}
    <ol class="digiknow-plain digiknow-suggested">
      {found.ranked.slice(0, 20).map((one) => (
        <Suggested ask={ask} found={found} one={one} />
      ))}
    </ol>
    {found.leftOut && <p class="govuk-body digiknow-soft-text">Left out: {found.leftOut}.</p>}
  </>
)

const Waiting = ({ ask, open }: { ask: Ask; open: MatchRecord }) => (
  <p class="govuk-body">
    {open.status === 'asked'
      ? `${open.champion} has been asked and has not answered yet. `
      : `${open.champion} helps with this now. `}
    <a class="govuk-link" href={`${ask.base}/requests/${open.request}`}>
      Go back to the request
    </a>
  </p>
)

/** Who could help with a request, best first, and why. One at a time is asked. */
export const matchPage = (ask: Ask, found: Suggestions, open: MatchRecord | undefined): Page => {
  const { request } = found
  const askable = !open && isOpen(request.status) && can(ask, 'match.ask')
  return staffPage(
    `Find a champion for ${request.name}`,
    <section class="digiknow-panel">
      <h1 class="govuk-heading-l govuk-!-margin-bottom-1">Find a champion for {request.name}</h1>
      <p class="govuk-body digiknow-soft-text">
        <a class="govuk-link" href={`${ask.base}/requests/${request.reference}`}>
          {request.reference}
        </a>{' '}
        · {sentence(request.needs, NEEDS)} · speaks {languageName(request.language)}
      </p>
      {request.words && <p class="govuk-body">{request.words}</p>}
      {open && <Waiting ask={ask} open={open} />}
      {!open && !isOpen(request.status) && <p class="govuk-body">This request is closed. Open it again to find someone.</p>}
      {askable && <Choices ask={ask} found={found} />}
    </section>,
    { section: '/requests' },
  )
}
