import pg from 'pg'
import { expect, inject, it } from 'vitest'
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

it('an installation that was there before keeps every email, way and word of safe contact', async () => {
  const url = inject('databaseUrl')
  const name = `digiknow_test_upgrade_${process.pid}`
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  await admin.query(`create database ${name}`)
  await admin.end()
  const own = withDatabase(url, name)
  await migrate(own, 'db', BEFORE)
  const client = new pg.Client({ connectionString: own })
  await client.connect()
  await client.query(`set digiknow.alliance_id = '${ALLIANCE}'`)
  await client.query(`insert into alliance (id, slug, name, borough) values ($1, 'before', 'Before', 'Before')`, [ALLIANCE])
  await client.query(
    `insert into person (alliance_id, id, name, email, reach_by, safe_contact, created_on) values ($1, $2, 'Ann', 'ann@example.org', 'letter', 'Mornings', '2025-01-01')`,
    [ALLIANCE, PERSON],
  )
  // As it stands once a program has run on it: the owner, too, is bound to one alliance at a time.
  await client.query('alter table person enable row level security; alter table person force row level security')
  await client.query('create policy own_alliance on person using (alliance_id = (select current_alliance()))')
  await client.end()
  await migrate(own, 'db')
  const after = new pg.Client({ connectionString: own })
  await after.connect()
  await after.query(`set digiknow.alliance_id = '${ALLIANCE}'`)
  const { rows } = await after.query(
    'select p.ways, e.address, s.words, s.never_text from person p join person_email e on e.person_id = p.id join safe_contact_plan s on s.person_id = p.id',
  )
  await after.end()
  await dropDatabase(url, name)
  expect(rows).toEqual([{ ways: ['letter'], address: 'ann@example.org', words: 'Mornings', never_text: true }])
})
