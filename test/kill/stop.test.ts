import { mkdtemp, rm } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Desk, prepareDesk, withItsDatabase } from '../../bench/kill/prepare'
import { type Program, programOn } from '../../bench/kill/program'
import { allIn } from '../../src/platform/postgres/processes'

let dataDir: string
let desk: Desk
let program: Program

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'digiknow-stop-'))
  desk = await prepareDesk('.', dataDir)
  program = await programOn(process.cwd(), dataDir)
  await program.start()
})

afterAll(async () => {
  await program.stop()
  await rm(dataDir, { recursive: true, force: true })
})

const BODY = 'name=Under+Way'

/** Sends a form's head and half its body: a request that is under way until the rest is sent. */
const sendHalf = (): Socket => {
  const socket = connect(Number(new URL(program.origin).port), '127.0.0.1')
  const head = [
    `POST /${desk.slug}/people/new HTTP/1.1`,
    `Host: ${new URL(program.origin).host}`,
    `Cookie: ${desk.cookie}`,
    'Sec-Fetch-Site: same-origin',
    'Content-Type: application/x-www-form-urlencoded',
    `Content-Length: ${BODY.length}`,
  ]
  socket.write(`${head.join('\r\n')}\r\n\r\n${BODY.slice(0, 5)}`)
  return socket
}

const allOf = async (socket: Socket): Promise<string> => {
  let text = ''
  for await (const chunk of socket) text += String(chunk)
  return text
}

it('asked to stop, it answers what is under way, saves it, and takes its database with it', async () => {
  const socket = sendHalf()
  await sleep(300)
  const stopped = program.stop()
  await sleep(300)
  socket.write(BODY.slice(5))
  expect(await allOf(socket)).toMatch(/^HTTP\/1\.1 303 /)
  expect(await stopped).toBe(0)
  expect(allIn(join(dataDir, 'postgres', 'data'))).toEqual([])

  const names = await withItsDatabase(dataDir, (db) =>
    db.transaction({ allianceId: desk.allianceId, readOnly: true }, (tx) => tx.selectFrom('person').select('name').execute()),
  )
  expect(names).toEqual([{ name: 'Under Way' }])
}, 60_000)
