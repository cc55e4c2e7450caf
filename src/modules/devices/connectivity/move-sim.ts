import type { Work } from '#platform/command'
import type { Move } from '#platform/moves'
import type { Happened } from '#platform/outcome'
import type { SimStatus } from './sim'

/** Data of this alliance by its reference, held until the end of the transaction. */
export const holdSim = ({ tx, allianceId }: Work, reference: string) =>
  tx
    .selectFrom('sim')
    .selectAll()
    .where('alliance_id', '=', allianceId)
    .where('reference', '=', reference.toUpperCase())
    .forUpdate()
    .executeTakeFirst()

export type HeldSim = NonNullable<Awaited<ReturnType<typeof holdSim>>>

export interface KnownSim {
  readonly id: string
  readonly reference: string
}

interface Whose {
  readonly person_id?: string | null
  readonly device_id?: string | null
  readonly issued_on?: string | null
  readonly ends_on?: string | null
  /** When its borrower was told that it stops, and the late loan it was stopped for. */
  readonly stops_on?: string | null
  readonly stopped_for?: string | null
}

/** The one statement that moves data: undefined when it is not where the move starts. */
export const moveSim = ({ tx, allianceId }: Work, { from, to }: Move<SimStatus>, id: string, whose: Whose = {}) =>
  tx
    .updateTable('sim')
    .set({ status: to, ...whose })
    .where('alliance_id', '=', allianceId)
    .where('id', '=', id)
    .where('status', 'in', from)
    .returning(['id', 'reference'])
    .executeTakeFirst()

/** Writes down something of data that stays where it is. */
export const keepSim = ({ tx, allianceId }: Work, id: string, whose: Whose) =>
  tx.updateTable('sim').set(whose).where('alliance_id', '=', allianceId).where('id', '=', id).execute()

/** What happened to data, found on the device and the person it is with. */
export const aboutSim = (sim: KnownSim & Whose, detail: Record<string, unknown> = {}): Happened => ({
  about: { type: 'sim', id: sim.id },
  person: sim.person_id ?? null,
  also: sim.device_id ? [{ type: 'device', id: sim.device_id }] : [],
  detail: { sim: sim.reference, ...detail },
})
