import type { Ask, Page } from '#platform/http/ask'
import { publicPage, staffPage } from '#platform/http/routes'
import type { Refusal } from '#platform/outcome'
import { Narrow } from './public-layout'

const NEXT: Readonly<Record<string, string>> = {
  forbidden: 'If you need to do this, ask the person who looks after accounts in your alliance.',
  'not-found': 'Check the address or the reference. It may have been typed wrongly, or belong to another alliance.',
  'moved-on': 'Someone else may have changed it, or you may have done this already. Go back, load the page again and look.',
}

const nextOf = (refusal: Refusal, isStaff: boolean): string =>
  refusal.next ??
  NEXT[refusal.code] ??
  (isStaff
    ? 'Nothing was changed. Go back and look at the record again.'
    : 'Nothing was changed. If you are not sure what to do, ring us.')

/** The page that says no: what happened, and what to do next. */
export const refusalPage = (refusal: Refusal, ask: Ask): Page => {
  const words = (
    <>
      <h1 class="govuk-heading-l">{refusal.says}</h1>
      <p class="govuk-body">{nextOf(refusal, ask.ctx.actor.kind !== 'public')}</p>
      <p class="govuk-body">
        <a class="govuk-link" href={ask.headers.referer ? String(ask.headers.referer) : ask.base}>
          Go back
        </a>
      </p>
    </>
  )
  const options = { status: refusal.status }
  if (ask.ctx.actor.kind === 'public') return publicPage(refusal.says, <Narrow>{words}</Narrow>, options)
  return staffPage(refusal.says, <section class="digiknow-panel">{words}</section>, options)
}
