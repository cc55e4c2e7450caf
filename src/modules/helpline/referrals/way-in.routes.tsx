import { sql } from 'kysely'
import { z } from 'zod'
import { addDays, today } from '#platform/clock'
import type { Attempt } from '#platform/forms'
import type { Ask, Page, Reply, Route } from '#platform/http/ask'
import { button, form, page, publicPage, refused, staffPage } from '#platform/http/routes'
import { reading } from '#platform/reading'
import { SealBroken, unseal } from '#platform/sealed'
import { formatDate } from '#ui/format'
import { Button, DateField, optionsOf, SelectField, TextField } from '#ui/govuk'
import { ActionButton, Form, keepTyping, Narrow } from '#ui/layout'
import { type NewsOf, newsFor } from './news-for-referrer'
import { NoName, ReferFields, sentByLinkPage } from './refer.page'
import { linkReferForm, openWayIn, referByLink, turnedFromWayIn } from './refer-by-link'
import { partnersNow } from './referral.queries'
import { Trap } from './trap'
import { makeWayIn, REFERRERS, type Referrer, revokeWayIn, wayInForm } from './way-in'

const readWays = (ask: Ask) =>
  reading(ask.ctx, 'way-in.list', async (tx) => ({
    partners: await partnersNow(tx, ask.ctx.allianceId),
    ways: await tx
      .selectFrom('way_in as w')
      .innerJoin('partner as a', (join) => join.onRef('a.id', '=', 'w.partner_id').onRef('a.alliance_id', '=', 'w.alliance_id'))
      .select(['w.id', 'w.name', 'w.kind', 'w.sealed', 'w.a_day', 'w.ends_on', 'w.revoked_at', 'a.name as partner'])
      .select(
        sql<number>`(select count(*)::int from request r where r.alliance_id = w.alliance_id and r.way_in_id = w.id)`.as('used'),
      )
      .select(
        sql<number>`(select count(*)::int from feedback f where f.alliance_id = w.alliance_id and f.way_in_id = w.id)`.as('told'),
      )
      .where('w.alliance_id', '=', ask.ctx.allianceId)
      .orderBy('w.made_at', 'desc')
      .limit(200)
      .execute(),
  }))

type Ways = Extract<Awaited<ReturnType<typeof readWays>>, { ok: true }>['value']

/** The address to give out; none when it was sealed with a key that is gone. */
const addressOf = (ask: Ask, sealed: string): string => {
  try {
    return `${ask.origin}${ask.base}/refer-to-us/${unseal(sealed)}`
  } catch (error) {
    if (error instanceof SealBroken) return ''
    throw error
  }
}

const Way = ({ ask, way }: { ask: Ask; way: Ways['ways'][number] }) => {
  const works = !way.revoked_at && way.ends_on >= today(ask.ctx.clock)
  return (
    <li>
      <b>{way.name}</b>, {REFERRERS[way.kind as Referrer].toLowerCase()} ({way.partner})
      <div class="digiknow-soft-text">
        {way.revoked_at ? 'Closed' : `Until ${formatDate(way.ends_on)}, ${way.a_day} a day`}. Referred so far: {way.used}
        {way.told > 0 && `, told us without a name: ${way.told}`}
      </div>
      {works && <p class="govuk-body govuk-!-margin-bottom-1 digiknow-break">{addressOf(ask, way.sealed)}</p>}
      {works && (
        <ActionButton action={`${ask.base}/ways-in/${way.id}/revoke`} label={`Close the address of ${way.name}`} secondary />
      )}
    </li>
  )
}

