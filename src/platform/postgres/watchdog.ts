import { spawn } from 'node:child_process'
import type { Socket } from 'node:net'
import { join } from 'node:path'

// It reads from a pipe that only the app writes to. A word means all is well; the pipe's end without one means the app died,
// however it died, and the shell asks PostgreSQL for a fast shutdown, if that is still the process it was.
const SCRIPT = `trap '' HUP INT TERM
read -r word && exit 0
read -r now < "$1" && [ "$now" = "$2" ] && kill -INT "$2"`

/** Sees to it that PostgreSQL does not outlive the app, even one killed outright; returns how to call the watch off. */
export const watch = (pgdata: string, pid: number): (() => void) => {
  const args = ['-c', SCRIPT, 'sh', join(pgdata, 'postmaster.pid'), String(pid)]
  const dog = spawn('/bin/sh', args, { detached: true, cwd: '/', stdio: ['pipe', 'ignore', 'ignore'] })
  dog.unref()
  dog.on('error', () => {})
  const pipe = dog.stdin as Socket
  pipe.on('error', () => {})
  pipe.unref()
  return () => {
    pipe.end('done\n')
  }
}
