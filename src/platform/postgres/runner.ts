import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, lchownSync, lstatSync, mkdirSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** How PostgreSQL is run, which refuses to be root: words put before its command, the user it becomes, the owner of its files. */
export interface Runner {
  name: string
  prefix: string[]
  become: { uid?: number; gid?: number }
  owner: { uid: number; gid: number }
}

const idOf = (flag: '-u' | '-g'): number => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }))

// In order of preference. As `nobody` PostgreSQL can touch nothing else of the machine, but it must be able to walk to its
// files: not so under /root. A user namespace lets it keep root's files while it sees itself as nobody; containers often
// forbid that, and there it runs as nobody with the one power to pass closed folders.
const rootRunners = (): Runner[] => {
  const [uid, gid] = [idOf('-u'), idOf('-g')]
  const nobody = { uid, gid }
  const user = ['unshare', '--user', `--map-user=${uid}`, `--map-group=${gid}`, '--']
  const power = [
    '--inh-caps=+dac_override',
    '--ambient-caps=+dac_override',
    '--securebits=+no_setuid_fixup',
    '--bounding-set=-all,+dac_override',
  ]
  const pass = ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', ...power, '--']
  return [
    { name: 'nobody', prefix: [], become: nobody, owner: nobody },
    { name: 'user namespace', prefix: user, become: {}, owner: { uid: 0, gid: 0 } },
    { name: 'nobody, passing closed folders', prefix: pass, become: {}, owner: nobody },
  ]
}

/** The command line and user with which `runner` runs a program. */
export const asRunner = (runner: Runner, program: string, args: string[]): { command: string; args: string[] } => {
  const [command = program, ...rest] = [...runner.prefix, program, ...args]
  return { command, args: rest }
}

const refuseStranger = (path: string): never => {
  throw new Error(`${path} belongs to another user: choose another DATA_DIR, or start as that user`)
}

/** Makes a folder that only the runner (and root) may enter. */
export const privateFolder = (path: string, { owner }: Runner): void => {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  const now = lstatSync(path)
  if (!now.isDirectory() || ![owner.uid, process.getuid?.()].includes(now.uid)) refuseStranger(path)
  chmodSync(path, 0o700)
  if (now.uid !== owner.uid) chownSync(path, owner.uid, owner.gid)
}

const giveTo = (path: string, owner: Runner['owner']): void => {
  if (lstatSync(path).isDirectory()) for (const name of readdirSync(path)) giveTo(join(path, name), owner)
  lchownSync(path, owner.uid, owner.gid)
}

/** Gives all of `home` to the runner. The folder itself changes hands last, so that a hand-over cut short is begun again. */
export const handOver = (home: string, { owner }: Runner): void => {
  mkdirSync(home, { recursive: true, mode: 0o700 })
  if (lstatSync(home).uid === owner.uid) return
  if (process.getuid?.() !== 0) refuseStranger(home)
  giveTo(home, owner)
}

// The probe walks there with cd: test -x would ask about the user alone and overlook the power to pass.
const canRun = (runner: Runner, postgres: string, dataDir: string, env: NodeJS.ProcessEnv): boolean => {
  const { command, args } = asRunner(runner, '/bin/sh', ['-c', '"$1" --version && cd "$2"', 'sh', postgres, dataDir])
  return spawnSync(command, args, { ...runner.become, cwd: '/', env, stdio: 'ignore' }).status === 0
}

// Root starting an ordinary user's installation once must not take the data from them.
const ownersRunner = (home: string): Runner[] => {
  const { uid, gid } = lstatSync(home, { throwIfNoEntry: false }) ?? { uid: 0, gid: 0 }
  const owner = { uid, gid }
  return uid === 0 || uid === idOf('-u') ? [] : [{ name: `the owner of ${home}`, prefix: [], become: owner, owner }]
}

/** Chooses how PostgreSQL can be run here, so that it reaches both its programs and its home folder. */
export const chooseRunner = (postgres: string, home: string, env: NodeJS.ProcessEnv): Runner => {
  const [uid, gid] = [process.getuid?.() ?? 0, process.getgid?.() ?? 0]
  if (uid !== 0) return { name: 'this user', prefix: [], become: {}, owner: { uid, gid } }

  const runner = [...ownersRunner(home), ...rootRunners()].find((each) => canRun(each, postgres, dirname(home), env))
  if (runner) return runner
  throw new Error(
    `PostgreSQL will not run as root, and the user "nobody" cannot reach ${home} or ${postgres}: ` +
      'start DigiKnow as an ordinary user, move it out of closed folders, or set DATABASE_URL',
  )
}
