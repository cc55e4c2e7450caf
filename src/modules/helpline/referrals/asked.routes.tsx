import type { Attempt } from '#platform/forms'
import type { Ask, Page, Reply, Route } from '#platform/http/ask'
import { form, refused, staffPage } from '#platform/http/routes'
import { ErrorSummary } from '#ui/govuk'
import { listRoute } from '#ui/layout'
import { answerAsPartner, openAsPartner } from './as-partner'
import { askedList } from './asked-list'
import { PartnerAnswer, SeenList, seenTitle } from './link.page'
import { answerForm } from './referral'
import type { SeenByPartner } from './seen-by-partner'

const referenceOf = (ask: Ask): string => ask.params.referral ?? ''

const askedPage = (ask: Ask, attempt: Attempt, seen: SeenByPartner): Page =>
  staffPage(
    seenTitle(seen),
    <section class="digiknow-panel">
      <ErrorSummary attempt={attempt} />
      <h1 class="govuk-heading-l">
        <span class="govuk-caption-l">
          {ask.alliance.name} to {seen.partner}: {seen.reference}
        </span>
        {seenTitle(seen)}
      </h1>
      <p class="govuk-body">They agreed that we tell you what is here, and nothing more. Please keep it to yourself.</p>
      <SeenList seen={seen} />
      <PartnerAnswer seen={seen} attempt={attempt} />
    </section>,
    { section: '/asked-of-us' },
  )

const show = async (ask: Ask, attempt: Attempt): Promise<Reply> => {
  const opened = await openAsPartner(ask.ctx, { reference: referenceOf(ask) })
  return opened.ok ? askedPage(ask, attempt, opened.value) : refused(opened)
}

/** What a partner’s own accounts see of those we asked it to help, and its answer. */
export const askedRoutes: readonly Route[] = [
  listRoute(askedList),
  ...form({
    path: '/asked-of-us/:referral',
    action: 'partner.answer',
    schema: answerForm,
    show,
    act: (ask, input) => answerAsPartner(ask.ctx, { ...input, reference: referenceOf(ask) }),
    next: () => '/asked-of-us',
  }),
]
