import { join } from 'node:path'
import { pino } from 'pino'
import { buildApp } from '../src/app'
import { buildAssets } from '../src/platform/assets'
import { systemClock } from '../src/platform/clock'
import { readConfig } from '../src/platform/config'
import { type Database, openDatabase } from '../src/platform/db'
import { serveBare } from './bare-server'
import type { Captured } from './capture'

/** The program as it runs, without a demonstration. */
export const benchApp = async (db: Database, root: string) => {
  const assets = await buildAssets({ root, outDir: join(root, '.build', 'assets') })
  const config = readConfig({ PUBLIC_URL: 'http://127.0.0.1' })
  return buildApp({ config, db, clock: systemClock, log: pino({ level: 'silent' }), assets })
}

export interface ServeOrder {
  readonly kind: 'app' | 'bare'
  readonly appUrl: string
  readonly root: string
  readonly pages: readonly Captured[]
}

/** In a process of its own: serves what it is told to and says on which port. */
export const serveChild = (): void => {
  process.once('message', async (order: ServeOrder) => {
    if (order.kind === 'bare') {
      process.send?.({ port: await serveBare(order.appUrl, order.pages) })
      return
    }
    const app = await benchApp(openDatabase(order.appUrl), order.root)
    const address = await app.listen({ port: 0, host: '127.0.0.1' })
    process.send?.({ port: Number(new URL(address).port) })
  })
}
