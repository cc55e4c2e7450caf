import { today } from '#platform/clock'
import type { Attempt } from '#platform/forms'
import type { Ask, Page, Route } from '#platform/http/ask'
import { form, refused, staffPage } from '#platform/http/routes'
import { isId } from '#platform/ids'
import { reading } from '#platform/reading'
import {
  BackLink,
  Button,
  DateField,
  type Option,
  optionsOf,
  RadiosField,
  SelectField,
  TextAreaField,
  TextField,
} from '#ui/govuk'
import { Form } from '#ui/layout'
import { readPerson } from '../person.queries'
import { consentForm, HOW, PURPOSES, type Purpose, withdrawForm } from './consent'
import { giveConsent } from './give-consent'
import { withdrawConsent } from './withdraw-consent'

const wanted = (ask: Ask): string => ask.params.person ?? ''
const back = (_ask: Ask, person: { reference: string }): string => `/people/${person.reference}`

const askedOf = (ask: Ask) =>
  reading(ask.ctx, 'consent.give', async (tx) => {
    const person = await readPerson(tx, ask.ctx.allianceId, wanted(ask))
    const partners = await tx
      .selectFrom('partner')
      .select(['id as value', 'name as label'])
      .where('alliance_id', '=', ask.ctx.allianceId)
      .where('left_on', 'is', null)
      .orderBy('name')
      .execute()
    return person && { person, partners }
  })

const GiveFields = ({ attempt, partners }: { attempt: Attempt; partners: readonly Option[] }) => (
  <>
    <RadiosField attempt={attempt} name="purpose" legend="What they agree to" options={optionsOf(PURPOSES)} />
    <SelectField attempt={attempt} name="partner" label="Which partner, to share with" options={partners} emptyLabel="Choose" />
    <RadiosField attempt={attempt} name="how" legend="How they told us" options={optionsOf(HOW)} inline />
    <DateField attempt={attempt} name="givenOn" legend="When they told us" />
    <TextField
      attempt={attempt}
      name="onBehalf"
      label="Who spoke for them, if they did not themselves"
      hint="Their name, and why they may. Such as: Ellen Hart, has power of attorney."
    />
    <DateField attempt={attempt} name="endsOn" legend="Last day it counts" hint="Leave it empty if they gave no end." />
  </>
)

const framed = (ask: Ask, title: string, who: { name: string; reference: string }, form: Page['body']): Page =>
  staffPage(
    title,
    <>
      <BackLink href={`${ask.base}/people/${who.reference}`}>Back</BackLink>
      <section class="digiknow-panel">
        <h1 class="govuk-heading-l govuk-!-margin-bottom-1">{title}</h1>
        <p class="digiknow-soft-text">{who.name}</p>
        {form}
      </section>
    </>,
    { section: '/people' },
  )

const consentAsked = (ask: Ask) =>
  reading(ask.ctx, 'consent.withdraw', (tx) =>
    tx
      .selectFrom('consent as c')
      .innerJoin('person as p', (join) => join.onRef('p.id', '=', 'c.person_id').onRef('p.alliance_id', '=', 'c.alliance_id'))
      .leftJoin('partner as o', (join) => join.onRef('o.id', '=', 'c.partner_id').onRef('o.alliance_id', '=', 'c.alliance_id'))
      .select(['c.id', 'c.purpose', 'p.name', 'p.reference', 'o.name as partner'])
      .where('c.alliance_id', '=', ask.ctx.allianceId)
      .where('c.id', '=', isId(ask.params.consent) ? ask.params.consent : '00000000-0000-0000-0000-000000000000')
      .executeTakeFirst(),
  )

const WithdrawFields = ({ attempt, purpose }: { attempt: Attempt; purpose: Purpose }) => (
  <>
    <p class="govuk-body">
      {purpose === 'hold'
        ? 'From now on they get no more messages and no more calls. What is open for them stops.'
        : 'From now on this stops. What we keep about them stays.'}
    </p>
    <RadiosField attempt={attempt} name="how" legend="How they told us" options={optionsOf(HOW)} inline />
    <TextAreaField attempt={attempt} name="why" label="What they said, if they gave a reason" rows={2} />
  </>
)

/** What people agree to, and take back. */
export const consentRoutes: readonly Route[] = [
  ...form({
    path: '/people/:person/consent/new',
    action: 'consent.give',
    schema: consentForm,
    fill: (ask) => ({ how: 'spoken', givenOn: today(ask.ctx.clock) }),
    show: async (ask, attempt) => {
      const read = await askedOf(ask)
      if (!read.ok) return refused(read)
      return framed(
        ask,
        'What they agree to',
        read.value.person,
        <Form attempt={attempt}>
          <GiveFields attempt={attempt} partners={read.value.partners} />
          <Button preventDoubleClick>Write it down</Button>
        </Form>,
      )
    },
    act: (ask, input) => giveConsent(ask.ctx, { ...input, reference: wanted(ask), stops: ask.house.stopsForPerson }),
    next: back,
  }),
  ...form({
    path: '/consents/:consent/withdraw',
    action: 'consent.withdraw',
    schema: withdrawForm,
    show: async (ask, attempt) => {
      const read = await consentAsked(ask)
      if (!read.ok) return refused(read)
      const { partner, purpose } = read.value
      return framed(
        ask,
        'They take their consent back',
        read.value,
        <Form attempt={attempt}>
          <p class="govuk-body">
            <b>
              {PURPOSES[purpose as Purpose]}
              {partner && `: ${partner}`}
            </b>
          </p>
          <WithdrawFields attempt={attempt} purpose={purpose as Purpose} />
          <Button preventDoubleClick>Stop this now</Button>
        </Form>,
      )
    },
    act: async (ask, input) => {
      const read = await consentAsked(ask)
      return read.ok ? withdrawConsent(ask.ctx, { ...input, id: read.value.id, stops: ask.house.consentWithdrawn }) : read
    },
    next: back,
  }),
]
