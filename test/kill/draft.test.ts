import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Desk, prepareDesk, withItsDatabase } from '../../bench/kill/prepare'
import { type Program, programOn } from '../../bench/kill/program'
import { newId } from '../../src/platform/ids'

let dataDir: string
let desk: Desk
let program: Program

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'digiknow-draft-'))
  desk = await prepareDesk('.', dataDir)
  program = await programOn(process.cwd(), dataDir)
  await program.start()
})

afterAll(async () => {
  await program.stop()
  await rm(dataDir, { recursive: true, force: true })
})

/** Types on at one call, one save after another, and notes the last that was acknowledged. */
const typeOn = (draft: string) => {
  const said = { turn: 0 }
  let open = true
  const save = async (turn: number): Promise<void> => {
    const answer = await fetch(`${program.origin}/${desk.slug}/calls/drafts/${draft}`, {
      method: 'POST',
      headers: { cookie: desk.cookie, 'sec-fetch-site': 'same-origin' },
      body: new URLSearchParams({ turn: String(turn), notes: `word ${turn} `.repeat(40) }),
    })
    const { kept } = (await answer.json()) as { kept: boolean }
    if (answer.status === 200 && kept) said.turn = Math.max(said.turn, turn)
  }
  const work = (async () => {
    for (let turn = 1; open; turn += 1) await save(turn).catch(() => {})
  })()
  const stop = async (): Promise<number> => {
    open = false
    await work
    return said.turn
  }
  return { said, stop }
}

it('killed outright in the middle of saving calls as they are typed, what was acknowledged is there, or something newer', async () => {
  const drafts = Array.from({ length: 6 }, () => newId())
  const typing = drafts.map(typeOn)
  while (typing.some(({ said }) => said.turn < 5)) await sleep(20)
  process.kill(program.pid(), 'SIGKILL')
  process.kill(program.databasePid(), 'SIGKILL')
  const acknowledged = await Promise.all(typing.map(({ stop }) => stop()))
  await program.ended()
  const kept = await withItsDatabase(dataDir, (db) =>
    db.transaction({ allianceId: desk.allianceId, readOnly: true }, (tx) =>
      tx.selectFrom('call_draft').select(['id', 'turn', 'fields']).execute(),
    ),
  )
  const lost = drafts.filter((id, at) => (kept.find((draft) => draft.id === id)?.turn ?? 0) < (acknowledged[at] ?? 0))
  console.info(`${acknowledged.join(', ')} saves acknowledged, ${lost.length} lost`)
  expect(lost).toEqual([])
  for (const { turn, fields } of kept) expect((fields as { notes: string }).notes).toBe(`word ${turn} `.repeat(40))
}, 90_000)
