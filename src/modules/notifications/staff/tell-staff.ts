import type { Role } from '#platform/access'
import type { Work } from '#platform/command'
import { newId } from '#platform/ids'
import type { Subject } from '#platform/outcome'

export interface StaffNotice {
  /** One account, or everyone who has this role today. */
  readonly to: { readonly account: string } | { readonly role: Role }
  readonly about: Subject
  /** What to know, in a sentence: references (P-1001, R-1042), never names or numbers, since it also goes in an email. */
  readonly words: string
  /** Where to do something about it, below the alliance's address: "/requests/R-1042". */
  readonly path: string
  /** The same cause tells the same account once, ever. */
  readonly cause?: string
}

/** Where and when it is told: a command's work, or a job's transaction. */
export type Telling = Pick<Work, 'tx' | 'allianceId' | 'at'>

/** The open accounts a notice is for. */
export const accountsOf = ({ tx, allianceId }: Telling, to: StaffNotice['to']) =>
  tx
    .selectFrom('account')
    .select('account.id')
    .where('account.alliance_id', '=', allianceId)
    .where('account.closed_at', 'is', null)
    .$if('account' in to, (query) => query.where('account.id', '=', 'account' in to ? to.account : ''))
    .$if('role' in to, (query) =>
      query.where(({ exists, selectFrom }) =>
        exists(
          selectFrom('account_role')
            .select('account_role.role')
            .where('account_role.alliance_id', '=', allianceId)
            .whereRef('account_role.account_id', '=', 'account.id')
            .where('account_role.role', '=', 'role' in to ? to.role : ''),
        ),
      ),
    )
    .execute()

/** Tells those who work here, in the caller's transaction: in their own list, and in tomorrow's email if still unread. Gives how many were told. */
export const tellStaff = async (work: Telling, notice: StaffNotice): Promise<number> => {
  const accounts = await accountsOf(work, notice.to)
  if (accounts.length === 0) return 0
  const { numInsertedOrUpdatedRows } = await work.tx
    .insertInto('staff_notice')
    .values(
      accounts.map(({ id }, turn) => ({
        alliance_id: work.allianceId,
        id: newId(work.at, turn),
        account_id: id,
        words: notice.words,
        path: notice.path,
        about_type: notice.about.type,
        about_id: notice.about.id,
        cause: notice.cause ?? null,
        told_at: work.at,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return Number(numInsertedOrUpdatedRows ?? 0)
}
