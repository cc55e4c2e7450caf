import type { Database } from '../db'
import type { Alliance } from './ask'

export interface Alliances {
  bySlug(slug: string): Promise<Alliance | null>
  all(): Promise<readonly Alliance[]>
}

/** Names and brands change rarely and are asked for on every page: kept this long. */
const KEPT_MS = 5000
const SLUG = /^[a-z][a-z0-9-]{1,40}$/
const NOBODY = '00000000-0000-7000-8000-000000000000'

const read = (db: Database): Promise<Alliance[]> =>
  db.transaction({ allianceId: NOBODY, readOnly: true }, async (tx) => {
    const rows = await tx.selectFrom('alliance').selectAll().orderBy('is_region').orderBy('name').execute()
    return rows.map((row) => ({
      id: row.id,
      slug: row.slug,
      name: row.name,
      borough: row.borough,
      strapline: row.strapline,
      isRegion: row.is_region,
      championWord: row.champion_word,
      helplineNumber: row.helpline_number,
      helplineHours: row.helpline_hours,
      brand: row.brand as Record<string, string>,
      loanMonths: row.loan_months,
    }))
  })

/** The alliances this installation runs. */
export const openAlliances = (db: Database): Alliances => {
  let kept: { readonly until: number; readonly list: Promise<Alliance[]> } | undefined
  let again: Promise<Alliance[]> | undefined
  const readAnew = (): Promise<Alliance[]> => {
    const list = read(db)
    kept = { until: Date.now() + KEPT_MS, list }
    list.catch(() => {
      kept = undefined
    })
    return list
  }
  /** However many ask for what is not there, they share one reading at a time. */
  const lookAgain = (): Promise<Alliance[]> => {
    again ??= readAnew().finally(() => {
      again = undefined
    })
    return again
  }
  const all = (): Promise<readonly Alliance[]> => (kept && kept.until >= Date.now() ? kept.list : readAnew())
  const bySlug = async (slug: string): Promise<Alliance | null> => {
    const named = (list: readonly Alliance[]) => list.find((alliance) => alliance.slug === slug)
    const found = named(await all())
    if (found || !SLUG.test(slug)) return found ?? null
    // One just set up from the command line: no address may say it is not there for as long as the others are kept.
    return named(await lookAgain()) ?? null
  }
  return { all, bySlug }
}