const waysPage = (ask: Ask, attempt: Attempt, { ways, partners }: Ways): Page =>
  staffPage(
    'Ways in',
    <section class="digiknow-panel">
      <h1 class="govuk-heading-l">Ways in</h1>
      <p class="govuk-body">An address to refer people to us by, without an account. Every use is written down.</p>
      <ul class="digiknow-plain digiknow-found">
        {ways.map((way) => (
          <Way ask={ask} way={way} />
        ))}
      </ul>
      <h2 class="govuk-heading-m">Give someone an address</h2>
      <Form attempt={attempt}>
        <TextField attempt={attempt} name="name" label="Who it is for" hint="Such as Councillor Example, or the Heatons team" />
        <SelectField attempt={attempt} name="kind" label="Who refers by it" options={optionsOf(REFERRERS)} />
        <SelectField
          attempt={attempt}
          name="partner"
          label="Organisation"
          hint="Its staff who sign in see the names of those referred. For a councillor or a team, add an organisation of their own first."
          options={partners}
          emptyLabel="Choose one"
        />
        <TextField attempt={attempt} name="aDay" label="How many people a day, at most" width={4} inputmode="numeric" />
        <DateField attempt={attempt} name="endsOn" legend="The last day it works" />
        <Button preventDoubleClick>Make the address</Button>
      </Form>
    </section>,
    { section: '/ways-in' },
  )

const staffRoutes: readonly Route[] = [
  ...form({
    path: '/ways-in',
    action: 'way-in.make',
    schema: wayInForm,
    fill: (ask) => ({ kind: 'partner', aDay: '10', endsOn: addDays(today(ask.ctx.clock), 365) }),
    show: async (ask, attempt) => {
      const read = await readWays(ask)
      return read.ok ? waysPage(ask, attempt, read.value) : refused(read)
    },
    act: (ask, input) => makeWayIn(ask.ctx, input),
    next: () => '/ways-in',
  }),
  button({
    path: '/ways-in/:wayIn/revoke',
    action: 'way-in.revoke',
    schema: z.unknown(),
    act: (ask) => revokeWayIn(ask.ctx, { id: ask.params.wayIn ?? '' }),
    next: () => '/ways-in',
  }),
]

interface Opened {
  readonly name: string
  readonly partner: string
  readonly news: readonly (NewsOf & { reference: string; opened_on: string })[]
}

const A_MINUTE = 30
const tokenOf = (ask: Ask): string => ask.params.token ?? ''

const referToUsPage = (ask: Ask, attempt: Attempt, { name, news }: Opened): Page =>
  publicPage(
    'Refer a person to us',
    <Narrow>
      <Form attempt={attempt}>
        <h1 class="govuk-heading-l">
          <span class="govuk-caption-l">
            {name} to {ask.alliance.name}
          </span>
          Refer a person to us
        </h1>
        <p class="govuk-body">We will ring them by the end of the next working day. Nothing is kept until you send it.</p>
        <NoName href={`${ask.base}/refer-to-us/${tokenOf(ask)}/tell`} />
        <ReferFields attempt={attempt} />
        <Trap attempt={attempt} />
        <Button preventDoubleClick>Refer this person</Button>
      </Form>
      {news.length > 0 && <h2 class="govuk-heading-m">People you referred</h2>}
      <ul class="govuk-list">
        {news.map((one) => (
          <li>
            <b>{one.reference}</b>, {formatDate(one.opened_on)}: {newsFor(one)}
          </li>
        ))}
      </ul>
    </Narrow>,
    { unlisted: true },
  )

const showForm = async (ask: Ask, attempt: Attempt): Promise<Reply> => {
  const opened = await openWayIn(ask.ctx, { token: tokenOf(ask) })
  if (opened.ok) return referToUsPage(ask, attempt, opened.value)
  await turnedFromWayIn(ask.ctx, { token: tokenOf(ask), why: opened.code })
  return refused(opened)
}

const linkRoutes: readonly Route[] = [
  page('/refer-to-us/sent', 'public.refer', sentByLinkPage),
  ...keepTyping(
    form({
      path: '/refer-to-us/:token',
      action: 'public.refer',
      schema: linkReferForm,
      show: showForm,
      act: (ask, input) => referByLink(ask.ctx, { ...input, token: tokenOf(ask) }),
      next: (_ask, { reference }) => `/refer-to-us/sent?reference=${reference}`,
    }),
    A_MINUTE,
    showForm,
  ),
]

/** Addresses to refer people to us by: given out by the lead or coordinator, used without an account. */
export const wayInRoutes: readonly Route[] = [...staffRoutes, ...linkRoutes]
