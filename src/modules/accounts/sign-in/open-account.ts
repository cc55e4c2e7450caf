import type { Work } from '#platform/command'

/** An account that may be signed in to: not closed, and a made-up person only in a demonstration. */
export const openAccounts = ({ tx, allianceId }: Work, demo: boolean) =>
  tx
    .selectFrom('account')
    .select(['account.id', 'account.name', 'account.email'])
    .where('account.alliance_id', '=', allianceId)
    .where('account.closed_at', 'is', null)
    .where((row) => row.or([row('account.persona', 'is', null), row.lit(demo)]))
