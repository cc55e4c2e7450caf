import type { Attempt } from '#platform/forms'
import type { Ask, Page, Reply, Route } from '#platform/http/ask'
import { button, form, page, refused, staffPage } from '#platform/http/routes'
import { done } from '#platform/outcome'
import { reading } from '#platform/reading'
import { formatDate, formatDateShort, plural } from '#ui/format'
import { Button, DateField, SelectField, TextField } from '#ui/govuk'
import { ActionButton, Form, Scroll } from '#ui/layout'
import { choices, KINDS, kindWord } from '../stock/device'
import { extendMany, type ManyInput, type ManyLoan, manyForm, readMany } from './extend-many'

const PATH = '/loans/more-time'

const askPage = (attempt: Attempt): Page =>
  staffPage(
    'More time for many',
    <section class="digiknow-panel">
      <Form attempt={attempt}>
        <h1 class="govuk-heading-l">More time for many at once</h1>
        <p class="govuk-body">
          For when people cannot come to us: a lockdown, snow, a library that closes. You see whom it reaches before anything
          changes.
        </p>
        <SelectField attempt={attempt} name="kind" label="Which devices" emptyLabel="All kinds" options={choices(KINDS)} />
        <DateField attempt={attempt} name="dueBy" legend="Those due back by" hint="Late ones are in it too" />
        <DateField attempt={attempt} name="dueOn" legend="The new day they are due back" />
        <TextField attempt={attempt} name="why" label="Why" hint="For the record, such as “Libraries are closed”" />
        <Button>See whom it reaches</Button>
      </Form>
    </section>,
    { section: '/loans' },
  )

const queryOf = (input: ManyInput): Record<string, string> => ({
  kind: input.kind ?? '',
  dueBy: input.dueBy,
  dueOn: input.dueOn,
  why: input.why,
})

const Line = ({ ask, loan }: { ask: Ask; loan: ManyLoan }) => (
  <tr>
    <th class="govuk-table__header" scope="row">
      <a class="govuk-link" href={`${ask.base}/loans/${loan.reference}`}>
        {loan.reference}
      </a>
    </th>
    <td class="govuk-table__cell" data-label="With">
      {loan.borrower}
    </td>
    <td class="govuk-table__cell" data-label="Device">
      {loan.device} {kindWord(loan.kind)}
    </td>
    <td class="govuk-table__cell" data-label="Due now">
      {formatDateShort(loan.due_on)}
    </td>
    <td class="govuk-table__cell" data-label="Note">
      {loan.taken_on && `Stays as it is: someone has booked it from ${formatDate(loan.taken_on)}`}
    </td>
  </tr>
)

const previewPage = (ask: Ask, input: ManyInput, loans: readonly ManyLoan[]): Page => {
  const reached = loans.filter(({ taken_on }) => taken_on === null).length
  const title = `${plural(reached, 'loan')} would be due back on ${formatDate(input.dueOn)}`
  return staffPage(
    title,
    <section class="digiknow-panel">
      <h1 class="govuk-heading-l">{title}</h1>
      {reached > 0 && (
        <>
          <p class="govuk-body">Each borrower is told the new day by the way that reaches them. Nothing has changed yet.</p>
          <ActionButton
            action={`${ask.base}${PATH}/apply`}
            label={`Give ${plural(reached, 'loan')} more time`}
            fields={queryOf(input)}
            typed
          />
        </>
      )}
      <p class="govuk-body digiknow-btns">
        <a class="govuk-link" href={`${ask.base}${PATH}`}>
          Choose other days
        </a>
      </p>
      <Scroll label={title}>
        <table class="govuk-table digiknow-dense digiknow-stack">
          <thead>
            <tr>
              {['Loan', 'With', 'Device', 'Due now', 'Note'].map((head) => (
                <th class="govuk-table__header" scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {loans.map((loan) => (
              <Line ask={ask} loan={loan} />
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>,
    { section: '/loans' },
  )
}

const showPreview = async (ask: Ask): Promise<Reply> => {
  const read = manyForm.safeParse(ask.query)
  if (!read.success) return { kind: 'redirect', to: ask.base + PATH }
  const loans = await reading(ask.ctx, 'loan.extend-many', (tx) => readMany(tx, ask.ctx.allianceId, read.data))
  return loans.ok ? previewPage(ask, read.data, loans.value) : refused(loans)
}

/** More time for many at once: which, whom it reaches, and only then the change. */
export const manyRoutes: readonly Route[] = [
  ...form({
    path: PATH,
    action: 'loan.extend-many',
    schema: manyForm,
    show: (_ask, attempt) => askPage(attempt),
    act: async (_ask, input) => done(input),
    next: (_ask, input) => `${PATH}/preview?${new URLSearchParams(queryOf(input))}`,
  }),
  page(`${PATH}/preview`, 'loan.extend-many', showPreview),
  button({
    path: `${PATH}/apply`,
    action: 'loan.extend-many',
    schema: manyForm,
    act: (ask, input) => extendMany(ask.ctx, input),
    next: () => '/loans?status=on_loan',
  }),
]
