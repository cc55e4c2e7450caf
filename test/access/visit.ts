import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { sql } from 'kysely'
import type { Ctx } from '../../src/platform/command'
import type { Route } from '../../src/platform/http/ask'
import { newId } from '../../src/platform/ids'
import { cookieOf, type Fields } from '../site'
import type { World } from '../world'

/** A route as a line in a report: "POST /people/new". */
export const nameOf = ({ method, path }: Route): string => `${method} ${path}`

/** The sign-in that pressing "Sign out" ends is never one that others use. */
export const signedIn = (ctx: Ctx): Promise<Record<string, string>> => cookieOf(ctx)

export interface Visit {
  readonly slug: string
  readonly method: Route['method']
  readonly path: string
  readonly cookies: Record<string, string>
  readonly fields?: Fields
  readonly headers?: Record<string, string>
}

const bodyOf = (fields: Fields): string =>
  new URLSearchParams(
    Object.entries({ submission: newId(), ...fields }).flatMap(([name, value]) =>
      [value].flat().map((one) => [name, String(one)]),
    ),
  ).toString()

let visitors = 0

/** Each visit comes from a place of its own, so that limits to how often one place may ask stay out of the way. */
const somewhere = (): string => {
  visitors += 1
  return `10.${(visitors >> 16) & 255}.${(visitors >> 8) & 255}.${visitors & 255}`
}

/** One request, as a browser without script would send it. */
export const visit = (
  app: FastifyInstance,
  { slug, method, path, cookies, fields, headers }: Visit,
): Promise<LightMyRequestResponse> =>
  app.inject({
    method,
    url: `/${slug}${path}`,
    remoteAddress: somewhere(),
    cookies,
    headers: {
      'sec-fetch-site': 'same-origin',
      ...(method === 'POST' && { 'content-type': 'application/x-www-form-urlencoded' }),
      ...headers,
    },
    ...(method === 'POST' && { payload: bodyOf(fields ?? {}) }),
  })

const KEPT_ASIDE = ['sign_in']

/** How many rows each table holds for this alliance: what was written shows as a difference. Sign-ins are the test's own. */
export const countRows = ({ db, allianceId }: World): Promise<Record<string, number>> =>
  db.transaction({ allianceId, readOnly: true }, async (tx) => {
    const { rows: tables } = await sql<{ name: string }>`
      select table_name as name from information_schema.columns
      where table_schema = 'public' and column_name = 'alliance_id' order by 1`.execute(tx)
    const names = tables.map(({ name }) => name).filter((name) => !KEPT_ASIDE.includes(name))
    const counts = names.map((name) => sql`select ${sql.lit(name)} as name, count(*) as held from ${sql.table(name)}`)
    const { rows } = await sql<{ name: string; held: number }>`${sql.join(counts, sql` union all `)}`.execute(tx)
    return Object.fromEntries(rows.map(({ name, held }) => [name, Number(held)]))
  })
