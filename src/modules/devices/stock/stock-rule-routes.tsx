import type { Tx } from '#platform/db'
import type { Attempt } from '#platform/forms'
import type { Ask, Reply, Route } from '#platform/http/ask'
import { form, refused, staffPage } from '#platform/http/routes'
import { reading } from '#platform/reading'
import { Button, CheckboxesField, CheckboxField, TextField } from '#ui/govuk'
import { can, Form } from '#ui/layout'
import { addFund, fundForm, setStockRule, stockRuleForm } from './set-stock-rule'
import { readStockRule } from './stock-rule'

/** The funds a device can have been paid for by, as choices. */
export const fundChoices = (tx: Tx, allianceId: string) =>
  tx
    .selectFrom('device_fund')
    .select(['id as value', 'name as label'])
    .where('alliance_id', '=', allianceId)
    .orderBy('name')
    .execute()

/** The partners a device can belong to, as choices. */
export const ownerChoices = (tx: Tx, allianceId: string) =>
  tx
    .selectFrom('partner')
    .select(['id as value', 'name as label'])
    .where('alliance_id', '=', allianceId)
    .where('left_on', 'is', null)
    .orderBy('name')
    .execute()

const readFunds = (tx: Tx, allianceId: string) =>
  tx.selectFrom('device_fund').selectAll().where('alliance_id', '=', allianceId).orderBy('name').execute()

const Funds = ({ ask, funds }: { ask: Ask; funds: Awaited<ReturnType<typeof readFunds>> }) => (
  <section class="digiknow-panel" aria-labelledby="funds">
    <h2 id="funds">What paid for devices</h2>
    <ul class="digiknow-plain digiknow-found">
      {funds.map((fund) => (
        <li>
          {fund.name}:{' '}
          {[fund.may_lend && 'lend', fund.may_give && 'give', fund.may_sell && 'sell'].filter(Boolean).join(', ') || 'keep only'}
        </li>
      ))}
    </ul>
    {can(ask, 'stock-rule.set') && (
      <p>
        <a class="govuk-link" href={`${ask.base}/stock-rules/fund`}>
          Add one
        </a>
      </p>
    )}
  </section>
)

const showRules = async (ask: Ask, attempt: Attempt): Promise<Reply> => {
  const read = await reading(ask.ctx, 'stock-rule.read', (tx) => readFunds(tx, ask.ctx.allianceId))
  if (!read.ok) return refused(read)
  return staffPage(
    'Rules of the stock',
    <div class="digiknow-half">
      <section class="digiknow-panel">
        <Form attempt={attempt}>
          <h1 class="govuk-heading-l">Before a device is lent</h1>
          <CheckboxField attempt={attempt} name="needsLook" label="Someone looks it over after the wipe, as a step of its own" />
          <CheckboxField attempt={attempt} name="supportBlocks" label="It is not lent once its updates have ended" />
          <CheckboxField attempt={attempt} name="testBlocks" label="It is not lent once its electrical test is due" />
          <TextField
            attempt={attempt}
            name="batteryBelow"
            label="It is not lent when the battery is below"
            suffix="%"
            width={3}
            inputmode="numeric"
          />
          <TextField
            attempt={attempt}
            name="fewSims"
            label="Warn us when fewer SIMs of a kind are left than"
            width={3}
            inputmode="numeric"
          />
          {can(ask, 'stock-rule.set') && <Button preventDoubleClick>Save</Button>}
        </Form>
      </section>
      <Funds ask={ask} funds={read.value} />
    </div>,
    { section: '/stock-rules' },
  )
}

const showFund = (_ask: Ask, attempt: Attempt): Reply =>
  staffPage(
    'Add a fund',
    <section class="digiknow-panel">
      <Form attempt={attempt}>
        <h1 class="govuk-heading-l">Add what paid for devices</h1>
        <TextField attempt={attempt} name="name" label="Name" width={30} />
        <CheckboxesField
          attempt={attempt}
          name="may"
          legend="What we may do with them"
          options={[
            { value: 'lend', label: 'Lend them' },
            { value: 'give', label: 'Give them away' },
            { value: 'sell', label: 'Sell them' },
          ]}
        />
        <Button preventDoubleClick>Add it</Button>
      </Form>
    </section>,
    { section: '/stock-rules' },
  )

const yes = (is: boolean): string => (is ? 'yes' : '')

/** What is asked of a device before it is lent, and what paid for them. */
export const stockRuleRoutes: readonly Route[] = [
  ...form({
    path: '/stock-rules',
    action: 'stock-rule.read',
    schema: stockRuleForm,
    fill: async (ask) => {
      const read = await reading(ask.ctx, 'stock-rule.read', (tx) => readStockRule(tx, ask.ctx.allianceId))
      if (!read.ok) return read
      const rule = read.value
      return {
        ...{ needsLook: yes(rule.needs_look), supportBlocks: yes(rule.support_blocks), testBlocks: yes(rule.test_blocks) },
        ...{ batteryBelow: String(rule.battery_blocks_below ?? ''), fewSims: String(rule.few_sims) },
      }
    },
    show: showRules,
    act: (ask, input) => setStockRule(ask.ctx, input),
    next: () => '/stock-rules',
  }),
  ...form({
    path: '/stock-rules/fund',
    action: 'stock-rule.set',
    schema: fundForm,
    fill: () => ({ may: ['lend'] }),
    show: showFund,
    act: (ask, input) => addFund(ask.ctx, input),
    next: () => '/stock-rules',
  }),
]
