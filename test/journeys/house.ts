import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { buildApp } from '../../src/app'
import { recordPerson } from '../../src/modules/people'
import { personForm } from '../../src/modules/people/person'
import { seedSkills } from '../../src/modules/skills'
import type { Role } from '../../src/platform/access'
import { buildAssets } from '../../src/platform/assets'
import { type Clock, systemClock } from '../../src/platform/clock'
import { readConfig } from '../../src/platform/config'
import { newId } from '../../src/platform/ids'
import { newWorld, type World } from '../world'

/** The whole program, listening, with its real styles and scripts, over one alliance and its region, in demo mode. */
export interface House {
  readonly origin: string
  readonly world: World
  readonly region: World
  close(): Promise<void>
}

const PERSONAS: readonly Role[] = ['helpline', 'coordinator', 'librarian', 'lead', 'admin']

const seat = (world: World, persona: Role, personId: string | null = null) =>
  world.db.transaction({ allianceId: world.allianceId }, async (tx) => {
    const id = newId()
    const names = { name: `${persona} persona`, email: `${persona}@example.org`, persona, person_id: personId }
    await tx
      .insertInto('account')
      .values({ alliance_id: world.allianceId, id, ...names })
      .execute()
    await tx.insertInto('account_role').values({ alliance_id: world.allianceId, account_id: id, role: persona }).execute()
  })

/** Joan, an active champion who is free every day, with an account of her own. */
const seatChampion = async (world: World) => {
  const joan = await recordPerson(world.system, personForm.parse({ name: 'Joan Mentor', phones: '0161 496 0456' }))
  if (!joan.ok) throw new Error(joan.says)
  const days = { applied_on: '2025-01-06', checked_on: '2025-01-20', trained_on: '2025-02-03', active_on: '2025-02-04' }
  await world.db.transaction({ allianceId: world.allianceId }, async (tx) => {
    await seedSkills(tx, world.allianceId)
    const mine = { alliance_id: world.allianceId, id: newId(), person_id: joan.value.id }
    await tx
      .insertInto('champion')
      .values({ ...mine, kind: 'volunteer', status: 'active', ...days })
      .execute()
  })
  await seat(world, 'champion', joan.value.id)
}

/** Two wards and where they lie, so that reports draw the map. */
const layOutWards = async (world: World) => {
  const rows = [
    { code: 'E05000001', name: 'Reddish North', lat: 53.44, lon: -2.15 },
    { code: 'E05000002', name: 'Davenport & Cale Green', lat: 53.39, lon: -2.15 },
  ].map((ward) => ({ alliance_id: world.allianceId, kind: 'ward', ...ward }))
  await world.db.transaction({ allianceId: world.allianceId }, (tx) => tx.insertInto('area').values(rows).execute())
}

/** Opens the house on a port of its own, at the hour this clock says. */
export const openHouse = async (clock: Clock = systemClock): Promise<House> => {
  const region = await newWorld({ is_region: true, name: 'Testshire' })
  const named = { region_id: region.allianceId, name: 'Testborough Online', helpline_number: '+441614960142' }
  const world = await newWorld({ ...named, strapline: 'Together online', helpline_hours: 'Monday to Friday, 9am to 5pm' })
  for (const persona of PERSONAS) await seat(world, persona)
  await seat(region, 'region')
  await seatChampion(world)
  await layOutWards(world)
  // A folder of its own: a program that runs beside the tests may build, and so sweep, the usual one.
  const outDir = await mkdtemp(join(tmpdir(), 'digiknow-assets-'))
  const assets = await buildAssets({ root: process.cwd(), outDir })
  const parts = { config: readConfig({}), db: world.db, clock, log: pino({ level: 'silent' }) }
  const app = await buildApp({ ...parts, assets })
  const origin = await app.listen({ port: 0, host: '127.0.0.1' })
  const close = async (): Promise<void> => {
    await app.close()
    await rm(outDir, { recursive: true, force: true })
  }
  return { origin, world, region, close }
}
