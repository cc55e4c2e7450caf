import { addDays } from '#platform/clock'
import type { Work } from '#platform/command'
import type { CallStep } from '#platform/module'
import { done, refuse } from '#platform/outcome'
import { reading } from '#platform/reading'
import { readPurposes } from '../rules/purpose'
import { KIND_CODES, KINDS } from '../stock/device'
import { joinForm, joinWaiting } from './join-waiting'
import { waitingMoves } from './waiting.moves'

/** How long somebody waits before we see whether their turn came. */
const LOOK_AGAIN_DAYS = 14

const ALREADY = refuse('already-waiting', 'They are on the list for this kind already. Choose another kind')

/** Asked beforehand: inside a larger use case the database's own refusal would end the whole of it without a word. */
const waitsAlready = async ({ tx, allianceId }: Work, person: string, kind: string | null): Promise<boolean> => {
  const waits = await tx
    .selectFrom('waiting')
    .select('id')
    .where('alliance_id', '=', allianceId)
    .where('person_id', '=', person)
    .where('kind', 'is not distinct from', kind)
    .where('status', 'in', waitingMoves.leave.from)
    .executeTakeFirst()
  return waits !== undefined
}

/** A place on the waiting list is taken from the call desk, while the person is on the line. */
export const waitStep: CallStep = {
  step: 'lend',
  action: 'waiting.join',
  offers: async ({ ctx }) => {
    const read = await reading(ctx, 'waiting.join', (tx) => readPurposes(tx, ctx.allianceId))
    const options = (read.ok ? read.value : []).flatMap((purpose) =>
      KIND_CODES.map((kind) => ({ value: `${kind} ${purpose.code}`, label: `${KINDS[kind]}: ${purpose.name.toLowerCase()}` })),
    )
    return { label: 'Put them on the waiting list for', options }
  },
  take: async (work, { person, request, choice, words }) => {
    const [kind, purpose] = choice.split(' ')
    const read = joinForm.safeParse({ kind, purpose, place: '', notes: words })
    if (!read.success) return refuse('no-such-purpose', 'Choose what they need, and what it is for')
    if (await waitsAlready(work, person.id, read.data.kind)) return ALREADY
    const joined = await joinWaiting.within(work, { ...read.data, person: person.reference, request: request?.reference })
    if (!joined.ok) return joined
    const nextAction = [`See if their turn came: ${joined.value.reference}`, words].filter(Boolean).join('. ').slice(0, 200)
    return done({ nextAction, nextActionOn: addDays(work.today, LOOK_AGAIN_DAYS) }, ...joined.happened)
  },
  reasons: { waiting_once: ALREADY },
}
