import type { ComponentChildren } from 'preact'
import type { Action, Role } from './access'
import type { Ctx, Reasons, Work } from './command'
import type { Count } from './counts'
import type { Tx } from './db'
import type { Ask, Route } from './http/ask'
import type { AnyImporter } from './importer'
import type { Moves } from './moves'
import type { Happened, Outcome, Subject } from './outcome'
import type { PaperDocument } from './paper'
import type { Template } from './template'

/** An event as the timeline tells it. */
export interface TimelineEvent {
  readonly id: string
  readonly at: Date
  readonly actor: string
  readonly action: string
  readonly aboutType: string
  readonly aboutId: string
  readonly detail: Readonly<Record<string, unknown>>
}

export type PanelOn = 'person' | 'request' | 'device' | 'champion' | 'partner'

/** A part of another module's page: a person's loans stand on the person's page, and `devices` draws them. */
export interface PanelSpec {
  readonly on: PanelOn
  /** Where it stands among the others: small first. */
  readonly order: number
  readonly action: Action
  readonly show: (ask: Ask, record: { readonly id: string; readonly reference: string }) => Promise<ComponentChildren>
}

/** What a module brings to the house. `app.ts` mounts it; the printed documents are made from it. */
export interface Module {
  readonly name: string
  readonly routes: readonly Route[]
  readonly statuses?: Readonly<Record<string, Moves>>
  /** How each of its events reads on a timeline: "Lent tablet DK-0317, due back 12 December". */
  readonly says?: Partial<Record<Action, (detail: Readonly<Record<string, unknown>>) => string>>
  readonly jobs?: Readonly<Record<string, Job>>
  /** What people call its jobs, where a job's own name does not say it: 'post-round' → 'Send what is due'. */
  readonly jobNames?: Readonly<Record<string, string>>
  /** Jobs done for every alliance at set times: job → five cron fields, UTC. */
  readonly schedule?: Readonly<Record<string, string>>
  /** Jobs done for every alliance when the program starts. */
  readonly atStart?: readonly string[]
  readonly panels?: readonly PanelSpec[]
  readonly importers?: readonly AnyImporter[]
  /** What it tells people. */
  readonly templates?: readonly Template[]
  /** What people's replies do, by the name their template asks under. */
  readonly answers?: Readonly<Record<string, Answer>>
  /** Papers that go with an email or a letter, by the name its template encloses them under. */
  readonly enclosures?: Readonly<Record<string, Enclosure>>
  /** Keeps what became of one of a person's numbers or addresses; `people` brings it, messages call it. */
  readonly marksWay?: MarksWay
  /** What it stops when a person takes their consent back, or it ends by its date: open referrals, say. */
  readonly consentWithdrawn?: ConsentWithdrawn
  /** What it stops when a person has died, or their record is kept apart. */
  readonly stopsForPerson?: StopsForPerson
  /** What of theirs would stop, before anybody makes it so. */
  readonly wouldStop?: WouldStop
  /** What it stops when a partner leaves the alliance. */
  readonly partnerEnded?: PartnerEnded
  /** Who outside knows of a person from us now, in words: "Example Centre (F-1024)". */
  readonly toldOutside?: ToldOutside
  /** Takes a person out of its own tables when they are erased: their words and addresses, never the counts. */
  readonly forget?: Forget
  /** What it can do before a call ends: the call desk offers it, and does it with the call. */
  readonly callSteps?: readonly CallStep[]
  /** Entries in the staff menu, shown to those who may open them. */
  readonly menu?: readonly MenuEntry[]
}

interface Referenced {
  readonly id: string
  readonly reference: string
}

/** What one module can do for a caller while they are on the line: book the session, promise the tablet, refer to the partner. */
export interface CallStep {
  /** The next step of the desk it belongs to: 'session', 'lend', 'refer'. */
  readonly step: string
  readonly action: Action
  /** What there is to choose from now for `person` (an id; null until the caller is known); with nothing, the step is written down and done later. */
  readonly offers: (
    ask: Ask,
    person: string | null,
  ) => Promise<{ readonly label: string; readonly options: readonly CallOffer[] }>
  /** Does it in the call's transaction, and gives the next step of the request. A refusal is shown at the choice. */
  readonly take: (
    work: Work,
    taken: CallTaken,
  ) => Promise<Outcome<{ readonly nextAction: string; readonly nextActionOn: string }>>
  /** What the database says when it is done twice at once, in words. */
  readonly reasons?: Reasons
}

export interface CallOffer {
  readonly value: string
  readonly label: string
}

export interface CallTaken {
  readonly person: Referenced
  readonly request: Referenced | null
  /** The value of the offer that was chosen. */
  readonly choice: string
  /** The day, the time as it was typed, and the words the worker gave for the next step. */
  readonly on: string
  readonly time: string
  readonly words: string
  /** Where we are reached, for a link that leaves the screen; without it, or without their consent, nothing is sent. */
  readonly site?: string | undefined
  /** Who says that they agree, where they did not say so themselves: "Bea Example, a relative". */
  readonly onBehalf: string
}

