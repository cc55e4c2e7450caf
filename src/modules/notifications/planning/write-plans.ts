import { sql } from 'kysely'
import { askForCallBack } from '#modules/callbacks'
import type { Work } from '#platform/command'
import { newId } from '#platform/ids'
import type { JournalEntry } from '#platform/journal'
import { noticeMoves } from '../notice.moves'
import { tellStaff } from '../staff/tell-staff'
import { BECAUSE, type Because } from './choose-way'
import type { DueNotice } from './due.queries'
import type { Circumstances, Plan } from './group-notices'
import { scriptOf } from './speaker'

type Of<K extends Plan['kind']> = Extract<Plan, { kind: K }>
const ofKind = <K extends Plan['kind']>(plans: readonly Plan[], kind: K): Of<K>[] =>
  plans.filter((plan): plan is Of<K> => plan.kind === kind)
const idsOf = (plans: readonly Plan[]): string[] => plans.flatMap(({ notices }) => notices.map(({ id }) => id))

interface NoticeMove {
  readonly from: readonly string[]
  readonly to: string
}

const move = async (
  { tx, allianceId, at }: Work,
  ids: readonly string[],
  { from, to }: NoticeMove,
  because: string | null,
  ended: boolean,
) => {
  if (ids.length === 0) return
  await tx
    .updateTable('notice')
    .set({ status: to, because, ...(ended && { ended_at: at }) })
    .where('alliance_id', '=', allianceId)
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .where('status', 'in', [...from])
    .execute()
}

const writeMessages = async (work: Work, plans: readonly Of<'message'>[], { ways }: Circumstances): Promise<void> => {
  if (plans.length === 0) return
  const { tx, allianceId, at } = work
  const rows = plans.map((plan, turn) => ({ id: newId(at, turn), plan, first: plan.notices[0] }))
  await tx
    .insertInto('message')
    .values(
      rows.map(({ id, plan, first }) => ({
        ...{
          alliance_id: allianceId,
          id,
          way: plan.way,
          address: plan.address,
          subject: plan.words.subject,
          body: plan.words.body,
        },
        ...{ about_type: first?.aboutType ?? 'person', about_id: first?.aboutId ?? id, person_id: first?.person ?? null },
        ...{ language: plan.words.language, large_print: plan.reach?.largePrint ?? false, go_until: plan.until },
        ...{ created_at: at, next_try_at: at, provider: ways[plan.way]?.kind === 'print' ? 'print' : null },
      })),
    )
    .execute()
  const carried = rows.flatMap(({ id, plan }) =>
    plan.notices.map((notice) => ({ id, notice: notice.id, version: plan.words.versions.get(notice.id) ?? null })),
  )
  await tx
    .insertInto('message_notice')
    .values(
      carried.map(({ id, notice, version }) => ({
        alliance_id: allianceId,
        message_id: id,
        notice_id: notice,
        template_version: version,
      })),
    )
    .execute()
  await move(work, idsOf(plans), noticeMoves.send, null, false)
}

const writeWaits = async ({ tx, allianceId }: Work, plans: readonly Of<'wait'>[]): Promise<void> => {
  for (const [until, same] of Map.groupBy(plans, (plan) => plan.until.getTime())) {
    await tx
      .updateTable('notice')
      .set({ plan_at: new Date(until), because: 'It is quiet until then' })
      .where('alliance_id', '=', allianceId)
      .where('id', '=', sql<string>`any(${idsOf(same)}::uuid[])`)
      .execute()
  }
}

const happenedTo = (action: JournalEntry['action'], notice: DueNotice, detail: Record<string, string>): JournalEntry => ({
  ...{ action, about: { type: 'notice', id: notice.id }, person: notice.person },
  ...{
    also: notice.aboutType === 'person' ? [] : [{ type: notice.aboutType, id: notice.aboutId }],
    detail: { template: notice.template, ...detail },
  },
})

const writeCalls = async (work: Work, plans: readonly Of<'call'>[], circumstances: Circumstances): Promise<JournalEntry[]> => {
  const asked = plans.flatMap((plan) => plan.notices.map((notice) => ({ plan, notice })))
  for (const { plan, notice } of asked) {
    await askForCallBack(work, {
      ...{ person: notice.person, about: { type: notice.aboutType, id: notice.aboutId }, cause: `notice ${notice.id}` },
      ...scriptOf(circumstances.speaker, notice, plan.reach),
      ...(plan.from && { from: plan.from }),
      ...(plan.until && { until: plan.until }),
      ...(notice.notAfter && { notAfter: notice.notAfter }),
    })
  }
  await move(work, idsOf(plans), noticeMoves.askForCall, null, true)
  return asked.map(({ notice }) => happenedTo('notice.to-call', notice, {}))
}

/** Nothing is owed to someone who is gone or wants none; for the rest somebody has to think of a way. */
const NOT_OWED: readonly Because[] = ['gone', 'no-consent']
const TO_THINK_OF: readonly Because[] = ['no-way', 'kept-apart', 'no-words']

const writeNothing = async (work: Work, because: Because, plans: readonly Of<'nothing'>[]): Promise<JournalEntry[]> => {
  const notices = plans.flatMap((plan) => plan.notices)
  await move(work, idsOf(plans), NOT_OWED.includes(because) ? noticeMoves.cancel : noticeMoves.giveUp, BECAUSE[because], true)
  if (TO_THINK_OF.includes(because)) {
    const [first] = notices
    const about = first ? { type: 'notice', id: first.id } : { type: 'alliance', id: work.allianceId }
    const words = `${notices.length === 1 ? 'Someone' : `${notices.length} people`} could not be told something. ${BECAUSE[because]}.`
    const role = because === 'kept-apart' ? 'lead' : 'helpline'
    await tellStaff(work, { to: { role }, about, words, path: '/messages?status=stuck', cause: `${because} ${work.today}` })
  }
  return notices.map((notice) => happenedTo('notice.give-up', notice, { because: BECAUSE[because] }))
}

/** Writes what was decided, many at a time. Gives what the journal says of it. */
export const writePlans = async (work: Work, plans: readonly Plan[], circumstances: Circumstances): Promise<JournalEntry[]> => {
  await writeMessages(work, ofKind(plans, 'message'), circumstances)
  await writeWaits(work, ofKind(plans, 'wait'))
  const called = await writeCalls(work, ofKind(plans, 'call'), circumstances)
  const groups = [...Map.groupBy(ofKind(plans, 'nothing'), ({ because }) => because)]
  const given: JournalEntry[] = []
  for (const [because, same] of groups) given.push(...(await writeNothing(work, because, same)))
  return [...called, ...given]
}
