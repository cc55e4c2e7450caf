import { sql } from 'kysely'
import { londonDate } from '#platform/clock'
import type { Work } from '#platform/command'
import { newId } from '#platform/ids'
import { writeJournal } from '#platform/journal'
import type { Subject } from '#platform/outcome'
import { seeingAll } from '#platform/seeing-all'
import { changing } from './changing'

export const PRIORITIES = { usual: 0, soon: 1, now: 2 } as const
export type Priority = keyof typeof PRIORITIES

export interface CallBackAsked {
  /** The person's id. */
  readonly person: string
  readonly about: Subject
  /** One plain line: why we ring. */
  readonly why: string
  /** What to say, where there is something to say word for word. */
  readonly script?: string
  /** Not before this moment; without it, from now. */
  readonly from?: Date
  readonly until?: Date
  /** Of no use after this moment: then nobody is rung about it. */
  readonly notAfter?: Date
  readonly priority?: Priority
  /** The one who is rung asked for somebody else, whom it is about: the references of the first, and who the other is. */
  readonly onBehalf?: { readonly to: string; readonly for: { readonly id: string; readonly reference: string } }
  /** Asked again for the same cause, it stays the one row. */
  readonly cause: string
}

const rowOf = ({ allianceId, at, actor }: Work, asked: CallBackAsked, turn: number) => ({
  ...{
    alliance_id: allianceId,
    id: newId(at, turn),
    person_id: asked.person,
    about_type: asked.about.type,
    about_id: asked.about.id,
  },
  ...{ cause: asked.cause, why: asked.why, script: asked.script ?? '', status: 'waiting' },
  ...{ priority: PRIORITIES[asked.priority ?? 'usual'], due_from: asked.from ?? at, due_until: asked.until ?? null },
  ...{ not_after: asked.notAfter ?? null, asked_at: at, asked_by: actor.accountId },
})

type Row = ReturnType<typeof rowOf>

/** One statement however many there are. Gives the ids of those that were not asked for before. */
const putInQueue = async (work: Work, rows: readonly Row[]): Promise<ReadonlySet<string>> => {
  const [first] = rows
  if (!first) return new Set()
  const columns = sql.join(Object.keys(first).map((name) => sql.ref(name)))
  const made = await sql<{ id: string }>`
    insert into call_back (${columns})
    select ${columns} from jsonb_populate_recordset(null::call_back, ${JSON.stringify(rows)}::jsonb)
    on conflict (alliance_id, cause) do nothing returning id`.execute(changing(work))
  return new Set(made.rows.map(({ id }) => id))
}

/** Whom a ring is about is whose event it is: it hangs on the page of the one who is rung, and not once they are kept apart. */
export const whoseEvent = (person: string, about: Subject, other: CallBackAsked['onBehalf']) => ({
  person: other?.for.id ?? person,
  also: [about, ...(other ? [{ type: 'person', id: person }] : [])],
  detail: other ? { to: other.to, for: other.for.reference } : {},
})

/**
 * Puts people in the queue of those we owe a call, in the caller's transaction, once per cause; those who are kept apart too,
 * whoever asks.
 */
export const askForCallBacks = (work: Work, asked: readonly CallBackAsked[]): Promise<void> =>
  seeingAll(work.tx, async () => {
    const rows = asked.map((one, turn) => rowOf(work, one, turn))
    const made = await putInQueue(work, rows)
    const entries = rows.flatMap(({ id, person_id, about_type, about_id, due_from }, turn) => {
      const whose = whoseEvent(person_id, { type: about_type, id: about_id }, asked[turn]?.onBehalf)
      // Why we ring is said of a person in somebody's own words: it stays in the queue, and goes when they are erased.
      const detail = { on: londonDate(due_from), ...whose.detail }
      const entry = { ...whose, action: 'call-back.ask', about: { type: 'call_back', id }, detail } as const
      return made.has(id) ? [entry] : []
    })
    await writeJournal(work.tx, { ...work, requestId: work.ctx.requestId }, entries)
  })

/** The same for one person. */
export const askForCallBack = (work: Work, asked: CallBackAsked): Promise<void> => askForCallBacks(work, [asked])
