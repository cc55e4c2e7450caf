import type { Logger } from 'pino'
import type { Actor } from '../access'
import type { Clock } from '../clock'
import type { Config } from '../config'
import type { Database } from '../db'
import type { House } from '../module'
import type { Refusal } from '../outcome'
import type { Alliance, Ask, Page, Route } from './ask'

/** What the web server is made of. */
export interface WebOptions {
  readonly db: Database
  readonly config: Config
  readonly clock: Clock
  readonly log: Logger
  readonly routes: readonly Route[]
  /** Whom a sign-in token belongs to, or null. */
  readonly actorOf: (db: Database, alliance: Alliance, token: string, at: Date) => Promise<Actor | null>
  readonly house: House
  /** A page in its frame, as HTML. */
  readonly render: (page: Page, ask: Ask) => string
  /** The page that says no, in plain English. */
  readonly refusalPage: (refusal: Refusal, ask: Ask) => Page
  /** What somebody typed whose sign-in has ended, to be sent again once they are back. */
  readonly signedOutPage: (ask: Ask, sent: Readonly<Record<string, string | string[]>>) => Page
  /** Served when there is no alliance to speak for: the front door, lost addresses, a stopped database. */
  readonly plain: (status: number, says: string, alliances: readonly Alliance[]) => string
}

export const COOKIE = 'digiknow'
