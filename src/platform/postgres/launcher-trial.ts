import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { isAlive } from './processes'

/** The rows a query gives on a connection of its own. */
export const ask = async (url: string, sql: string): Promise<Record<string, unknown>[]> => {
  const client = new Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end().catch(() => {})
  }
}

/** Waits until something has come true; fails after 10 seconds. */
export const until = async (met: () => boolean): Promise<void> => {
  for (let wait = 0; !met(); wait++) {
    if (wait > 500) throw new Error('It did not happen within 10 seconds')
    await sleep(20)
  }
}

/** Kills a process outright and waits until it is gone. */
export const kill9 = (pid: number): Promise<void> => {
  process.kill(pid, 'SIGKILL')
  return until(() => !isAlive(pid))
}

/** The processes with this id among their arguments: the watchdog of a PostgreSQL. */
export const watchdogsOf = (pid: number): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((each) => {
      try {
        return readFileSync(`/proc/${each}/cmdline`, 'utf8').split('\0').includes(String(pid))
      } catch {
        return false
      }
    })
