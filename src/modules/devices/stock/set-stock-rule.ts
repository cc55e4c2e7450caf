import { z } from 'zod'
import { command } from '#platform/command'
import { maybeWhole, needed, someOf, tick, whole } from '#platform/fields'
import { newId } from '#platform/ids'
import { done, refuse } from '#platform/outcome'

export const stockRuleForm = z.object({
  needsLook: tick(),
  supportBlocks: tick(),
  testBlocks: tick(),
  batteryBelow: maybeWhole(1, 100, 'Enter a number from 1 to 100, or leave it empty'),
  fewSims: whole(0, 10_000, 'Enter a number from 0 to 10,000'),
})
export const fundForm = z.object({
  name: needed('Enter who paid, such as “National Lottery 2024”', 100),
  may: someOf(['lend', 'give', 'sell'], 'Choose what it allows'),
})

/** Sets what is asked of a device before it is lent. */
export const setStockRule = command('stock-rule.set', async ({ tx, allianceId }, input: z.output<typeof stockRuleForm>) => {
  const rule = {
    ...{ needs_look: input.needsLook, support_blocks: input.supportBlocks, test_blocks: input.testBlocks },
    ...{ battery_blocks_below: input.batteryBelow, few_sims: input.fewSims },
  }
  await tx
    .insertInto('stock_rule')
    .values({ alliance_id: allianceId, ...rule })
    .onConflict((known) => known.column('alliance_id').doUpdateSet(rule))
    .execute()
  return done(null, { about: { type: 'alliance', id: allianceId } })
})

/** Adds a fund that pays for devices, with what it allows. Refuses `already-there`. */
export const addFund = command(
  'stock-rule.set',
  async ({ tx, allianceId, at }, { name, may }: z.output<typeof fundForm>) => {
    const allows = { may_lend: may.includes('lend'), may_give: may.includes('give'), may_sell: may.includes('sell') }
    const id = newId(at)
    await tx
      .insertInto('device_fund')
      .values({ alliance_id: allianceId, id, name, ...allows })
      .execute()
    return done({ id, name }, { about: { type: 'alliance', id: allianceId }, detail: { fund: name } })
  },
  { device_fund_name: refuse('already-there', 'There is a fund of that name already', 'name') },
)
