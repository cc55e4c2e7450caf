import type { Tx } from '../../src/platform/db'
import type { Row } from './borough'

const AT = new Date('2025-11-03T09:00:00Z')
const DAY = '2025-11-03'

/** A session of one person's and a group with places. */
export const planSessions = async (
  tx: Tx,
  row: Row,
  ids: { champion: string; request: string; place: string; person: string },
) => {
  const plan = (kind: string, hour: number) => ({
    ...{
      kind,
      way: 'in_person',
      status: 'planned',
      title: `${row.mark} ${kind}`,
      champion_id: ids.champion,
      place_id: ids.place,
    },
    ...{ starts_at: new Date(Date.UTC(2025, 10, 6, hour)), ends_at: new Date(Date.UTC(2025, 10, 6, hour + 1)), notes: row.mark },
  })
  const make = (values: ReturnType<typeof plan> & { request_id?: string; places?: number; booked?: number }) =>
    tx.insertInto('session').values(row(values)).returning(['id', 'reference']).executeTakeFirstOrThrow()
  const session = await make({ ...plan('one_to_one', 10), request_id: ids.request })
  const group = await make({ ...plan('group', 14), places: 5, booked: 1 })
  const { alliance_id } = row({})
  await tx
    .insertInto('attendance')
    .values([session, group].map(({ id }) => ({ alliance_id, session_id: id, person_id: ids.person, status: 'booked' })))
    .execute()
  return { session, group }
}

/** What reports count, and what came in by file or went out by email. */
export const keepFigures = async (tx: Tx, row: Row, { partner, account }: { partner: string; account: string }) => {
  const about = { about_type: 'account', about_id: account }
  const skill = row({ code: row.mark, name: `${row.mark} skill`, area: 'foundation', level: 'foundation', position: 999 })
  const target = row({ figure: 'supported', label: `${row.mark} target`, value: 100, starts_on: DAY, ends_on: '2026-11-03' })
  const run = { kind: 'people', filename: `${row.mark}.csv`, status: 'done', account_id: account, created_at: AT, rows_bad: 1 }
  const importRun = row(run)
  const distribution = row({ what: 'data', partner_id: partner, quantity: 5, scheme: `${row.mark} scheme`, given_on: DAY })
  const message = row({
    way: 'email',
    address: `x@${row.mark.toLowerCase()}.example`,
    subject: row.mark,
    body: row.mark,
    created_at: AT,
    ...about,
  })
  const learn = {
    name: `${row.mark} course`,
    link: `https://${row.mark.toLowerCase()}.example`,
    language: 'en',
    area: 'foundation',
  }
  const resource = row({ ...learn, about: row.mark })
  await tx.insertInto('skill').values(skill).execute()
  await tx.insertInto('learning_resource').values(resource).execute()
  await tx.insertInto('target').values(target).execute()
  await tx.insertInto('import_run').values(importRun).execute()
  await tx
    .insertInto('import_bad_row')
    .values({
      ...{ alliance_id: row({}).alliance_id, import_run_id: importRun.id, line: 2 },
      ...{ cells: JSON.stringify([row.mark]), problems: JSON.stringify([row.mark]) },
    })
    .execute()
  await tx.insertInto('distribution').values(distribution).execute()
  await tx.insertInto('message').values(message).execute()
  return { skill, resource, target, importRun, distribution }
}
