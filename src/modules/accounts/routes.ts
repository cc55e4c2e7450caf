import { z } from 'zod'
import type { Attempt } from '#platform/forms'
import type { Ask, Reply, Route } from '#platform/http/ask'
import { button, form, page, refused } from '#platform/http/routes'
import { reading } from '#platform/reading'
import { readTimeline } from '#platform/timeline'
import { listRoute } from '#ui/layout'
import { inviteForm, rightsForm } from './account'
import { accountPage, invitePage, rolesPage } from './account.page'
import { partnerOptions, readAccount } from './account.queries'
import { accountList } from './account-list'
import { closeAccount } from './close-account'
import { inviteAccount } from './invite-account'
import { reopenAccount } from './reopen-account'
import { setRoles } from './set-roles'
import { signInRoutes } from './sign-in/routes'

const asked = (ask: Ask): string => ask.params.account ?? ''

const accountOf = (ask: Ask) => reading(ask.ctx, 'account.list', (tx) => readAccount(tx, ask.ctx.allianceId, asked(ask)))

const showAccount = async (ask: Ask): Promise<Reply> => {
  const read = await accountOf(ask)
  if (!read.ok) return refused(read)
  return accountPage(ask, read.value, await readTimeline(ask.ctx, { type: 'account', id: read.value.id }))
}

const showInvite = async (ask: Ask, attempt: Attempt): Promise<Reply> => {
  const partners = await reading(ask.ctx, 'account.invite', (tx) => partnerOptions(tx, ask.ctx.allianceId))
  return partners.ok ? invitePage({ ask, attempt, partners: partners.value }) : refused(partners)
}

const rightsOf = async (ask: Ask) => {
  const read = await accountOf(ask)
  if (!read.ok) return read
  const { roles, person, partner_id } = read.value
  return { roles, person: person ?? '', partner: partner_id ?? '' }
}

const showRoles = async (ask: Ask, attempt: Attempt): Promise<Reply> => {
  const read = await accountOf(ask)
  if (!read.ok) return refused(read)
  const partners = await reading(ask.ctx, 'account.set-roles', (tx) => partnerOptions(tx, ask.ctx.allianceId))
  return partners.ok ? rolesPage(read.value, { ask, attempt, partners: partners.value }) : refused(partners)
}

const toAccount = (_ask: Ask, account: { readonly id: string }): string => `/accounts/${account.id}`

export const routes: readonly Route[] = [
  ...signInRoutes,
  listRoute(accountList),
  ...form({
    path: '/accounts/new',
    action: 'account.invite',
    schema: inviteForm,
    show: showInvite,
    act: (ask, input) => inviteAccount(ask.ctx, { ...input, site: ask.origin + ask.base }),
    next: toAccount,
  }),
  page('/accounts/:account', 'account.list', showAccount),
  ...form({
    path: '/accounts/:account/roles',
    action: 'account.set-roles',
    schema: rightsForm,
    fill: rightsOf,
    show: showRoles,
    act: (ask, input) => setRoles(ask.ctx, { ...input, account: asked(ask) }),
    next: toAccount,
  }),
  button({
    path: '/accounts/:account/close',
    action: 'account.close',
    schema: z.object({}),
    act: (ask) => closeAccount(ask.ctx, { account: asked(ask) }),
    next: toAccount,
  }),
  button({
    path: '/accounts/:account/reopen',
    action: 'account.reopen',
    schema: z.object({}),
    act: (ask) => reopenAccount(ask.ctx, { account: asked(ask) }),
    next: toAccount,
  }),
]
