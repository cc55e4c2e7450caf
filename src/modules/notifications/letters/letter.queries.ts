import { type SqlBool, sql } from 'kysely'
import type { Count } from '#platform/counts'
import type { Tx } from '#platform/db'
import { canPrint } from '#ui/paper'
import { MESSAGE_COLUMNS } from '../sending/claim-messages'

/** The most letters in one bundle: about a ream of paper, and a second of work for the program. */
export const MOST_LETTERS = 200

/** Planned for paper, and not printed yet. */
const WAITS = sql<SqlBool>`message.way = 'letter' and message.provider = 'print' and message.status = 'planned'`

const waiting = (tx: Tx, allianceId: string, at: Date) =>
  tx
    .selectFrom('message')
    // Whoever may not see a person sees no letter to them either, and cannot print it
    .innerJoin('person', (join) =>
      join.onRef('person.id', '=', 'message.person_id').onRef('person.alliance_id', '=', 'message.alliance_id'),
    )
    .where('message.alliance_id', '=', allianceId)
    .where(WAITS)
    .where('message.next_try_at', '<=', at)

/** How many letters wait for paper. */
export const countWaiting = (allianceId: string, at: Date): Count => sql`
  select count(*) from message join person on person.id = message.person_id and person.alliance_id = message.alliance_id
  where message.alliance_id = ${allianceId} and ${WAITS} and message.next_try_at <= ${at}`

const readFirst = (tx: Tx, allianceId: string, at: Date) =>
  waiting(tx, allianceId, at)
    .select(['message.id', 'message.language', 'message.large_print', 'message.created_at', 'message.subject', 'message.body'])
    .select(['person.reference as person', 'person.name'])
    .orderBy('message.next_try_at')
    .orderBy('message.id')
    .limit(MOST_LETTERS)
    .execute()

/** The letters that wait, with no address and no words: who, what kind, since when, and whether our fonts have its letters. */
export const readWaiting = async (tx: Tx, allianceId: string, at: Date) =>
  (await readFirst(tx, allianceId, at)).map(({ subject, body, ...letter }) => ({
    ...letter,
    prints: canPrint({ language: letter.language, subject, body }),
  }))

export type WaitingLetter = Awaited<ReturnType<typeof readWaiting>>[number]

/** The letters that wait, held until the caller's transaction ends: who presses at the same moment waits, and finds none left. */
export const holdWaiting = (tx: Tx, allianceId: string, at: Date) =>
  waiting(tx, allianceId, at)
    .select(MESSAGE_COLUMNS.map((column) => `message.${column}` as const))
    .orderBy('message.next_try_at')
    .orderBy('message.id')
    .limit(MOST_LETTERS)
    .forUpdate('message')
    .execute()

const runs = (tx: Tx, allianceId: string) =>
  tx
    .selectFrom('print_run')
    .leftJoin('account', (join) =>
      join.onRef('account.id', '=', 'print_run.account_id').onRef('account.alliance_id', '=', 'print_run.alliance_id'),
    )
    .select(['print_run.id', 'print_run.printed_at', 'print_run.letters'])
    .select(sql<string>`coalesce(account.name, 'the program')`.as('by'))
    .where('print_run.alliance_id', '=', allianceId)

/** The newest bundles. */
export const readRuns = (tx: Tx, allianceId: string, most = 10) =>
  runs(tx, allianceId).orderBy('print_run.id', 'desc').limit(most).execute()

export type PrintRun = Awaited<ReturnType<typeof readRuns>>[number]

/** One bundle by its id, or undefined when this alliance has none. */
export const readRun = (tx: Tx, allianceId: string, id: string) =>
  runs(tx, allianceId).where('print_run.id', '=', id).executeTakeFirst()

/** The letters of a bundle, in the order they were printed. */
export const lettersOf = (tx: Tx, allianceId: string, run: string) =>
  tx
    .selectFrom('message')
    .innerJoin('person', (join) =>
      join.onRef('person.id', '=', 'message.person_id').onRef('person.alliance_id', '=', 'message.alliance_id'),
    )
    .select(['message.id', 'message.person_id', 'message.address', 'message.subject', 'message.body', 'message.language'])
    .select(['message.large_print', 'message.sent_at', 'person.reference as person', 'person.name'])
    .where('message.alliance_id', '=', allianceId)
    .where('message.print_run_id', '=', run)
    .orderBy('message.next_try_at')
    .orderBy('message.id')
    .execute()

export type PrintedLetter = Awaited<ReturnType<typeof lettersOf>>[number]
