import pg from 'pg'
import { newId } from '../src/platform/ids'

export interface Generated {
  readonly allianceId: string
  readonly slug: string
  readonly people: number
}

/** A borough of this size at most: more people are more boroughs, as they would be. */
const BOROUGH = 25_000

const uuid = (salt: string): string => `md5('${salt}' || $2 || i)::uuid`

/**
 * One borough's rows, made by PostgreSQL itself: for each person a phone, search tokens and one request; two calls for every person,
 * a held session for every second, a device and a loan for every tenth, spread over six years; and 400 devices ready to lend.
 */
const STATEMENTS: readonly string[] = [
  `insert into person (alliance_id, id, reference, name, postcode, ward_code, created_on)
   select $1, ${uuid('person')}, 'P-' || $2 || '-' || i, (array['Ann','Bob','Cath','Dev','Eve','Fay','Gul','Hal'])[1 + i % 8] || ' Benchmark' || i,
     'ZZ' || (1 + i % 9) || ' ' || (i % 10) || 'AA', null, date '2020-01-01' + i % 2190 from generate_series(1, $3::int) i`,
  `insert into person_phone select $1, ${uuid('person')}, '+447700' || lpad((900000 + i % 1000)::text, 6, '0') from generate_series(1, $3::int) i`,
  `insert into person_token select $1, token, ${uuid('person')} from generate_series(1, $3::int) i,
     unnest(array[lower((array['Ann','Bob','Cath','Dev','Eve','Fay','Gul','Hal'])[1 + i % 8]), 'benchmark' || i, 'p-' || $2 || '-' || i,
       '@zz' || (1 + i % 9) || (i % 10) || 'aa', '#07700' || lpad((900000 + i % 1000)::text, 6, '0')]) token`,
  `insert into request (alliance_id, id, reference, person_id, status, source, words, needs, barriers, next_action, next_action_on, opened_at, opened_on, closed_on, outcome)
   select $1, ${uuid('request')}, 'R-' || $2 || '-' || i, ${uuid('person')}, case when open then 'in_hand' else 'done' end, 'call', 'Wants to send photos to family',
     array['skills'], array['cost'], case when open then 'Ring back' end, case when open then current_date - 10 + i % 40 end,
     timestamptz '2020-01-01' + i % 2190 * interval '1 day', date '2020-01-01' + i % 2190, case when not open then date '2020-01-20' + i % 2190 end,
     case when not open then 'helped' end from generate_series(1, $3::int) i, lateral (select i % 20 = 0 as open) o`,
  `insert into call (alliance_id, id, person_id, request_id, direction, started_at, called_on, minutes, result, notes)
   select $1, ${uuid('call')}, md5('person' || $2 || (1 + i % $3::int))::uuid, md5('request' || $2 || (1 + i % $3::int))::uuid, 'in',
     timestamptz '2020-01-01' + i % 2190 * interval '1 day', date '2020-01-01' + i % 2190, i % 30, 'spoke', 'Talked about the tablet' from generate_series(1, $3::int * 2) i`,
  `insert into session (alliance_id, id, reference, kind, way, status, request_id, starts_at, ends_at, held_on, minutes)
   select $1, ${uuid('session')}, 'S-' || $2 || '-' || i, 'one_to_one', 'phone', 'held', ${uuid('request')}, timestamptz '2020-01-01 10:00Z' + i % 2190 * interval '1 day',
     timestamptz '2020-01-01 11:00Z' + i % 2190 * interval '1 day', date '2020-01-01' + i % 2190, 30 + i % 40 from generate_series(1, $3::int, 2) i`,
  `insert into attendance select $1, ${uuid('session')}, ${uuid('person')}, 'attended' from generate_series(1, $3::int, 2) i`,
  `insert into device (alliance_id, id, reference, kind, make, model, status, added_on)
   select $1, ${uuid('device')}, 'DK-' || $2 || '-' || i, 'tablet', 'Example', 'Ten inch', 'to_wipe', date '2020-01-01' from generate_series(1, $3::int, 10) i`,
  `insert into wipe (alliance_id, id, device_id, wiped_on, method, passed, done_by, recorded_at)
   select $1, ${uuid('wipe')}, ${uuid('device')}, date '2020-01-01', 'factory_reset', true, 'Bench', timestamptz '2020-01-01' from generate_series(1, $3::int, 10) i`,
  `insert into loan (alliance_id, id, reference, device_id, wipe_id, person_id, status, promised_at, collected_on, due_on, returned_on, returned_at, condition_out, condition_back, agreement_version, signed_name, signed_at)
   select $1, ${uuid('loan')}, 'L-' || $2 || '-' || i, ${uuid('device')}, ${uuid('wipe')}, ${uuid('person')}, 'returned', timestamptz '2020-01-02' + i % 2000 * interval '1 day',
     date '2020-01-02' + i % 2000, date '2020-04-02' + i % 2000, date '2020-03-02' + i % 2000, timestamptz '2020-03-02' + i % 2000 * interval '1 day', 'good', 'good', 1, 'Ann Benchmark', now() from generate_series(1, $3::int, 10) i`,
  `insert into device (alliance_id, id, reference, kind, make, model, status, added_on)
   select $1, ${uuid('spare')}, 'DK-' || $2 || 'S' || i, 'tablet', 'Example', 'Ten inch', 'ready', date '2020-01-01' from generate_series(1, 8000) i`,
  `insert into wipe (alliance_id, id, device_id, wiped_on, method, passed, done_by, recorded_at)
   select $1, ${uuid('sparewipe')}, ${uuid('spare')}, date '2020-01-01', 'factory_reset', true, 'Bench', timestamptz '2020-01-01' from generate_series(1, 8000) i`,
]

const fillBorough = async (client: pg.Client, at: number, people: number): Promise<Generated> => {
  const [allianceId, slug] = [newId(), `bench-${at}`]
  await client.query('begin')
  await client.query("select set_config('digiknow.alliance_id', $1, true)", [allianceId])
  await client.query("insert into alliance (id, slug, name, borough) values ($1, $2, $2, 'Benchborough')", [allianceId, slug])
  // Only the parameters a statement uses may be sent with it.
  for (const statement of STATEMENTS)
    await client.query(`with given as (select $2::text, $3::int) ${statement}`, [allianceId, String(at), people])
  await client.query('commit')
  return { allianceId, slug, people }
}

/** Fills an empty database with `people` in all; gives the boroughs made. */
export const generate = async (ownerUrl: string, people: number, say: (line: string) => void): Promise<Generated[]> => {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  const boroughs: Generated[] = []
  for (let left = people, at = 1; left > 0; left -= BOROUGH, at += 1) {
    boroughs.push(await fillBorough(client, at, Math.min(left, BOROUGH)))
    if (at % 10 === 0) say(`  ${at} boroughs`)
  }
  await client.query('vacuum analyze')
  await client.end()
  return boroughs
}