export interface MenuEntry {
  readonly label: string
  readonly path: string
  readonly action: Action
  /** Where it stands among the others: small first. */
  readonly order: number
  /** The roles that land here after signing in. */
  readonly homeOf?: readonly Role[]
  /** Whether this alliance or actor has it at all. */
  readonly when?: (ask: Ask) => boolean
  /** How many things wait behind it, shown beside its word; read with every staff page, so it must be quick. */
  readonly count?: (ctx: Ctx) => Count
  /** The single key that leads there from any page. */
  readonly key?: string
  /** Stands beside the person's own name, not among the work. */
  readonly isOwn?: boolean
}

/** What the modules know together, for pages that show more than their own module's records. */
export interface House {
  readonly say: (event: TimelineEvent) => string
  readonly panels: (
    on: PanelOn,
    ask: Ask,
    record: { readonly id: string; readonly reference: string },
  ) => Promise<ComponentChildren[]>
  readonly menu: readonly MenuEntry[]
  /** How many things wait behind each menu entry of this actor that counts them, by its path. */
  readonly counts: (ask: Ask) => Promise<Readonly<Record<string, number>>>
  /** What the modules tell people, by name. */
  readonly templates: ReadonlyMap<string, Template>
  /** What people's replies do, by the name their template asks under. */
  readonly answers: ReadonlyMap<string, Answer>
  /** Papers that go with an email or a letter, by the name its template encloses them under. */
  readonly enclosures: ReadonlyMap<string, Enclosure>
  /** What stops when a person takes their consent back, or it ends by its date. */
  readonly consentWithdrawn: readonly ConsentWithdrawn[]
  /** What stops when a person has died, or their record is kept apart. */
  readonly stopsForPerson: readonly StopsForPerson[]
  /** What stops when a partner leaves the alliance. */
  readonly partnerEnded: readonly PartnerEnded[]
  readonly toldOutside: ToldOutside
  readonly wouldStop: WouldStop
  /** What takes a person out of every module's tables. */
  readonly forget: readonly Forget[]
  /** What is done by the clock: job → five cron fields, UTC. */
  readonly schedule: Readonly<Record<string, string>>
  /** What people call the program's own work, by job. */
  readonly jobNames: Readonly<Record<string, string>>
  readonly marksWay: MarksWay
  readonly callSteps: readonly CallStep[]
}

/** A message could not be delivered there, its owner asked us to stop, or it works again. Written and journaled in the caller's transaction. */
export interface MarkedWay {
  readonly person: string
  readonly way: 'phone' | 'email' | 'postal'
  readonly address: string
  readonly what: 'failed' | 'stopped' | 'works'
}

export type MarksWay = (work: Work, marked: MarkedWay) => Promise<void>

/**
 * Stops what a consent allowed, in the transaction that takes it back, or finds that its last day is past; gives what happened.
 * `partner`: whom it was to be shared with.
 */
export type ConsentWithdrawn = (
  work: Work,
  withdrawn: {
    readonly person: string
    readonly purpose: 'hold' | 'share' | 'research' | 'story'
    readonly partner: string | null
    /** Nobody took it back: they agreed until a day that is past. */
    readonly byItsDate?: true
  },
) => Promise<readonly Happened[]>

/**
 * Stops what goes on for someone, in the transaction that says they died or keeps their record apart, and says it no more in the one
 * that says they are alive after all, or agree again that we keep their details; gives what happened.
 */
export type StopsForPerson = (
  work: Work,
  stopped: { readonly person: string; readonly because: 'died' | 'alive' | 'kept-apart' | 'agrees-again' },
) => Promise<readonly Happened[]>

/** Stops what goes on with a partner, in the transaction that says it has left; gives what happened. */
export type PartnerEnded = (work: Work, ended: { readonly partner: string }) => Promise<readonly Happened[]>

/** What would stop for people, counted in words: "2 sessions to come". 'unheld': they took back that we keep their details, or let it end. */
export type WouldStop = (
  tx: Tx,
  of: {
    readonly allianceId: string
    readonly people: readonly string[]
    readonly because: 'died' | 'kept-apart' | 'unheld'
    readonly at: Date
  },
) => Promise<readonly string[]>

export type ToldOutside = (tx: Tx, allianceId: string, personId: string) => Promise<readonly string[]>

/** Removes one person from a module's tables, in the transaction that erases them. Done twice, it must not matter. */
export type Forget = (work: Work, personId: string) => Promise<void>

/** Work done later for one alliance, by calling commands as the system. It may run twice: it must not matter. */
export type Job = (ctx: Ctx, payload: Readonly<Record<string, unknown>>, house: House) => Promise<void>

/** A paper that goes with an email or in the envelope of a letter, and its name as a file. */
export interface Enclosed {
  readonly name: string
  readonly paper: PaperDocument
}

/** Makes the paper about a record, in an alliance's name, as it stands now; null when there is none to send any more. */
export type Enclosure = (
  ctx: Ctx,
  asked: {
    readonly about: Subject
    readonly from: Pick<Ask['alliance'], 'name' | 'borough' | 'helplineNumber' | 'helplineHours' | 'brand'>
    readonly large: boolean
  },
) => Promise<Enclosed | null>

/** What a person's reply to something we asked does, as a command of the system. Asked twice, it must not matter. */
export type Answer = (
  ctx: Ctx,
  asked: { readonly person: string; readonly about: Subject; readonly reply: string },
) => Promise<Outcome<unknown>>
