import { PassThrough } from 'node:stream'
import type { FastifyReply } from 'fastify'
import type pg from 'pg'
import type { Action } from '../access'
import type { Work } from '../command'
import type { Database } from '../db'
import { notifyAfter } from '../notices'
import type { Route } from './ask'

const CHANNEL = 'digiknow_live'

/**
 * Tells open screens that a topic has changed, once this transaction commits, in whatever process they are open. It says no more
 * than that: each screen asks for itself again, with the permissions of whoever looks at it.
 */
export const tellScreens = ({ tx, allianceId }: Pick<Work, 'tx' | 'allianceId'>, topic: string): void =>
  notifyAfter(tx, { channel: CHANNEL, payload: `${allianceId} ${topic}` })

/** A route that open screens listen at for a topic. */
export const liveRoute = (path: string, action: Action, topic: string): Route => ({
  method: 'GET',
  path,
  action,
  live: true,
  handle: () => ({ kind: 'live', topic }),
})

export interface LiveHub {
  /** Keeps this answer open, and writes a line on it whenever the topic changes. */
  serve(reply: FastifyReply, allianceId: string, topic: string): FastifyReply
  close(): void
}

/** A proxy lets a silent connection go; and a worker who signed out is asked to sign in again. */
const [BEAT_MS, LONGEST_MS, AGAIN_MS] = [25_000, 600_000, 1000] as const
const CHANGED = 'data: changed\n\n'
const HEADERS = { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' }

/** One connection per process that listens, opened by the first screen and opened again when it breaks. */
const listener = (db: Database, hear: (payload: string | null) => void) => {
  let client: pg.PoolClient | undefined
  let wanted = false
  let soon: NodeJS.Timeout | undefined
  const letGo = (): void => {
    client?.release(true)
    client = undefined
  }
  const again = (): void => {
    letGo()
    if (wanted && !soon) soon = setTimeout(listen, AGAIN_MS).unref()
  }
  const listen = async (): Promise<void> => {
    soon = undefined
    try {
      client = await db.pool.connect()
      if (!wanted) return letGo()
      client.on('notification', ({ payload }) => hear(payload ?? null))
      client.once('end', () => client && again())
      await client.query(`listen ${CHANNEL}`)
      hear(null)
    } catch {
      again()
    }
  }
  return {
    start: (): void => {
      if (!wanted) void listen()
      wanted = true
    },
    stop: (): void => {
      wanted = false
      letGo()
    },
  }
}

/** The streams open in this process, and what wakes them: LISTEN and NOTIFY, so that several processes serve one desk. */
export const openLiveHub = (db: Database): LiveHub => {
  const streams = new Map<string, Set<PassThrough>>()
  const tell = (all: Iterable<PassThrough>, words: string): void => {
    for (const stream of all) stream.write(words)
  }
  // After a break nobody knows what was missed: every screen looks again.
  const ears = listener(db, (payload) => {
    if (payload === null) for (const all of streams.values()) tell(all, CHANGED)
    else tell(streams.get(payload) ?? [], CHANGED)
  })
  const beat = setInterval(() => {
    for (const all of streams.values()) tell(all, ': still here\n\n')
  }, BEAT_MS)
  beat.unref()

  const open = (key: string): PassThrough => {
    const stream = new PassThrough()
    const all = streams.get(key) ?? new Set()
    streams.set(key, all.add(stream))
    const longest = setTimeout(() => stream.end(), LONGEST_MS)
    longest.unref()
    stream.once('close', () => {
      clearTimeout(longest)
      all.delete(stream)
      if (all.size === 0) streams.delete(key)
    })
    return stream
  }
  return {
    serve: (reply, allianceId, topic) => {
      ears.start()
      const stream = open(`${allianceId} ${topic}`)
      stream.write(`retry: 2000\n\n${CHANGED}`)
      reply.raw.once('close', () => stream.destroy())
      return reply.headers(HEADERS).send(stream)
    },
    close: () => {
      clearInterval(beat)
      for (const all of streams.values()) for (const stream of all) stream.end()
      ears.stop()
    },
  }
}
