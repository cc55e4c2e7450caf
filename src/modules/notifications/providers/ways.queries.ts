import type { Tx } from '#platform/db'

/** What an alliance has set up, its keys still sealed; undefined when nothing. */
export const readSettings = (tx: Tx, allianceId: string) =>
  tx.selectFrom('message_ways').selectAll().where('alliance_id', '=', allianceId).executeTakeFirst()

export type WaySettings = NonNullable<Awaited<ReturnType<typeof readSettings>>>

/** Whose letters and texts these are. */
export const readSender = (tx: Tx, allianceId: string) =>
  tx
    .selectFrom('alliance')
    .select(['slug', 'name', 'borough', 'helpline_number', 'helpline_hours', 'brand'])
    .where('id', '=', allianceId)
    .executeTakeFirstOrThrow()

export type SenderRow = Awaited<ReturnType<typeof readSender>>

export const readTries = (tx: Tx, allianceId: string) =>
  tx
    .selectFrom('message_way_try')
    .select(['way', 'provider', 'outcome', 'why', 'at'])
    .where('alliance_id', '=', allianceId)
    .orderBy('way')
    .execute()

export type WayTry = Awaited<ReturnType<typeof readTries>>[number]
