import type { Tx } from '#platform/db'
import type { Template } from '#platform/template'
import type { Wording } from '#ui/paper'
import type { Reach } from '../planning/choose-way'
import { composeNotices } from '../planning/compose-notices'
import { around } from '../templates/compose'
import { ENGLISH, wordsFor } from '../templates/words-for'

export interface InEnglish {
  readonly templates: ReadonlyMap<string, Template>
  readonly reach: ReadonlyMap<string, Reach>
  readonly from: string
}

const noticesOf = (tx: Tx, allianceId: string, messages: readonly string[]) =>
  tx
    .selectFrom('message_notice')
    .innerJoin('notice', (join) =>
      join.onRef('notice.id', '=', 'message_notice.notice_id').onRef('notice.alliance_id', '=', 'message_notice.alliance_id'),
    )
    .select(['message_notice.message_id', 'notice.id', 'notice.template', 'notice.personalisation', 'notice.person_id'])
    .where('message_notice.alliance_id', '=', allianceId)
    .where('message_notice.message_id', 'in', messages)
    .orderBy('notice.id')
    .execute()

/** What messages in other languages say in English, by the message's id: whoever helps to read a letter may have only English. */
export const inEnglish = async (
  tx: Tx,
  allianceId: string,
  messages: readonly string[],
  { templates, reach, from }: InEnglish,
): Promise<ReadonlyMap<string, Wording>> => {
  if (messages.length === 0) return new Map()
  const notices = await noticesOf(tx, allianceId, messages)
  const used = [...new Set(notices.map(({ template }) => template))].flatMap((name) => templates.get(name) ?? [])
  const words = await wordsFor(tx, allianceId, [around, ...used], [])
  const made = [...Map.groupBy(notices, ({ message_id }) => message_id)].flatMap(([message, told]) => {
    const theirs = reach.get(told[0]?.person_id ?? '')
    const composed = theirs && composeNotices({ from, templates, words }, told, { ...theirs, language: ENGLISH }, 'letter')
    return composed ? [[message, { language: ENGLISH, subject: composed.subject, body: composed.body }] as const] : []
  })
  return new Map(made)
}
