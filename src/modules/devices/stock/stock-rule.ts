import { sql } from 'kysely'
import { addDays } from '#platform/clock'
import type { Work } from '#platform/command'
import type { Tx } from '#platform/db'
import { type Refusal, refuse } from '#platform/outcome'
import { formatDate } from '#ui/format'
import type { KnownDevice } from './move-device'

/** What the alliance asks of a device before it is lent. Nothing blocks until it says so. */
export const USUAL_STOCK_RULE = {
  needs_look: false,
  support_blocks: false,
  battery_blocks_below: null as number | null,
  test_blocks: false,
  few_sims: 5,
}
export type StockRule = typeof USUAL_STOCK_RULE

export const readStockRule = async (tx: Tx, allianceId: string): Promise<StockRule> =>
  (await tx
    .selectFrom('stock_rule')
    .select(['needs_look', 'support_blocks', 'battery_blocks_below', 'test_blocks', 'few_sims'])
    .where('alliance_id', '=', allianceId)
    .executeTakeFirst()) ?? USUAL_STOCK_RULE

interface Stands {
  readonly support_ends_on: string | null
  readonly battery: number | null
  readonly test_due_on: string | null
  readonly may_lend: boolean | null
}

/** Why the alliance's own rules keep a device from being lent today; empty when nothing does. */
export const blockWords = (device: Stands, rule: StockRule, today: string): string => {
  if (device.may_lend === false) return 'What paid for it does not let it be lent'
  if (rule.support_blocks && device.support_ends_on && device.support_ends_on < today)
    return `It gets no updates since ${formatDate(device.support_ends_on)}`
  if (rule.test_blocks && device.test_due_on && device.test_due_on < today)
    return `Its electrical test was due on ${formatDate(device.test_due_on)}`
  if (rule.battery_blocks_below !== null && device.battery !== null && device.battery < rule.battery_blocks_below)
    return `Its battery is worn: ${device.battery} per cent is left`
  return ''
}

/** Below this a battery is worn, where the alliance has not said how far it may go. */
const WORN = 60

/** In words, a day that is past or near; empty when it is far off or not known. */
const nearWords = (day: string | null, today: string, within: number, past: string, coming: string): string => {
  if (!day || day > addDays(today, within)) return ''
  return `${day < today ? past : coming} ${formatDate(day)}`
}

/** What is wearing out or due, whether it blocks or not: updates that ended or soon will, an electrical test, a worn battery. */
export const agingWords = (device: Omit<Stands, 'may_lend'>, rule: StockRule, today: string): string[] => {
  const { battery } = device
  const worn = battery !== null && battery < (rule.battery_blocks_below ?? WORN)
  return [
    nearWords(device.support_ends_on, today, 90, 'Its updates ended on', 'Its updates end on'),
    nearWords(device.test_due_on, today, 30, 'Its electrical test was due on', 'Its electrical test is due on'),
    worn ? `Its battery is worn: ${battery} per cent is left` : '',
  ].filter(Boolean)
}

/** The same as a condition on the rows of `device`, or of whatever it is called there, on a day. */
export const isLendable = (day: string, name = 'device') => {
  const device = sql.table(name)
  return sql<boolean>`not exists (
    select 1 from stock_rule rule where rule.alliance_id = ${device}.alliance_id and (
      rule.support_blocks and ${device}.support_ends_on < ${day}::date or rule.test_blocks and ${device}.test_due_on < ${day}::date
      or ${device}.battery < rule.battery_blocks_below))
  and not exists (
    select 1 from device_fund fund where fund.alliance_id = ${device}.alliance_id and fund.id = ${device}.fund_id and not fund.may_lend)`
}

/** The devices whose fund lets them be given away, as a condition on the rows of `device`. */
export const isGivable = () => sql<boolean>`not exists (
  select 1 from device_fund fund where fund.alliance_id = device.alliance_id and fund.id = device.fund_id and not fund.may_give)`

/** A refusal when a rule keeps this device from being lent, on a day or today. */
export const blockOf = async (
  { tx, allianceId, today }: Work,
  { id, reference }: KnownDevice,
  day = today,
): Promise<Refusal | null> => {
  const device = await tx
    .selectFrom('device')
    .leftJoin('device_fund as fund', (join) =>
      join.onRef('fund.id', '=', 'device.fund_id').onRef('fund.alliance_id', '=', 'device.alliance_id'),
    )
    .select(['device.support_ends_on', 'device.battery', 'device.test_due_on', 'fund.may_lend'])
    .where('device.alliance_id', '=', allianceId)
    .where('device.id', '=', id)
    .executeTakeFirstOrThrow()
  const why = blockWords(device, await readStockRule(tx, allianceId), day)
  return why ? refuse('not-to-lend', `${reference} is not to be lent. ${why}. Choose another.`, 'device') : null
}
