import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { pino } from 'pino'
import { buildApp } from '../src/app'
import type { Ctx } from '../src/platform/command'
import { readConfig } from '../src/platform/config'
import { newId } from '../src/platform/ids'
import type { World } from './world'

/** Tests of pages need no styles: an empty folder stands for them. */
const NO_ASSETS = join(tmpdir(), 'digiknow-no-assets')
mkdirSync(NO_ASSETS, { recursive: true })

export type Fields = Readonly<Record<string, string | readonly string[]>>

export interface Site {
  /** Asks for a page of the world's alliance, as the account of `ctx` (or as nobody for `world.public`). */
  get(ctx: Ctx, path: string): Promise<LightMyRequestResponse>
  /** Sends a form, as a browser without JavaScript would. A new submission id each time unless given. */
  post(ctx: Ctx, path: string, fields: Fields): Promise<LightMyRequestResponse>
  readonly app: FastifyInstance
}

/** The session cookie of a fresh sign-in of this context's account. */
export const cookieOf = async (ctx: Ctx): Promise<Record<string, string>> => {
  if (!ctx.actor.accountId) return {}
  const token = randomBytes(32).toString('base64url')
  const at = ctx.clock.now()
  const hash = createHash('sha256').update(token).digest()
  const row = {
    alliance_id: ctx.allianceId,
    id: newId(),
    account_id: ctx.actor.accountId,
    token_hash: hash,
    created_at: at,
    last_seen_at: at,
  }
  await ctx.db.transaction(ctx, (tx) =>
    tx
      .insertInto('sign_in')
      .values({ ...row, expires_at: new Date(at.getTime() + 3_600_000) })
      .execute(),
  )
  return { digiknow: token }
}

const bodyOf = (fields: Fields): string => {
  const pairs = Object.entries({ submission: newId(), ...fields }).flatMap(([name, value]) =>
    [value].flat().map((one) => [name, String(one)]),
  )
  return new URLSearchParams(pairs).toString()
}

/** The whole program as it runs, without a network: the same routes, permissions and pages. `demo` turns on demo mode. */
export const openSite = async (world: World, options: { demo?: boolean } = {}): Promise<Site> => {
  const config = readConfig(options.demo ? {} : { PUBLIC_URL: 'http://localhost' })
  const assets = { dir: NO_ASSETS, files: {}, built: false }
  const clock = world.system.clock
  const app = await buildApp({ config, db: world.db, clock, log: pino({ level: 'silent' }), assets })
  const base = `/${world.slug}`
  return {
    app,
    get: async (ctx, path) => app.inject({ method: 'GET', url: base + path, cookies: await cookieOf(ctx) }),
    post: async (ctx, path, fields) =>
      app.inject({
        method: 'POST',
        url: base + path,
        cookies: await cookieOf(ctx),
        headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
        payload: bodyOf(fields),
      }),
  }
}
