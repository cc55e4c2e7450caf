import { tellGuardians, tellWhoHasIt } from '#modules/notifications'
import { hiddenFrom } from '#modules/people'
import type { Work } from '#platform/command'
import { OWNER_NOW } from './owner'
import { OPEN } from './request.moves'

/** What ends all that is open for someone, in the words of each who hears of it. */
export interface EndOfAll {
  /** The next step it leaves. */
  readonly next: string
  /** What whoever has a request is told. */
  readonly told: (request: string) => string
  /** What a guardian is told, where whoever has the request may not see its person. */
  readonly ofOneApart: string
}

/** Whoever has the request may not be one who may still see its person: then a guardian finds someone to close it. */
const tellWhoMaySee = async (work: Work, personId: string, words: string): Promise<void> => {
  const { reference } = await work.tx
    .selectFrom('person')
    .select('reference')
    .where('alliance_id', '=', work.allianceId)
    .where('id', '=', personId)
    .executeTakeFirstOrThrow()
  await tellGuardians(work, { about: { type: 'person', id: personId }, words, path: `/people/${reference}` })
}

/**
 * What is left to do is to close each open request of theirs: its next step says so, and whoever has it is told, or else the
 * helpline; not whoever wrote it down. Gives the ids of the requests.
 */
export const leaveToClose = async (work: Work, personId: string, end: EndOfAll): Promise<string[]> => {
  const { tx, allianceId, today, actor } = work
  const open = await tx
    .updateTable('request')
    .set({ next_action: end.next, next_action_on: today })
    .where('alliance_id', '=', allianceId)
    .where('person_id', '=', personId)
    .where('status', 'in', OPEN)
    .returning(['id', 'reference', OWNER_NOW.as('owner')])
    .execute()
  const hidden = await hiddenFrom(work, personId)
  // The helpline, which hears where nobody has a request, may see nobody who is kept apart.
  const unseen = (owner: string | null) => hidden(owner ?? '')
  if (open.some(({ owner }) => unseen(owner))) await tellWhoMaySee(work, personId, end.ofOneApart)
  for (const { id, reference, owner } of open) {
    if (unseen(owner) || (owner && owner === actor.accountId)) continue
    const notice = { about: { type: 'request', id }, words: end.told(reference), path: `/requests/${reference}` }
    await tellWhoHasIt(work, owner, notice)
  }
  return open.map(({ id }) => id)
}

/** It was not so after all: no request of theirs says to close it for that. */
export const askAnew = async (
  { tx, allianceId }: Work,
  personId: string,
  { was, next }: { readonly was: readonly string[]; readonly next: string },
): Promise<void> => {
  await tx
    .updateTable('request')
    .set({ next_action: next })
    .where('alliance_id', '=', allianceId)
    .where('person_id', '=', personId)
    .where('status', 'in', OPEN)
    .where('next_action', 'in', was)
    .execute()
}
