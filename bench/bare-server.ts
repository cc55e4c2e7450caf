import { createServer } from 'node:http'
import pg from 'pg'
import { newId } from '../src/platform/ids'
import type { Captured, Statement } from './capture'
import { SPARES_OF_BARE, spareIds } from './pages'

/** The moment in a UUIDv7, in milliseconds; NaN for any other text. */
const momentOf = (value: string): number =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-7/.test(value) ? Number.parseInt(value.slice(0, 8) + value.slice(9, 13), 16) : Number.NaN

const DATE = /^\d{4}-\d\d-\d\dT/

/** What stands in for a value when a statement is run again: a new id for a new id, another spare device for the one that was lent. */
const substitutes = (captured: Captured, turn: number): ((value: unknown) => unknown) => {
  const [first, now] = [spareIds(1), spareIds(turn)]
  const known = new Map<string, string>(Object.entries(first).map(([name, value]) => [value, now[name as keyof typeof now]]))
  const stand = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(stand)
    if (typeof value !== 'string') return value
    if (DATE.test(value)) return new Date(value)
    if (!known.has(value) && momentOf(value) >= captured.since - 2) known.set(value, newId())
    return known.get(value) ?? value
  }
  return stand
}

const names = new Map<string, string>()
const nameOf = (text: string): string => {
  const name = names.get(text) ?? `b${names.size}`
  names.set(text, name)
  return name
}

const run = async (pool: pg.Pool, captured: Captured, turn: number): Promise<void> => {
  const client = await pool.connect()
  const stand = substitutes(captured, turn)
  try {
    for (const { text, values } of captured.statements as readonly Statement[]) {
      await client.query(values.length === 0 ? text : { name: nameOf(text), text, values: values.map(stand) })
    }
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

/** The floor to measure against: `node:http` alone, sending each page's own SQL and answering with its own bytes. */
export const serveBare = async (appUrl: string, pages: readonly Captured[]): Promise<number> => {
  const pool = new pg.Pool({ connectionString: appUrl, max: 20, options: '-c role=digiknow_app' })
  const bodies = pages.map(({ body }) => Buffer.from(body))
  const turns = pages.map(() => 1)
  const server = createServer(async (request, answer) => {
    const at = Number(request.url?.slice(1))
    const page = pages[at]
    if (!page) return answer.writeHead(404).end()
    request.resume()
    try {
      const turn = (turns[at] ?? 1) + 1
      turns[at] = turn
      await run(pool, page, SPARES_OF_BARE + turn)
      return answer.writeHead(page.status, page.headers).end(bodies[at])
    } catch (error) {
      console.error((error as Error).message)
      return answer.writeHead(500).end()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}
