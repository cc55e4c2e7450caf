import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { endPersonaSignIns, printFirstAdminLink } from '#modules/accounts'
import { configureMail, configureProviders } from '#modules/notifications'
import { buildAssets } from '#platform/assets'
import { systemClock } from '#platform/clock'
import type { Config } from '#platform/config'
import { openLog } from '#platform/log'
import { startWorker } from '#platform/worker'
import { fillDemo } from '../../demo/index'
import { buildApp, modules } from '../app'
import { type Opened, openHouse } from './open'
import { originOf } from './people-commands'
import { CommandRefused } from './refused'

const say = (line: string): void => console.error(line)

/** Finishes what is under way, then stops; a second signal does not wait. */
const stopOnSignal = (app: FastifyInstance, worker: { stop(): Promise<void> }, house: Opened): void => {
  let stopping = false
  const stop = async (): Promise<void> => {
    if (stopping) process.exit(1)
    stopping = true
    say('Stopping: finishing what is under way…')
    await app.close()
    await worker.stop()
    await house.close()
    say('Stopped.')
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop())
}

/** The demonstration has its personas; anywhere else they are signed out, and the first administrator gets a link. */
const prepare = async (config: Config, house: Opened): Promise<void> => {
  if (config.demo) return fillDemo(house, say)
  await endPersonaSignIns(house.db)
  return printFirstAdminLink(house.db, originOf(config), say)
}

const inUse = ({ port, host }: Config): string =>
  `Another program listens on ${host}, port ${port}. Stop it, or choose another port: PORT=${port + 1} npm start`

/** Starts the program and prints one address to open. */
export const start = async (config: Config, root: string): Promise<void> => {
  const began = Date.now()
  const log = openLog(config.logLevel)
  say('Preparing the pages…')
  const assets = await buildAssets({ root, outDir: join(root, '.build', 'assets') })
  say('Opening the database…')
  const house = await openHouse(config, root, say)
  configureMail(config, say)
  configureProviders(config)
  await prepare(config, house)
  const parts = { config, db: house.db, clock: systemClock, log }
  const app = await buildApp({ ...parts, assets })
  const worker = startWorker({ ...parts, ownerUrl: house.ownerUrl, modules })
  stopOnSignal(app, worker, house)
  const address = await app.listen({ port: config.port, host: config.host }).catch(async (error: NodeJS.ErrnoException) => {
    await worker.stop()
    await house.close()
    throw error.code === 'EADDRINUSE' ? new CommandRefused(inUse(config)) : error
  })
  say(`Ready in ${((Date.now() - began) / 1000).toFixed(1)} s. Open this address in a browser:`)
  console.log(config.publicUrl ?? address)
}
