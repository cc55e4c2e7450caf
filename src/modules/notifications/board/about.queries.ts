import { sql } from 'kysely'
import type { Tx } from '#platform/db'

/** Records with a page of their own by reference: type → where it stands. */
const PAGES = {
  loan: '/loans',
  request: '/requests',
  device: '/devices',
} as const
type Paged = keyof typeof PAGES

const isPaged = (type: string): type is Paged => type in PAGES

export interface AboutLink {
  readonly label: string
  readonly path: string
}

/** Where the record that something is about can be opened; null for one without a page by reference. */
export const aboutLink = async (tx: Tx, allianceId: string, about: { type: string; id: string }): Promise<AboutLink | null> => {
  if (!isPaged(about.type)) return null
  const row = await tx
    .selectFrom(about.type)
    .select(sql<string>`reference`.as('reference'))
    .where('alliance_id', '=', allianceId)
    .where('id', '=', about.id)
    .executeTakeFirst()
  return row ? { label: row.reference, path: `${PAGES[about.type]}/${row.reference}` } : null
}
