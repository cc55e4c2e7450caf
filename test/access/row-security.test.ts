import pg from 'pg'
import { beforeAll, describe, expect, it } from 'vitest'
import { buildBorough } from '../builders/borough'
import { newWorld, type World } from '../world'

let world: World
let tables: string[]

const asOwner = async <T extends object>(sql: string): Promise<T[]> => {
  const client = new pg.Client({ connectionString: world.ownerUrl })
  await client.connect()
  try {
    return (await client.query<T>(sql)).rows
  } finally {
    await client.end()
  }
}

/** What a statement gives as the program's own role, in no alliance unless the statement sets one. */
const asApp = async <T extends object>(sql: string, allianceId = ''): Promise<T[]> => {
  const client = await world.db.pool.connect()
  try {
    await client.query('begin')
    if (allianceId) await client.query(`set local digiknow.alliance_id = '${allianceId}'`)
    return (await client.query<T>(sql)).rows
  } finally {
    await client.query('rollback')
    client.release()
  }
}

const OF_ALLIANCE = `select c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
    (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'alliance_id' and not a.attisdropped
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`

beforeAll(async () => {
  world = await newWorld()
  await buildBorough(world)
  tables = (await asOwner<{ name: string }>(OF_ALLIANCE)).map(({ name }) => name)
})

describe('the database keeps alliances apart by itself', () => {
  it('row-level security is on, forced, with a policy, on every table of an alliance', async () => {
    expect(tables).toContain('person')
    const open = (await asOwner<{ enabled: boolean; forced: boolean; policies: number }>(OF_ALLIANCE)).filter(
      ({ enabled, forced, policies }) => !enabled || !forced || policies < 1,
    )
    expect(open).toEqual([])
  })

  it('every table is an alliance’s, or is known to belong to none', async () => {
    const all = await asOwner<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`,
    )
    const rest = all.map(({ name }) => name).filter((name) => !tables.includes(name))
    expect(rest.toSorted()).toEqual(['alliance', 'installation', 'migration', 'provider_gate'])
  })

  it('every key starts with alliance_id', async () => {
    const keys = await asOwner<{ name: string; first: string }>(
      `select c.relname as name, a.attname as first from pg_index i join pg_class c on c.oid = i.indrelid
       join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0] where i.indisprimary and c.relnamespace = 'public'::regnamespace`,
    )
    const odd = keys.filter(({ name, first }) => tables.includes(name) && first !== 'alliance_id')
    expect(odd).toEqual([])
    expect(keys.map(({ name }) => name)).toEqual(expect.arrayContaining(tables))
  })

  it('with no alliance set, the program’s role sees no row of any of them', async () => {
    const seen: string[] = []
    for (const name of tables) if ((await asApp(`select 1 from "${name}" limit 1`)).length > 0) seen.push(name)
    expect(seen).toEqual([])
  })

  it('with another alliance set, it neither sees nor can write a row of ours', async () => {
    const other = await newWorld()
    expect(await asApp('select 1 from person', world.allianceId)).not.toEqual([])
    expect(await asApp('select 1 from person', other.allianceId)).toEqual([])
    await expect(
      asApp(
        `insert into partner (alliance_id, id, name, sector, joined_on)
        values ('${world.allianceId}', gen_random_uuid(), 'Theirs', 'public', '2025-01-01')`,
        other.allianceId,
      ),
    ).rejects.toThrow('row-level security')
  })

  it('views show what their reader may see, or are the region’s own', async () => {
    const views = await asOwner<{ name: string }>(
      `select relname as name from pg_class where relkind = 'v' and relnamespace in ('report'::regnamespace, 'public'::regnamespace)
       and not coalesce(reloptions @> '{security_invoker=true}', false) and relname not like 'region\\_%'`,
    )
    expect(views).toEqual([])
  })

  it('the program’s role is no superuser, does not bypass row security, and owns nothing', async () => {
    const [role] = await asApp<object>(
      `select current_user as name, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole,
        (select count(*)::int from pg_class where relowner = r.oid and relnamespace = 'public'::regnamespace) as owns
       from pg_roles r where rolname = current_user`,
    )
    const bound = { rolsuper: false, rolbypassrls: false, rolcreatedb: false, rolcreaterole: false, owns: 0 }
    expect(role).toEqual({ name: 'digiknow_app', ...bound })
  })

  it.each([
    `update event set actor = 'nobody'`,
    'delete from event',
    'truncate event cascade',
    'delete from event_link',
    'delete from event_gone_back',
    `update event_link set subject_type = 'person'`,
  ])('the journal is only ever added to: %s', async (statement) => {
    await expect(asApp(statement, world.allianceId)).rejects.toThrow('permission denied')
  })

  it('a region officer’s role can read the alliances and no other table', async () => {
    const readable: string[] = []
    for (const name of [...tables, 'alliance', 'installation', 'migration']) {
      const statement = `set local role digiknow_region; select 1 from "${name}" limit 1`
      const read = await asApp(statement, world.allianceId).then(
        () => true,
        () => false,
      )
      if (read) readable.push(name)
    }
    expect(readable).toEqual(['alliance'])
  })

  it('nor any report view but those made for regions', async () => {
    const views = await asOwner<{ name: string }>(`select viewname as name from pg_views where schemaname = 'report'`)
    const readable: string[] = []
    for (const { name } of views)
      await asApp(`set local role digiknow_region; select 1 from report."${name}" limit 1`).then(
        () => readable.push(name),
        () => {},
      )
    expect(readable.filter((name) => !name.startsWith('region_'))).toEqual([])
  })
})
