import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'

const onLinux = existsSync('/proc/self/stat')

/** True while a process with this id exists, whoever owns it. */
export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Sends a signal to a process that may have gone meanwhile. */
export const sendSignal = (pid: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

const said = (command: string, args: string[]): string => {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  } catch {
    return ''
  }
}

/** When a process began, in a form that only serves to tell it from a later one with the same id; '' when there is none. */
export const beganAt = (pid: number): string => {
  if (!onLinux) return said('ps', ['-o', 'lstart=', '-p', String(pid)])
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name in brackets may itself hold spaces and brackets: count from the last one. Field 22 is the start time.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    // Z is a process that has ended and that its parent has yet to notice.
    return fields[0] === 'Z' ? '' : (fields[19] ?? '')
  } catch {
    return ''
  }
}

/** Tells this run of the machine from the one before the last restart. */
export const bootId = (): string =>
  onLinux ? readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim() : said('sysctl', ['-n', 'kern.boottime'])

// The name is asked too: a shell someone opened in the folder is not ours to end.
const postgresFolder = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'postgres' ? readlinkSync(`/proc/${pid}/cwd`) : ''
  } catch {
    return ''
  }
}

/** Whether a live process is a PostgreSQL at work in this folder, where all of them stand once started. */
export const worksIn = (pid: number, folder: string): boolean => {
  if (!isAlive(pid)) return false
  return onLinux ? postgresFolder(pid) === folder : said('ps', ['-o', 'command=', '-p', String(pid)]).includes(folder)
}

/** Every PostgreSQL process at work in this folder; Linux only, elsewhere none are found. */
export const allIn = (folder: string): number[] =>
  onLinux
    ? readdirSync('/proc')
        .filter((name) => /^\d+$/.test(name))
        .map(Number)
        .filter((pid) => postgresFolder(pid) === folder)
    : []
