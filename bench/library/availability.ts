import { performance } from 'node:perf_hooks'
import type pg from 'pg'
import { freeByWeek, freeDevices } from '#modules/devices'
import { addDays } from '#platform/clock'
import type { Database } from '../../src/platform/db'
import { newId } from '../../src/platform/ids'
import { chanceFrom } from './chance'

const TODAY = '2026-06-01'
const DEVICES = 1000

const uuid = (salt: string): string => `md5('${salt}' || i)::uuid`

/**
 * A library as PostgreSQL itself makes it: 1,000 devices in five places; 20,000 loans: fifteen that came back and one that is out
 * or promised for each device, and five bookings for each.
 */
const STATEMENTS: readonly string[] = [
  `insert into place (alliance_id, id, name, kind) select $1, ${uuid('place')}, 'Place ' || i, 'library' from generate_series(0, 4) i`,
  `insert into person (alliance_id, id, name, created_on) select $1, ${uuid('person')}, 'Ann Benchmark ' || i, '2020-01-01' from generate_series(0, 999) i`,
  `insert into device (alliance_id, id, kind, status, place_id, added_on)
   select $1, ${uuid('device')}, (array['tablet','tablet','laptop','dongle'])[1 + i % 4], case when i % 4 = 0 then 'ready' else 'on_loan' end,
     md5('place' || i % 5)::uuid, '2020-01-01' from generate_series(0, ${DEVICES - 1}) i`,
  `insert into wipe (alliance_id, id, device_id, wiped_on, method, passed, done_by, recorded_at)
   select $1, md5('wipe' || i || ' ' || n)::uuid, ${uuid('device')}, date '2021-01-01' + n * 120 - 1, 'factory_reset', true, 'Bench', timestamptz '2021-01-01' + n * interval '120 days' - interval '1 day'
   from generate_series(0, ${DEVICES - 1}) i, generate_series(0, 15) n`,
  `insert into loan (alliance_id, id, device_id, wipe_id, person_id, status, promised_at, collected_on, due_on, returned_on, returned_at, signed_name)
   select $1, md5('loan' || i || ' ' || n)::uuid, ${uuid('device')}, md5('wipe' || i || ' ' || n)::uuid, ${uuid('person')}, 'returned',
     timestamptz '2021-01-01' + n * interval '120 days', date '2021-01-01' + n * 120, date '2021-01-01' + n * 120 + 90, date '2021-01-01' + n * 120 + 80,
     timestamptz '2021-01-01' + n * interval '120 days' + interval '80 days', 'Ann' from generate_series(0, ${DEVICES - 1}) i, generate_series(0, 14) n`,
  `insert into loan (alliance_id, id, device_id, wipe_id, person_id, status, promised_at, collected_on, due_on, signed_name)
   select $1, md5('out' || i)::uuid, ${uuid('device')}, md5('wipe' || i || ' 15')::uuid, ${uuid('person')}, 'on_loan', '2026-05-01', date '2026-05-01', date '2026-05-25' + i % 60, 'Ann'
   from generate_series(0, ${DEVICES - 1}) i where i % 4 <> 0`,
  `insert into booking (alliance_id, id, device_id, person_id, place_id, starts_on, ends_on, status, booked_at)
   select $1, md5('booking' || i || ' ' || n)::uuid, ${uuid('device')}, ${uuid('person')}, md5('place' || (i + n) % 5)::uuid,
     date '2026-08-10' + n * 50 + i % 15, date '2026-08-10' + n * 50 + i % 15 + 20 + i % 10, 'booked', '2026-05-01' from generate_series(0, ${DEVICES - 1}) i, generate_series(0, 4) n`,
]

/** Fills an alliance of its own; gives its id and how much there is. */
export const fillLibrary = async (client: pg.Client) => {
  const allianceId = newId()
  await client.query("select set_config('digiknow.alliance_id', $1, false)", [allianceId])
  // These rows are true as they are made: to check each against all others would take minutes
  await client.query(
    'alter table loan disable trigger device_wiped_since_last_user; alter table wipe disable trigger user; begin',
  )
  await client.query("insert into alliance (id, slug, name, borough) values ($1, 'bench-library', 'Bench', 'Bench')", [
    allianceId,
  ])
  for (const statement of STATEMENTS) await client.query(statement, [allianceId])
  await client.query('commit')
  await client.query('alter table loan enable trigger user; alter table wipe enable trigger user')
  await client.query('alter table device no force row level security; alter table device_claim no force row level security')
  await client.query('vacuum analyze')
  const { rows } = await client.query(
    `select (select count(*) from device) as devices, (select count(*) from loan) as loans, (select count(*) from booking) as bookings,
       (select count(*) from device_claim) as claims`,
  )
  return { allianceId, ...(rows[0] as { devices: string; loans: string; bookings: string; claims: string }) }
}

/** The same question as short as SQL can put it, by the owner, past row-level security: the range operator on its own index. */
const RAW = `select d.id from device d where d.alliance_id = $1 and d.kind = $2 and not exists (
  select 1 from device_claim c where c.alliance_id = d.alliance_id and c.device_id = d.id
    and daterange(c.starts_on, c.ends_on) && daterange($3::date, $4::date)) limit 50`

export interface Times {
  readonly what: string
  readonly p50: number
  readonly p95: number
}

const measured = async (what: string, runs: number, run: (turn: number) => Promise<unknown>): Promise<Times> => {
  const times: number[] = []
  for (let turn = 0; turn < runs; turn++) {
    const began = performance.now()
    await run(turn)
    if (turn >= 20) times.push(performance.now() - began)
  }
  const sorted = times.toSorted((one, other) => one - other)
  const at = (share: number): number => sorted[Math.floor(sorted.length * share)] ?? Number.NaN
  return { what, p50: at(0.5), p95: at(0.95) }
}

/** How long it takes to know what is free, as a page asks it: its own transaction, as the role that row-level security binds. */
export const timeAvailability = async (db: Database, owner: pg.Client, allianceId: string, runs: number): Promise<Times[]> => {
  const below = chanceFrom(3)
  const { rows } = await owner.query<{ id: string }>('select id from place order by name limit 1')
  const place = rows[0]?.id ?? null
  const ask = (place: string | null = null) => {
    const from = addDays(TODAY, below(250))
    const terms = { turnaroundDays: 2, transferDays: 2, today: TODAY, allianceId, place }
    return { ...terms, kind: below(2) ? 'tablet' : 'laptop', from, until: addDays(from, 7 + below(80)) }
  }
  const inAlliance = <T>(work: Parameters<typeof db.transaction<T>>[1]) => db.transaction({ allianceId, readOnly: true }, work)
  return [
    await measured('which devices are free for these days', runs, () => inAlliance((tx) => freeDevices(tx, ask()))),
    await measured('the same, collected at one place', runs, () => inAlliance((tx) => freeDevices(tx, ask(place)))),
    await measured('the same, as raw SQL', runs, () => {
      const { kind, from, until } = ask()
      return owner.query({ name: 'raw', text: RAW, values: [allianceId, kind, from, addDays(until, 2)] })
    }),
    await measured('how many are free from each of twelve weeks', runs, () =>
      inAlliance((tx) => freeByWeek(tx, { ...ask(), from: TODAY, days: 90, weeks: 12 })),
    ),
  ]
}
