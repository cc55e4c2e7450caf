import { command, type Work } from '#platform/command'
import { done } from '#platform/outcome'
import { formatDateTime, plural } from '#ui/format'
import { MESSAGE_WAYS, type MessageWay, type Provider, type Ways } from '../providers/provider'
import { tellStaff } from '../staff/tell-staff'

/** A hiccup passes by itself; after this somebody has to look. */
const WORRYING_MS = 900_000

const KINDS: Readonly<Record<MessageWay, string>> = { text: 'texts', email: 'emails', letter: 'letters' }

const waitingBy = async ({ tx, allianceId }: Work, ways: readonly string[]): Promise<number> => {
  const { many } = await tx
    .selectFrom('message')
    .select((row) => row.fn.countAll<number>().as('many'))
    .where('alliance_id', '=', allianceId)
    .where('status', '=', 'planned')
    .where('way', 'in', ways)
    .where((row) => row.or([row('provider', 'is', null), row('provider', '<>', 'print')]))
    .executeTakeFirstOrThrow()
  return many
}

const tellAdmins = (work: Work, words: string, cause: string): Promise<number> =>
  tellStaff(work, {
    ...{ to: { role: 'admin' }, about: { type: 'alliance', id: work.allianceId }, path: '/ways' },
    ...{ words, cause: `${cause} ${work.today}` },
  })

const shutSince = async ({ tx, at }: Work, { key }: Provider): Promise<Date | null> => {
  const gate = await tx
    .selectFrom('provider_gate')
    .select('shut_since')
    .where('key', '=', key)
    .where('shut_since', '<=', new Date(at.getTime() - WORRYING_MS))
    .executeTakeFirst()
  return gate?.shut_since ?? null
}

const tellOfGate = async (work: Work, way: MessageWay, provider: Provider): Promise<void> => {
  const since = await shutSince(work, provider)
  const waiting = since ? await waitingBy(work, [way]) : 0
  if (!since || waiting === 0) return
  const words = `No ${KINDS[way]} can be sent since ${formatDateTime(since)}. ${plural(waiting, 'message')} waiting.`
  await tellAdmins(work, words, `way-shut ${way}`)
}

const isCapReached = async ({ tx, allianceId, today }: Work, { dailyCap }: Ways): Promise<boolean> => {
  const round = await tx
    .selectFrom('post_round')
    .select('counted')
    .where('alliance_id', '=', allianceId)
    .where('counted_on', '=', today)
    .executeTakeFirst()
  return round !== undefined && round.counted >= dailyCap
}

/** Tells administrators, once a day each, of a provider that has taken nothing for a while, and of a day's limit that is reached. */
export const tellOfWays = command('job.watch', async (work, ways: Ways) => {
  for (const way of MESSAGE_WAYS) {
    const provider = ways[way]
    if (provider) await tellOfGate(work, way, provider)
  }
  const waiting = (await isCapReached(work, ways)) ? await waitingBy(work, MESSAGE_WAYS) : 0
  const cap = `We have sent as many messages as we may in a day (${ways.dailyCap}). ${plural(waiting, 'message')} waiting until tomorrow.`
  if (waiting > 0) await tellAdmins(work, cap, 'daily-cap')
  return done(null)
})
