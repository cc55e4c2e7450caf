import { sql } from 'kysely'
import type { Work } from '#platform/command'
import { isId } from '#platform/ids'

/** A message as a desk decides about it, held until the caller's transaction ends: a round that takes it now is waited for. */
export const holdMessage = async ({ tx, allianceId }: Work, id: string) =>
  isId(id)
    ? tx
        .selectFrom('message')
        .select(['id', 'status', 'person_id', 'send_before', 'created_at', 'claimed_at'])
        .where('alliance_id', '=', allianceId)
        .where('id', '=', id)
        .forUpdate()
        .executeTakeFirst()
    : undefined

export interface HeldNotice {
  readonly id: string
  readonly person_id: string
  readonly template: string
  readonly personalisation: unknown
  readonly about_type: string
  readonly about_id: string
  readonly status: string
}

/** These notices, held until the caller's transaction ends. */
export const holdNotices = async ({ tx, allianceId }: Work, ids: readonly string[]): Promise<HeldNotice[]> =>
  tx
    .selectFrom('notice')
    .select(['id', 'person_id', 'template', 'personalisation', 'about_type', 'about_id', 'status'])
    .where('alliance_id', '=', allianceId)
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .orderBy('id')
    .forUpdate()
    .execute()
