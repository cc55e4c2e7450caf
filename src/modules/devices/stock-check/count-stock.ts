import { sql } from 'kysely'
import { z } from 'zod'
import { command, type Work } from '#platform/command'
import { needed } from '#platform/fields'
import { newId } from '#platform/ids'
import { done, type Outcome, refuse } from '#platform/outcome'
import { deviceMoves } from '../stock/device.moves'
import { deviceDetail, holdDevice, moveDevice } from '../stock/move-device'
import { readScan } from '../stock/tag'
import { stockCheckMoves } from './stock-check.moves'
import { isStillExpected, ON_SHELF } from './stock-check.queries'

export const startForm = z.object({
  placeId: z.preprocess(
    (value) => String(value ?? '').trim() || null,
    z.uuid({ error: 'Choose a place from the list' }).nullable(),
  ),
})
export const scanForm = z.object({ tag: needed('Scan a label, or type its tag', 300) })
export const closeForm = z.object({
  missing: z.preprocess((value) => value === 'yes', z.boolean()),
})

export interface KnownCheck {
  readonly id: string
  readonly reference: string
}

const expectWhatIsThere = ({ tx, allianceId }: Work, check: string, placeId: string | null) =>
  sql`insert into stock_check_device (alliance_id, stock_check_id, device_id, is_expected)
    select alliance_id, ${check}, id, true from device
    where alliance_id = ${allianceId} and status = any(${ON_SHELF}::text[]) and (${placeId}::uuid is null or place_id = ${placeId}::uuid)`.execute(
    tx,
  )

/** Starts to count what is at a place, or everywhere. Refuses `counting-already`, `no-such-place`. */
export const startCheck = command(
  'stock-check.start',
  async (work, { placeId }: z.output<typeof startForm>) => {
    const { tx, allianceId, at } = work
    if (
      placeId &&
      !(await tx
        .selectFrom('place')
        .select('id')
        .where('alliance_id', '=', allianceId)
        .where('id', '=', placeId)
        .executeTakeFirst())
    )
      return refuse('no-such-place', 'Choose a place from the list', 'placeId')
    const check = await tx
      .insertInto('stock_check')
      .values({ alliance_id: allianceId, id: newId(at), place_id: placeId, status: 'counting', started_at: at })
      .returning(['id', 'reference'])
      .executeTakeFirstOrThrow()
    await expectWhatIsThere(work, check.id, placeId)
    return done<KnownCheck>(check, { about: { type: 'stock_check', id: check.id }, detail: { check: check.reference } })
  },
  { stock_check_one_open: refuse('counting-already', 'This place is being counted already. Go on with that one', 'placeId') },
)

const checkBy = ({ tx, allianceId }: Work, reference: string) =>
  tx
    .selectFrom('stock_check')
    .select(['id', 'reference', 'status'])
    .where('alliance_id', '=', allianceId)
    .where('reference', '=', reference.toUpperCase())

export interface Scanned {
  readonly device: string
  readonly what: 'found' | 'again' | 'unexpected'
}

/**
 * Writes down that a device is here. Two people may scan at once: each device counts once.
 * Refuses `not-found`, `moved-on`, and on the field `tag` `wrong-check-digit`, `other-alliance`, `no-such-device`.
 */
export const countDevice = command(
  'stock-check.count',
  async (work, input: { reference: string; base: string } & z.output<typeof scanForm>): Promise<Outcome<Scanned>> => {
    // Shared, so that many scan at once; closing waits for them
    const check = await checkBy(work, input.reference).forShare().executeTakeFirst()
    if (!check) return refuse('not-found')
    if (check.status !== 'counting') return refuse('moved-on')
    const tag = readScan(input.tag, input.base)
    if (!tag.ok) return { ...tag, field: 'tag' }
    const device = await holdDevice(work, tag.reference)
    if (!device)
      return { ...refuse('no-such-device', `We have no device with the tag ${tag.reference.slice(0, 30)}`, 'tag'), status: 422 }
    const { rows } = await sql<{ is_expected: boolean; is_new: boolean }>`
      with before as (select found_at from stock_check_device where alliance_id = ${work.allianceId} and stock_check_id = ${check.id} and device_id = ${device.id})
      insert into stock_check_device as d (alliance_id, stock_check_id, device_id, is_expected, found_at, found_by)
      values (${work.allianceId}, ${check.id}, ${device.id}, false, ${work.at}, ${work.actor.name})
      on conflict (alliance_id, stock_check_id, device_id)
        do update set found_at = coalesce(d.found_at, excluded.found_at), found_by = case when d.found_at is null then excluded.found_by else d.found_by end
      returning is_expected, not exists (select 1 from before where found_at is not null) as is_new`.execute(work.tx)
    const [row] = rows
    const what = !row?.is_new ? 'again' : row.is_expected ? 'found' : 'unexpected'
    // A missing device that is scanned is missing no more
    const back = await moveDevice(work, deviceMoves.turnUp, device)
    const happened = back
      ? [
          {
            action: 'device.miss' as const,
            about: { type: 'device', id: device.id },
            detail: { ...deviceDetail(device), to: deviceMoves.turnUp.to },
          },
        ]
      : []
    return { ok: true, value: { device: device.reference, what }, happened }
  },
)

const notFound = ({ tx, allianceId }: Work, check: string) =>
  tx
    .selectFrom('stock_check_device as counted')
    .innerJoin('stock_check', (join) =>
      join.onRef('stock_check.id', '=', 'counted.stock_check_id').onRef('stock_check.alliance_id', '=', 'counted.alliance_id'),
    )
    .innerJoin('device', (join) =>
      join.onRef('device.id', '=', 'counted.device_id').onRef('device.alliance_id', '=', 'counted.alliance_id'),
    )
    .select('device.id')
    .where('counted.alliance_id', '=', allianceId)
    .where('counted.stock_check_id', '=', check)
    .where('counted.is_expected', '=', true)
    .where('counted.found_at', 'is', null)
    .where(isStillExpected())
    .orderBy('device.id')
    .execute()

/** Ends a count. If asked, what should still be there and was not found is marked missing. Refuses `not-found`, `moved-on`. */
export const closeCheck = command(
  'stock-check.close',
  async (work, input: { reference: string } & z.output<typeof closeForm>) => {
    const check = await checkBy(work, input.reference).forUpdate().executeTakeFirst()
    if (!check) return refuse('not-found')
    const { from, to } = stockCheckMoves.close
    const closed = await work.tx
      .updateTable('stock_check')
      .set({ status: to, closed_at: work.at })
      .where('alliance_id', '=', work.allianceId)
      .where('id', '=', check.id)
      .where('status', 'in', from)
      .returning(['id', 'reference'])
      .executeTakeFirst()
    if (!closed) return refuse('moved-on')
    let missing = 0
    if (input.missing)
      for (const device of await notFound(work, check.id)) if (await moveDevice(work, deviceMoves.miss, device)) missing += 1
    return done<KnownCheck>(closed, {
      about: { type: 'stock_check', id: closed.id },
      detail: { check: closed.reference, missing },
    })
  },
)
