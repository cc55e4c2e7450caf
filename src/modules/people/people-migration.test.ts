import pg from 'pg'
import { expect, inject, it } from 'vitest'
import { newId } from '#platform/ids'
import { migrate } from '#platform/migrate'
import { dropDatabase, withDatabase } from '#test/database'

const BEFORE = [
  '0001-foundation.sql',
  '0002-people-and-places.sql',
  '0003-help.sql',
  '0004-devices.sql',
  '0005-figures.sql',
  '0006-who-helps.sql',
]
const ALLIANCE = '0199f000-0000-7000-8000-000000000001'
const PERSON = '0199f000-0000-7000-8000-000000000002'

/** A database of its own, brought up to `only` or to now, with one alliance in it; each connection speaks for that one. */
const installed = async (what: string, only?: readonly string[]) => {
  const url = inject('databaseUrl')
  const name = `digiknow_test_${what}_${process.pid}`
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  await admin.query(`create database ${name}`)
  await admin.end()
  const own = withDatabase(url, name)
  await migrate(own, 'db', only)
  const connect = async (): Promise<pg.Client> => {
    const client = new pg.Client({ connectionString: own })
    await client.connect()
    await client.query(`set digiknow.alliance_id = '${ALLIANCE}'`)
    return client
  }
  const first = await connect()
  await first.query(`insert into alliance (id, slug, name, borough) values ($1, 'before', 'Before', 'Before')`, [ALLIANCE])
  await first.end()
  return { own, connect, drop: () => dropDatabase(url, name) }
}

it('an installation that was there before keeps every email, way and word of safe contact', async () => {
  const { own, drop, connect } = await installed('upgrade', BEFORE)
  const client = await connect()
  await client.query(
    `insert into person (alliance_id, id, name, email, reach_by, safe_contact, created_on) values ($1, $2, 'Ann', 'ann@example.org', 'letter', 'Mornings', '2025-01-01')`,
    [ALLIANCE, PERSON],
  )
  // As it stands once a program has run on it: the owner, too, is bound to one alliance at a time.
  await client.query('alter table person enable row level security; alter table person force row level security')
  await client.query('create policy own_alliance on person using (alliance_id = (select current_alliance()))')
  await client.end()
  await migrate(own, 'db')
  const after = await connect()
  const { rows } = await after.query(
    'select p.ways, e.address, s.words, s.never_text from person p join person_email e on e.person_id = p.id join safe_contact_plan s on s.person_id = p.id',
  )
  await after.end()
  await drop()
  expect(rows).toEqual([{ ways: ['letter'], address: 'ann@example.org', words: 'Mornings', never_text: true }])
})

it('consent that was taken back once is taken back however often it was said before; what was said again afterwards stands', async () => {
  const { own, drop, connect } = await installed('taken_back')
  const client = await connect()
  await client.query(`insert into person (alliance_id, id, name, created_on) values ($1, $2, 'Ann', '2025-01-01')`, [
    ALLIANCE,
    PERSON,
  ])
  const said = (purpose: string, at: string, back: string | null) =>
    client.query(
      `insert into consent (alliance_id, id, person_id, purpose, given_on, how, withdrawn_at, withdrawn_how)
        values ($1, $2, $3, $4, '2025-01-01', 'online', $5::timestamptz, case when $5 is null then null else 'spoken' end)`,
      [ALLIANCE, newId(new Date(at)), PERSON, purpose, back],
    )
  await said('hold', '2025-01-01T10:00:00Z', null)
  await said('hold', '2025-01-01T11:00:00Z', '2025-01-02T10:00:00Z')
  await said('hold', '2025-01-03T10:00:00Z', null)
  await said('story', '2025-01-01T10:00:00Z', null)
  // As an installation that was there before comes to it: with the migration still to do.
  await client.query(`delete from migration where name = '0040-taken-back.sql'`)
  await client.end()
  expect(await migrate(own, 'db')).toEqual(['0040-taken-back.sql'])
  const after = await connect()
  const { rows } = await after.query('select purpose, withdrawn_at is null as stands from consent order by purpose, id')
  const { rows: bound } = await after.query(`select relforcerowsecurity as bound from pg_class where relname = 'consent'`)
  await after.end()
  await drop()
  expect(rows.map(({ purpose, stands }) => `${purpose} ${stands}`)).toEqual([
    'hold false',
    'hold false',
    'hold true',
    'story true',
  ])
  expect(bound).toEqual([{ bound: true }])
})

it('the safe number and address of a plan that stands are among theirs from now on, and they are found by them', async () => {
  const { own, drop, connect } = await installed('safe_number')
  const client = await connect()
  const theirs = [ALLIANCE, PERSON]
  await client.query(`insert into person (alliance_id, id, name, created_on) values ($1, $2, 'Ann', '2025-01-01')`, theirs)
  await client.query(`insert into person_email (alliance_id, person_id, address) values ($1, $2, 'safe@example.org')`, theirs)
  await client.query(
    `insert into safe_contact_plan (alliance_id, person_id, safe_number, safe_email, made_at) values ($1, $2, '+441614960777', 'safe@example.org', now())`,
    theirs,
  )
  await client.query(`drop view person_reach cascade`)
  await client.query(`alter table person_phone drop of_plan; alter table person_email drop of_plan`)
  await client.query(`delete from migration where name = '0072-number-of-a-plan.sql'`)
  await client.end()
  expect(await migrate(own, 'db')).toEqual(['0072-number-of-a-plan.sql'])
  const after = await connect()
  const phones = await after.query('select number as one, of_plan from person_phone')
  const emails = await after.query('select address as one, of_plan from person_email')
  const tokens = await after.query('select token from person_token')
  const bound = await after.query(
    `select relname from pg_class where relnamespace = 'public'::regnamespace and relrowsecurity and not relforcerowsecurity`,
  )
  await after.end()
  await drop()
  expect([...phones.rows, ...emails.rows]).toEqual([
    { one: '+441614960777', of_plan: true },
    { one: 'safe@example.org', of_plan: false },
  ])
  expect([tokens.rows, bound.rows]).toEqual([[{ token: '#01614960777' }], []])
})

it('those who are known already are found by a word of their name in their district, and by the last digits of their number', async () => {
  const { own, drop, connect } = await installed('in_district')
  const client = await connect()
  const theirs = [ALLIANCE, PERSON]
  await client.query(
    `insert into person (alliance_id, id, name, postcode, created_on) values ($1, $2, 'Ann Lee', 'SK3 8NR', '2025-01-01')`,
    theirs,
  )
  await client.query(
    `insert into person_token (alliance_id, person_id, token)
     select $1, $2, unnest(array['ann', '~AN', '@sk38nr', '=ann lee', '#01614960777', 'p-1-1', 'ann@example.org'])`,
    theirs,
  )
  await client.query(`delete from migration where name = '0095-words-in-a-district.sql'`)
  await client.end()
  expect(await migrate(own, 'db')).toEqual(['0095-words-in-a-district.sql'])
  const after = await connect()
  const { rows } = await after.query(`select token from person_token where left(token, 1) in ('%', '<') order by 1`)
  const bound = await after.query(
    `select relname from pg_class where relnamespace = 'public'::regnamespace and relrowsecurity and not relforcerowsecurity`,
  )
  await after.end()
  await drop()
  expect([rows.map(({ token }) => token), bound.rows]).toEqual([['%sk3 ann', '<77706941610'], []])
})
