import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { accounts, actorOf } from '#modules/accounts'
import { callbacks } from '#modules/callbacks'
import { champions } from '#modules/champions'
import { devices } from '#modules/devices'
import { distributions } from '#modules/distributions'
import { helpline } from '#modules/helpline'
import { imports } from '#modules/imports'
import { notifications } from '#modules/notifications'
import { partners } from '#modules/partners'
import { people } from '#modules/people'
import { reach } from '#modules/reach'
import { reporting } from '#modules/reporting'
import { safeguarding } from '#modules/safeguarding'
import { sessions } from '#modules/sessions'
import { site } from '#modules/site'
import { skills } from '#modules/skills'
import { type Assets, assetUrl } from '#platform/assets'
import type { Clock } from '#platform/clock'
import type { Config } from '#platform/config'
import type { Database } from '#platform/db'
import { houseOf } from '#platform/house'
import { buildServer } from '#platform/http/server'
import { serveStatus } from '#platform/http/status'
import type { Module } from '#platform/module'
import { plainRenderer, refusalPage, renderer, signedOutPage } from '#ui/layout'

/** The modules of the house, in the order their pages are mounted. */
export const modules: readonly Module[] = [
  accounts,
  reach,
  people,
  partners,
  helpline,
  safeguarding,
  skills,
  champions,
  sessions,
  devices,
  distributions,
  imports,
  reporting,
  notifications,
  callbacks,
  site,
]

export interface AppParts {
  readonly config: Config
  readonly db: Database
  readonly clock: Clock
  readonly log: Logger
  readonly assets: Assets
}

/** The composition root: everything the program is made of, put together once. */
export const buildApp = async ({ assets, ...parts }: AppParts): Promise<FastifyInstance> => {
  const house = houseOf(modules)
  const app = await buildServer({
    ...parts,
    routes: modules.flatMap(({ routes }) => routes),
    actorOf,
    house,
    render: renderer({ menu: house.menu, assetUrl }),
    refusalPage,
    signedOutPage,
    plain: plainRenderer(assetUrl),
  })
  await serveStatus(app, parts.db, assets)
  return app
}
