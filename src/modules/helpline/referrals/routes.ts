import type { Route } from '#platform/http/ask'
import { form, page } from '#platform/http/routes'
import { listRoute } from '#ui/layout'
import { askedRoutes } from './asked.routes'
import { everyReferralList } from './every-referral-list'
import { refer, referForm } from './refer'
import { referPage, sentPage } from './refer.page'
import { referralList } from './referral-list'

export const referralRoutes: readonly Route[] = [
  ...form({
    path: '/refer',
    action: 'partner.refer',
    schema: referForm,
    show: referPage,
    act: (ask, input) => refer(ask.ctx, input),
    next: (_ask, { reference }) => `/refer/sent?reference=${reference}`,
  }),
  page('/refer/sent', 'partner.refer', sentPage),
  listRoute(referralList),
  listRoute(everyReferralList),
  ...askedRoutes,
]
