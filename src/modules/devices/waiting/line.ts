import type { Tx } from '#platform/db'
import { predicted } from './order'
import { readLine, readSupply, type WaitingLine } from './waiting.queries'

/** Someone on the list with their place in line, and when a device could be there. */
export interface Placed {
  readonly waits: WaitingLine
  /** From 1; null when they are not in line now. */
  readonly place: number | null
  readonly expected: string | null
}

/** The whole list: those offered a device first, then those in line, then those to ask again. */
export const readPlaces = async (tx: Tx, allianceId: string, today: string): Promise<Placed[]> => {
  const line = await readLine(tx, allianceId)
  const inLine = line.filter(({ status }) => status === 'waiting')
  const dates = predicted(inLine, await readSupply(tx, allianceId, today))
  const placed = (waits: WaitingLine): Placed => {
    const at = inLine.indexOf(waits)
    return { waits, place: at < 0 ? null : at + 1, expected: dates.get(waits.id) ?? null }
  }
  const by = (status: string) => line.filter((waits) => waits.status === status).map(placed)
  return [...by('offered'), ...by('waiting'), ...by('missed')]
}

/** Where one person, request or organisation stands: for most, who wait for nothing, the list need not be read. */
export const placesFor = async (
  tx: Tx,
  allianceId: string,
  today: string,
  only: { person?: string; request?: string; partner?: string },
): Promise<Placed[]> => {
  const theirs = new Set((await readLine(tx, allianceId, only)).map(({ id }) => id))
  if (theirs.size === 0) return []
  return (await readPlaces(tx, allianceId, today)).filter(({ waits }) => theirs.has(waits.id))
}

/** One of them by its reference, ended or not; undefined when this alliance has none by it. */
export const readPlace = async (tx: Tx, allianceId: string, reference: string, today: string): Promise<Placed | undefined> => {
  const open = (await readPlaces(tx, allianceId, today)).find(({ waits }) => waits.reference === reference.toUpperCase())
  if (open) return open
  const [waits] = await readLine(tx, allianceId, { reference })
  return waits && { waits, place: null, expected: null }
}
