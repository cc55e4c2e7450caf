import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Desk, prepareDesk, withItsDatabase } from '../../bench/kill/prepare'
import { type Program, programOn } from '../../bench/kill/program'
import { deviceForm, promiseLoan, recordDevice, recordWipe, wipeForm } from '../../src/modules/devices'
import { personForm, recordPerson } from '../../src/modules/people'
import { systemActor } from '../../src/platform/access'
import { addDays, systemClock, today } from '../../src/platform/clock'
import type { Ctx } from '../../src/platform/command'
import type { Database } from '../../src/platform/db'
import { newId } from '../../src/platform/ids'
import { got } from '../helping'

const LOANS = 20
const ROUNDS = 2

let dataDir: string
let desk: Desk
let program: Program
let photo: Buffer
const loans: { reference: string; submission: string }[] = []

/** Devices put by, each with a kit, waiting to be handed over. */
const putBy = async (db: Database, allianceId: string): Promise<void> => {
  const ctx: Ctx = { db, allianceId, actor: systemActor, clock: systemClock }
  const wiped = wipeForm.parse({ method: 'new_in_box', passed: 'yes', doneBy: 'Sam' })
  for (let nth = 0; nth < LOANS; nth += 1) {
    const person = got(await recordPerson(ctx, personForm.parse({ name: `Borrower ${nth}` })))
    const device = got(await recordDevice(ctx, deviceForm.parse({ kind: 'tablet', kit: 'Charger, case, cable' })))
    got(await recordWipe(ctx, { ...wiped, reference: device.reference }))
    const { reference } = got(await promiseLoan(ctx, { device: device.reference, person: person.reference }))
    loans.push({ reference, submission: newId() })
  }
}

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'digiknow-handover-'))
  desk = await prepareDesk('.', dataDir, { role: 'librarian', furnish: putBy })
  program = await programOn(process.cwd(), dataDir)
  const noise = Buffer.from(Array.from({ length: 1_440_000 }, (_, at) => (at * 7919) % 251))
  photo = await sharp(noise, { raw: { width: 800, height: 600, channels: 3 } })
    .jpeg()
    .toBuffer()
}, 120_000)

afterAll(async () => {
  await program?.stop()
  await rm(dataDir, { recursive: true, force: true })
})

const STROKES = JSON.stringify([Array.from({ length: 60 }, (_, at) => [at * 5, 100 + (at % 20)])])

const formOf = (submission: string): FormData => {
  const form = new FormData()
  const typed = { submission, conditionOut: 'good', where: 'doorstep', signedName: 'A Borrower', strokes: STROKES, kitOut: '' }
  const [year = '', month = '', day = ''] = addDays(today(systemClock), 30).split('-')
  const due = { 'dueOn-year': year, 'dueOn-month': month, 'dueOn-day': day }
  for (const [name, value] of Object.entries({ ...typed, ...due })) form.append(name, value)
  for (const piece of ['Charger', 'case', 'cable']) form.append('kit', piece)
  form.append('photos', new Blob([new Uint8Array(photo)]), 'photo.jpg')
  return form
}

/** Signed and sent; true when the program said that it is saved. */
const handOver = async ({ reference, submission }: (typeof loans)[number]): Promise<boolean> => {
  const answer = await fetch(`${program.origin}/${desk.slug}/loans/${reference}/collect`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: desk.cookie, 'sec-fetch-site': 'same-origin' },
    body: formOf(submission),
  }).catch(() => null)
  return answer?.status === 303
}

interface Stands {
  readonly reference: string
  readonly whole: boolean
  readonly nothing: boolean
}

/** How each loan stands on disk: all of its handover, none of it, or (what must never be) some. */
const onDisk = (): Promise<readonly Stands[]> =>
  withItsDatabase(dataDir, (db) =>
    db.transaction({ allianceId: desk.allianceId, readOnly: true }, async (tx) => {
      const { rows } = await sql<Stands>`
        with written as (
          select l.reference, l.status, l.signature, l.signed_at, d.status as device,
            (select count(*) from handover h where h.loan_id = l.id) as handed,
            (select count(*) from handover h join handover_part p on p.handover_id = h.id where h.loan_id = l.id and p.here = 1) as parts,
            (select count(*) from handover h join handover_photo p on p.handover_id = h.id where h.loan_id = l.id) as photos,
            (select count(*) from event e where e.about_id = l.id and e.action = 'loan.collect') as told
          from loan l join device d on d.id = l.device_id)
        select reference,
          status = 'on_loan' and device = 'on_loan' and jsonb_array_length(signature -> 0) = 60 and handed = 1 and parts = 3 and photos = 1 and told = 1 as whole,
          status = 'promised' and device = 'promised' and signature is null and signed_at is null and handed + parts + photos + told = 0 as nothing
        from written`.execute(tx)
      return rows
    }),
  )

/** Four desks hand over at once until the power is cut; gives what was acknowledged. */
const untilThePowerIsCut = async (waiting: readonly (typeof loans)[number][], least: number): Promise<Set<string>> => {
  const [saved, left] = [new Set<string>(), [...waiting]]
  const atDesk = async (): Promise<void> => {
    for (let loan = left.shift(); loan; loan = left.shift()) if (await handOver(loan)) saved.add(loan.reference)
  }
  const desks = [1, 2, 3, 4].map(atDesk)
  while (saved.size < least) await sleep(5)
  process.kill(program.pid(), 'SIGKILL')
  process.kill(program.databasePid(), 'SIGKILL')
  await Promise.all(desks)
  await program.ended()
  return saved
}

it('the power cut between signature and save: what was acknowledged is there whole, nothing is there by half, and sent again it is saved once', async () => {
  const acknowledged = new Set<string>()
  let unsaid = 0
  for (let round = 1; round <= ROUNDS; round += 1) {
    await program.start()
    const waiting = loans.filter(({ reference }) => !acknowledged.has(reference))
    for (const reference of await untilThePowerIsCut(waiting, 3 + round)) acknowledged.add(reference)
    const stands = await onDisk()
    expect(stands.filter(({ whole, nothing }) => !whole && !nothing)).toEqual([])
    expect(stands.filter(({ reference, whole }) => acknowledged.has(reference) && !whole)).toEqual([])
    unsaid += stands.filter(({ reference, whole }) => whole && !acknowledged.has(reference)).length
  }
  await program.start()
  for (const loan of loans) expect(await handOver(loan), loan.reference).toBe(true)
  await program.stop()
  const stands = await onDisk()
  console.info(`${acknowledged.size} acknowledged before ${ROUNDS} power cuts, ${unsaid} saved without the answer arriving`)
  expect(stands).toHaveLength(LOANS)
  expect(stands.filter(({ whole }) => !whole)).toEqual([])
}, 240_000)
