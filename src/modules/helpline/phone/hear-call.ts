import { command, type Work } from '#platform/command'
import { tellScreens } from '#platform/http/live'
import { newId } from '#platform/ids'
import { done, refuse } from '#platform/outcome'
import { incomingMoves } from '../calls/incoming.moves'

export type CallNews = 'ringing' | 'answered' | 'ended'

export interface HeardCall {
  readonly provider: 'hook' | 'twilio'
  /** Their own id for the call. */
  readonly call: string
  readonly news: CallNews
  /** As E.164, or null when it is withheld. */
  readonly from: string | null
  /** The email address of the worker it is for, where the telephone knows. */
  readonly agent: string | null
  /** What is the same when the same thing is told again. */
  readonly told: string
}

/** A provider asks again when it heard no answer in time: that is no echo. */
const SAME_MS = 2 * 60_000

/** Whether this was told before: 'new', 'again' within moments, or an 'echo' of long ago. */
const hearOnce = async ({ tx, allianceId, at }: Work, told: string): Promise<'new' | 'again' | 'echo'> => {
  const first = await tx
    .insertInto('phone_echo')
    .values({ alliance_id: allianceId, told, told_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (first.numInsertedOrUpdatedRows === 1n) return 'new'
  const { told_at } = await tx
    .selectFrom('phone_echo')
    .select('told_at')
    .where('alliance_id', '=', allianceId)
    .where('told', '=', told)
    .executeTakeFirstOrThrow()
  return at.getTime() - told_at.getTime() < SAME_MS ? 'again' : 'echo'
}

const workerBy = async ({ tx, allianceId }: Work, email: string | null): Promise<string | null> => {
  if (!email) return null
  const account = await tx
    .selectFrom('account')
    .select('id')
    .where('alliance_id', '=', allianceId)
    .where('email', '=', email.toLowerCase())
    .where('closed_at', 'is', null)
    .executeTakeFirst()
  return account?.id ?? null
}

const rings = async (work: Work, heard: HeardCall): Promise<string> => {
  const worker = await workerBy(work, heard.agent)
  const { id } = await work.tx
    .insertInto('incoming_call')
    .values({
      ...{ alliance_id: work.allianceId, id: newId(work.at), provider: heard.provider, provider_id: heard.call },
      ...{ status: 'ringing', from_number: heard.from, for_account: worker, rang_at: work.at },
    })
    .onConflict((conflict) =>
      conflict
        .columns(['alliance_id', 'provider', 'provider_id'])
        .doUpdateSet((row) => ({ for_account: row.fn.coalesce('excluded.for_account', 'incoming_call.for_account') })),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

const ends = async ({ tx, allianceId, at }: Work, { provider, call }: HeardCall): Promise<string | null> => {
  const { from, to } = incomingMoves.end
  const ended = await tx
    .updateTable('incoming_call')
    .set({ status: to, ended_at: at })
    .where('alliance_id', '=', allianceId)
    .where('provider', '=', provider)
    .where('provider_id', '=', call)
    .where('status', 'in', from)
    .returning('id')
    .executeTakeFirst()
  return ended?.id ?? null
}

/** What a proven telephone says of a call: open screens hear of it. Refuses an `echo`: what was told and signed long ago. */
export const hearCall = command('phone.hear', async (work, heard: HeardCall) => {
  const hearing = await hearOnce(work, `${heard.provider} ${heard.told}`)
  if (hearing === 'echo' || (hearing === 'again' && heard.provider === 'hook')) return refuse('echo', 'This was told before')
  if (hearing === 'again') return done(null)
  const id = heard.news === 'ended' ? await ends(work, heard) : await rings(work, heard)
  tellScreens(work, 'calls')
  return done(id, ...(id ? [{ about: { type: 'incoming_call', id }, detail: { news: heard.news } }] : []))
})
