import { z } from 'zod'
import {
  askedFields,
  BARRIERS,
  isOpen,
  NEEDS,
  OUTCOMES,
  type OutcomeOfRequest,
  type RequestStatus,
  writeRequest,
} from '#modules/helpline'
import { personForm, recordPerson } from '#modules/people'
import { addDays } from '#platform/clock'
import { command } from '#platform/command'
import { needed, phones, postcode, ticked, words } from '#platform/fields'
import type { Attempt } from '#platform/forms'
import type { Ask, Page } from '#platform/http/ask'
import { form, staffPage } from '#platform/http/routes'
import type { ListSpec } from '#platform/list'
import { done, refuse } from '#platform/outcome'
import { formatDate } from '#ui/format'
import { Button, CheckboxesField, CheckboxField, TextAreaField, TextField } from '#ui/govuk'
import { Form, listRoute } from '#ui/layout'

const referForm = z.object({
  name: needed('Enter their name, or what they want to be called'),
  phones: phones(),
  postcode: postcode(),
  safeContact: words(500),
  ...askedFields,
  consent: ticked('Tick to say they agreed. We cannot take a person’s details without it'),
})
export type Referral = z.output<typeof referForm>

/** A partner sends a person to the helpline, with that person's consent. Refuses `no-partner`. */
export const refer = command('partner.refer', async (work, input: Referral) => {
  const partnerId = work.actor.partnerId
  if (!partnerId)
    return refuse('no-partner', 'Your account does not belong to a partner yet. Ask the person who looks after accounts')
  const partner = await work.tx
    .selectFrom('partner')
    .select('name')
    .where('alliance_id', '=', work.allianceId)
    .where('id', '=', partnerId)
    .where('left_on', 'is', null)
    .executeTakeFirst()
  if (!partner) return refuse('no-partner', 'Your organisation is no longer in the alliance')
  // A partner may not add people at will: only here, with consent, is it let do what the desk does.
  const made = await recordPerson.within(
    { ...work, actor: { ...work.actor, roles: [...work.actor.roles, 'helpline'] } },
    { ...personForm.parse({ name: input.name }), phones: input.phones, postcode: input.postcode, safeContact: input.safeContact },
  )
  if (!made.ok) return made
  const { words: said, needs, barriers } = input
  const nextStep = { nextAction: `Ring them: ${partner.name} referred them`.slice(0, 200), nextActionOn: addDays(work.today, 1) }
  const request = await writeRequest(work, {
    words: said,
    needs,
    barriers,
    ...nextStep,
    personId: made.value.id,
    source: 'partner',
    partnerId,
  })
  if (!request.ok) return request
  const { reference, id } = request.value
  return done({ reference }, ...made.happened, ...request.happened, {
    about: { type: 'partner', id: partnerId },
    also: [{ type: 'request', id }],
    detail: { reference, consent: true },
  })
})

const options = (list: Readonly<Record<string, string>>) => Object.entries(list).map(([value, label]) => ({ value, label }))

const referPage = (_ask: Ask, attempt: Attempt): Page =>
  staffPage(
    'Refer a person',
    <section class="digiknow-panel">
      <Form attempt={attempt}>
        <h1 class="govuk-heading-l">Refer a person</h1>
        <p class="govuk-body">We will ring them by the end of the next working day, and tell you what came of it.</p>
        <TextField attempt={attempt} name="name" label="Their name" autocomplete="off" />
        <TextAreaField
          attempt={attempt}
          name="phones"
          label="Phone numbers"
          hint="Any format. One a line if there are several."
          rows={2}
        />
        <TextField attempt={attempt} name="postcode" label="Postcode" width={10} autocomplete="off" />
        <CheckboxesField attempt={attempt} name="needs" legend="What they need" options={options(NEEDS)} />
        <CheckboxesField
          attempt={attempt}
          name="barriers"
          legend="What holds them back, if you know"
          options={options(BARRIERS)}
        />
        <TextAreaField attempt={attempt} name="words" label="What they asked for, in their words" rows={3} />
        <TextAreaField
          attempt={attempt}
          name="safeContact"
          label="Safe contact"
          hint="When and how it is safe to ring or write, and what never to do."
          rows={2}
        />
        <CheckboxField attempt={attempt} name="consent" label="They agreed that we pass their details on and get in touch" />
        <Button preventDoubleClick>Refer this person</Button>
      </Form>
    </section>,
    { section: '/my-referrals' },
  )

interface ReferralRow {
  readonly id: string
  readonly reference: string
  readonly name: string
  readonly opened_on: string
  readonly status: string
  readonly outcome: string | null
}

const newsOf = ({ status, outcome }: ReferralRow): string => {
  if (outcome) return OUTCOMES[outcome as OutcomeOfRequest]
  if (!isOpen(status as RequestStatus)) return 'Closed'
  return status === 'new' ? 'We have it and will ring them' : 'We are helping them'
}

/** What came of those a partner referred: the state in plain words, and no notes. */
const referralList: ListSpec<ReferralRow> = {
  path: '/my-referrals',
  action: 'partner.referrals',
  title: 'People you referred',
  rows: (tx, ask) =>
    tx
      .selectFrom('request as r')
      .innerJoin('person as p', (join) => join.onRef('p.id', '=', 'r.person_id').onRef('p.alliance_id', '=', 'r.alliance_id'))
      .select(['r.id', 'r.reference', 'p.name', 'r.opened_on', 'r.status', 'r.outcome'])
      .where('r.alliance_id', '=', ask.ctx.allianceId)
      .where('r.source', '=', 'partner')
      .where('r.partner_id', '=', ask.ctx.actor.partnerId),
  filters: [],
  columns: [
    { label: 'Reference', text: (row) => row.reference },
    { label: 'Name', text: (row) => row.name, sort: 'name' },
    { label: 'Referred', text: (row) => row.opened_on, cell: (row) => formatDate(row.opened_on), sort: 'opened_on' },
    { label: 'What came of it', text: newsOf },
  ],
  sort: { by: 'opened_on', dir: 'desc' },
  empty: () => 'Nobody yet. People you refer to us will be in this list, with what came of it.',
  actions: (ask) => (
    <a class="govuk-button" href={`${ask.base}/refer`}>
      Refer a person
    </a>
  ),
}

export const referRoutes = [
  ...form({
    path: '/refer',
    action: 'partner.refer',
    schema: referForm,
    show: referPage,
    act: (ask, input) => refer(ask.ctx, input),
    next: () => '/my-referrals',
  }),
  listRoute(referralList),
]
