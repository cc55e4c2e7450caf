import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

export interface Shot {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly body?: string
}

export interface Measured {
  readonly perSecond: number
  readonly p50: number
  readonly p95: number
  /** CPU time of the server's process for one request, in milliseconds. */
  readonly cpuMs: number
  readonly rssMb: number
  readonly wrong: number
}

const TICKS_PER_SECOND = 100

/** User and system time of a process so far, in milliseconds. Linux only. */
const cpuOf = (pid: number): number => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_PER_SECOND
}

const rssOf = (pid: number): number => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024

const send = (agent: Agent, port: number, cookie: string, shot: Shot): Promise<number> =>
  new Promise((resolve, reject) => {
    const headers = {
      cookie,
      ...(shot.body && { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }),
    }
    const sent = request({ agent, port, host: '127.0.0.1', method: shot.method, path: shot.path, headers }, (answer) => {
      answer.resume()
      answer.on('end', () => resolve(answer.statusCode ?? 0))
    })
    sent.on('error', reject)
    sent.end(shot.body)
  })

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0

export interface Load {
  readonly pid: number
  readonly port: number
  readonly cookie: string
  readonly connections: number
  readonly seconds: number
  readonly next: () => Shot
  /** How long each connection waits before it asks again; without it, it never waits. */
  readonly pauseMs?: number
  /** How many requests each connection sends before any is measured. */
  readonly warmUp?: number
}

/**
 * PostgreSQL plans a prepared statement anew five times on each connection before it settles on one plan, and V8 compiles what
 * is run often: a program that has served for a minute is measured, not one that has just begun.
 */
const WARM_UP = 12

/** Sends requests over `connections` kept-open connections, each waiting for its answer, for `seconds`. */
export const measure = async ({
  pid,
  port,
  cookie,
  connections,
  seconds,
  next,
  pauseMs,
  warmUp = WARM_UP,
}: Load): Promise<Measured> => {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const warm = async (): Promise<void> => {
    for (let at = 0; at < warmUp; at += 1) await send(agent, port, cookie, next())
  }
  await Promise.all(Array.from({ length: connections }, warm))
  const [cpu, began] = [cpuOf(pid), performance.now()]
  const times: number[] = []
  let wrong = 0
  const until = began + seconds * 1000
  const one = async (): Promise<void> => {
    while (performance.now() < until) {
      const start = performance.now()
      const status = await send(agent, port, cookie, next())
      times.push(performance.now() - start)
      if (status >= 400) wrong += 1
      if (pauseMs) await sleep(pauseMs)
    }
  }
  await Promise.all(Array.from({ length: connections }, one))
  const elapsed = (performance.now() - began) / 1000
  agent.destroy()
  const sorted = times.toSorted((a, b) => a - b)
  return {
    perSecond: times.length / elapsed,
    p50: quantile(sorted, 0.5),
    p95: quantile(sorted, 0.95),
    cpuMs: (cpuOf(pid) - cpu) / times.length,
    rssMb: rssOf(pid),
    wrong,
  }
}
