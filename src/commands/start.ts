import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { buildAssets } from '#platform/assets'
import { systemClock } from '#platform/clock'
import type { Config } from '#platform/config'
import { openLog } from '#platform/log'
import { startWorker } from '#platform/worker'
import { fillDemo } from '../../demo/index'
import { buildApp, modules } from '../app'
import { type Opened, openHouse } from './open'

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

/** Starts the program and prints one address to open. */
export const start = async (config: Config, root: string): Promise<void> => {
  const began = Date.now()
  const log = openLog(config.logLevel)
  say('Preparing the pages…')
  const assets = await buildAssets({ root, outDir: join(root, '.build', 'assets') })
  say('Opening the database…')
  const house = await openHouse(config, root, say)
  if (config.demo) await fillDemo(house, say)
  const parts = { config, db: house.db, clock: systemClock, log }
  const app = await buildApp({ ...parts, assets })
  const worker = startWorker({ ...parts, ownerUrl: house.ownerUrl, modules })
  stopOnSignal(app, worker, house)
  const address = await app.listen({ port: config.port, host: config.host })
  say(`Ready in ${((Date.now() - began) / 1000).toFixed(1)} s. Open this address in a browser:`)
  console.log(config.publicUrl ?? address)
}
