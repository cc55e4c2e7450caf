import { join } from 'node:path'
import { buildAssets } from '#platform/assets'
import { systemClock } from '#platform/clock'
import type { Config } from '#platform/config'
import { openLog } from '#platform/log'
import { fillDemo } from '../../demo/index'
import { buildApp } from '../app'
import { openHouse } from './open'

const say = (line: string): void => console.error(line)

/** Starts the program and prints one address to open. Ctrl-C or SIGTERM finishes what is under way, then stops. */
export const start = async (config: Config, root: string): Promise<void> => {
  const began = Date.now()
  const assets = await buildAssets({ root, outDir: join(root, '.build', 'assets') })
  const house = await openHouse(config, root, { say })
  if (config.demo) await fillDemo(house.db, say)
  const app = await buildApp({ config, db: house.db, clock: systemClock, log: openLog(config.logLevel), assets })
  let stopping = false
  const stop = async (): Promise<void> => {
    if (stopping) return
    stopping = true
    await app.close()
    await house.close()
    process.exit(0)
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  const address = await app.listen({ port: config.port, host: config.host })
  say(`Ready in ${((Date.now() - began) / 1000).toFixed(1)} s`)
  console.log(config.publicUrl ?? address)
}
