import pg from 'pg'
import { afterAll, inject } from 'vitest'
import { type Actor, publicActor, type Role, systemActor } from '../src/platform/access'
import { type Clock, clockAt } from '../src/platform/clock'
import type { Ctx } from '../src/platform/command'
import { type Database, openDatabase } from '../src/platform/db'
import { newId } from '../src/platform/ids'
import { dropDatabase, withDatabase } from './database'

/** A working day in the life of a test alliance: Wednesday 5 November 2025, 10am in London. */
export const NOW = '2025-11-05T10:00:00Z'

export interface World {
  readonly db: Database
  readonly ownerUrl: string
  readonly allianceId: string
  readonly slug: string
  /** A context as an account with these roles, made on first use. */
  as(...roles: Role[]): Promise<Ctx>
  readonly system: Ctx
  readonly public: Ctx
  at(moment: string): World
}

let open: Promise<{ db: Database; ownerUrl: string }> | undefined

/** This worker's own database, cloned from the template once. */
const database = (): Promise<{ db: Database; ownerUrl: string }> => {
  open ??= (async () => {
    const url = inject('databaseUrl')
    const name = `digiknow_test_${process.pid}_${newId().slice(-12)}`
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    await client.query('select pg_advisory_lock(77)')
    await client.query(`create database ${name} template digiknow_test_template`)
    await client.end()
    const ownerUrl = withDatabase(url, name)
    return { db: openDatabase(ownerUrl, { max: 24 }), ownerUrl }
  })()
  return open
}

export const closeWorld = async (): Promise<void> => {
  if (!open) return
  const { db, ownerUrl } = await open
  open = undefined
  await db.close()
  await dropDatabase(inject('databaseUrl'), new URL(ownerUrl).pathname.slice(1))
}

afterAll(closeWorld)

const account = async (db: Database, allianceId: string, roles: readonly Role[], clock: Clock): Promise<Actor> => {
  const id = newId()
  const name = `Test ${roles.join(' ')}`
  await db.transaction({ allianceId }, async (tx) => {
    await tx
      .insertInto('account')
      .values({ alliance_id: allianceId, id, name, email: `${id}@example.org`, created_at: clock.now() })
      .execute()
    await tx
      .insertInto('account_role')
      .values(roles.map((role) => ({ alliance_id: allianceId, account_id: id, role })))
      .execute()
  })
  return { kind: 'account', name, roles, accountId: id, personId: null, partnerId: null }
}

const worldOf = (
  db: Database,
  ownerUrl: string,
  allianceId: string,
  slug: string,
  clock: Clock,
  actors: Map<string, Promise<Actor>>,
): World => {
  const ctxOf = (actor: Actor): Ctx => ({ db, allianceId, actor, clock })
  return {
    db,
    ownerUrl,
    allianceId,
    slug,
    system: ctxOf(systemActor),
    public: ctxOf(publicActor),
    as: async (...roles) => {
      const key = roles.join(' ')
      const actor = actors.get(key) ?? account(db, allianceId, roles, clock)
      actors.set(key, actor)
      return ctxOf(await actor)
    },
    at: (moment) => worldOf(db, ownerUrl, allianceId, slug, clockAt(moment), actors),
  }
}

/** An empty alliance of its own, so that tests never meet. `more` sets columns of the alliance (is_region, region_id …). */
export const newWorld = async (more: Record<string, unknown> = {}): Promise<World> => {
  const { db, ownerUrl } = await database()
  const id = newId()
  const slug = `t${id.slice(-12)}`
  await db.transaction({ allianceId: id }, (tx) =>
    tx
      .insertInto('alliance')
      .values({ id, slug, name: `Test ${slug}`, borough: 'Testborough', ...more })
      .execute(),
  )
  return worldOf(db, ownerUrl, id, slug, clockAt(NOW), new Map())
}
