import type { Tx } from '#platform/db'
import { agingWords, blockWords, isGivable, isLendable, readStockRule } from './stock-rule'
import { referenceOf } from './tag'

/** What was done to a device, what is missing of it, and what others told us of it. */
const readPast = async (tx: Tx, allianceId: string, deviceId: string) => {
  const wipes = await tx
    .selectFrom('wipe')
    .select(['wiped_on', 'method', 'tool', 'evidence', 'passed', 'done_by'])
    .where('alliance_id', '=', allianceId)
    .where('device_id', '=', deviceId)
    .orderBy('recorded_at', 'desc')
    .execute()
  const missing = await tx
    .selectFrom('device_missing_part')
    .select(['name', 'how_many', 'since'])
    .where('alliance_id', '=', allianceId)
    .where('device_id', '=', deviceId)
    .orderBy('name')
    .execute()
  const repairs = await tx
    .selectFrom('repair')
    .select(['what', 'parts', 'cost_pence', 'sent_on', 'back_on'])
    .where('alliance_id', '=', allianceId)
    .where('device_id', '=', deviceId)
    .orderBy('sent_on', 'desc')
    .execute()
  const found = await tx
    .selectFrom('device_found')
    .select(['words', 'contact', 'told_at'])
    .where('alliance_id', '=', allianceId)
    .where('device_id', '=', deviceId)
    .orderBy('told_at', 'desc')
    .limit(3)
    .execute()
  return { wipes, missing, repairs, found }
}

/** Everything on a device's own page, or undefined when this alliance has none by that reference. */
export const readDevice = async (tx: Tx, allianceId: string, reference: string, today: string) => {
  const device = await tx
    .selectFrom('device')
    .leftJoin('place', (join) =>
      join.onRef('place.id', '=', 'device.place_id').onRef('place.alliance_id', '=', 'device.alliance_id'),
    )
    .leftJoin('place as home', (join) =>
      join.onRef('home.id', '=', 'device.home_place_id').onRef('home.alliance_id', '=', 'device.alliance_id'),
    )
    .leftJoin('partner', (join) =>
      join.onRef('partner.id', '=', 'device.owner_id').onRef('partner.alliance_id', '=', 'device.alliance_id'),
    )
    .leftJoin('device_fund as fund', (join) =>
      join.onRef('fund.id', '=', 'device.fund_id').onRef('fund.alliance_id', '=', 'device.alliance_id'),
    )
    .selectAll('device')
    .select([
      'place.name as place',
      'home.name as home',
      'partner.name as owner',
      'fund.name as fund',
      'fund.may_lend',
      'fund.may_give',
      'fund.may_sell',
    ])
    .where('device.alliance_id', '=', allianceId)
    .where('device.reference', '=', referenceOf(reference))
    .executeTakeFirst()
  if (!device) return undefined
  const past = await readPast(tx, allianceId, device.id)
  const rule = await readStockRule(tx, allianceId)
  return { ...device, ...past, block: blockWords(device, rule, today), aging: agingWords(device, rule, today) }
}

export type DeviceRecord = NonNullable<Awaited<ReturnType<typeof readDevice>>>

/** The places a device can be kept at, as choices. */
export const placeChoices = (tx: Tx, allianceId: string) =>
  tx
    .selectFrom('place')
    .select(['id as value', 'name as label'])
    .where('alliance_id', '=', allianceId)
    .where('closed_on', 'is', null)
    .orderBy('name')
    .execute()

interface ReadyFor {
  readonly today: string
  readonly kind?: string
  readonly first?: string
  readonly most?: number
  readonly to?: 'lend' | 'give'
}

/** Devices ready to lend or give, of one kind or any: the one asked for first, then the longest in stock. */
export const readyDevices = (tx: Tx, allianceId: string, { today, kind = '', first = '', most = 40, to = 'lend' }: ReadyFor) =>
  tx
    .selectFrom('device')
    .leftJoin('place', (join) =>
      join.onRef('place.id', '=', 'device.place_id').onRef('place.alliance_id', '=', 'device.alliance_id'),
    )
    .select([
      'device.reference',
      'device.kind',
      'device.make',
      'device.model',
      'device.condition',
      'device.kit',
      'place.name as place',
    ])
    .where('device.alliance_id', '=', allianceId)
    .where('device.status', '=', 'ready')
    .where(to === 'give' ? isGivable() : isLendable(today))
    .$if(kind !== '', (query) => query.where('device.kind', '=', kind))
    .orderBy((row) => row('device.reference', '=', referenceOf(first)), 'desc')
    .orderBy('device.reference')
    .limit(most)
    .execute()

export type ReadyDevice = Awaited<ReturnType<typeof readyDevices>>[number]
