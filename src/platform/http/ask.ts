import type { Readable } from 'node:stream'
import type { ComponentChildren } from 'preact'
import type { Action } from '../access'
import type { Ctx } from '../command'
import type { House } from '../module'
import type { Refusal } from '../outcome'

/** The tenant as pages see it. */
export interface Alliance {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly borough: string
  readonly strapline: string
  readonly isRegion: boolean
  readonly championWord: string
  readonly helplineNumber: string | null
  readonly helplineHours: string
  readonly brand: Readonly<Record<string, string>>
  readonly loanMonths: number
}

export interface UploadedFile {
  readonly field: string
  readonly filename: string
  readonly content: Buffer
}

/** One request to a page: who asks, of which alliance, for what. */
export interface Ask {
  readonly ctx: Ctx
  readonly alliance: Alliance
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string | string[] | undefined>>
  readonly body: unknown
  readonly files: readonly UploadedFile[]
  /** The address asked for, with its query. */
  readonly url: string
  /** Where this alliance lives: "/stockport". All links start with it. */
  readonly base: string
  /** The origin people reach us at, for links that leave the screen. */
  readonly origin: string
  readonly demo: boolean
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly ip: string
  readonly house: House
  /** How many things wait behind the entries of the menu, by their path; known when a staff page is put in its frame. */
  readonly counts: Readonly<Record<string, number>>
}

export interface Page {
  readonly kind: 'page'
  readonly status: number
  readonly title: string
  readonly body: ComponentChildren
  /** `public`: one thing a page, large. `staff`: dense and calm. */
  readonly density: 'public' | 'staff'
  /** The menu entry this page belongs under, by its path: "/requests". */
  readonly section?: string | undefined
  /** A page that brings its own frame (print pages). */
  readonly bare?: boolean
  /** Pages are kept nowhere unless this says so, as a Cache-Control header. */
  readonly cache?: string
  /** Its script may use the camera, when the person says so. */
  readonly camera?: boolean
  /** Behind a secret address: no search engine keeps it. */
  readonly unlisted?: boolean
}

export interface Redirect {
  readonly kind: 'redirect'
  readonly to: string
  readonly cookie?: { readonly value: string; readonly expires: Date }
}

export interface FileReply {
  readonly kind: 'file'
  readonly name: string
  readonly type: string
  readonly body: Readable | Buffer | string
  readonly inline?: boolean
}

export interface Refused {
  readonly kind: 'refused'
  readonly refusal: Refusal
}

/** What a machine is answered. */
export interface Answered {
  readonly kind: 'answered'
  readonly status: number
  readonly type: string
  readonly body: string
}

/** An answer that stays open and says when a topic has changed. */
export interface Live {
  readonly kind: 'live'
  readonly topic: string
}

export type Reply = Page | Redirect | FileReply | Refused | Answered | Live

export interface Route {
  readonly method: 'GET' | 'POST'
  /** Below the alliance's base: "/requests/:request". */
  readonly path: string
  readonly action: Action
  readonly handle: (ask: Ask) => Promise<Reply> | Reply
  /** The largest file this form takes, in bytes; without it files are refused. */
  readonly upload?: number
  /** For a machine, which proves itself in what it sends (see hook.ts): the most bytes it may send. */
  readonly machine?: number
  /** An answer that stays open (platform/http/live). */
  readonly live?: boolean
  /** How many times a minute one address may post it. */
  readonly perMinute?: number
  /** What to answer beyond that, with the seconds to wait: the same page, so that nothing typed is lost. Without it, a plain 429. */
  readonly full?: (ask: Ask, seconds: number) => Reply | Promise<Reply>
}
