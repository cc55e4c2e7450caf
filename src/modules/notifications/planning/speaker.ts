import type { Work } from '#platform/command'
import type { Template } from '#platform/template'
import { formatPhone } from '#ui/format'
import { around } from '../templates/compose'
import type { Form } from '../templates/render'
import { wordsFor } from '../templates/words-for'
import type { Reach } from './choose-way'
import { composeNotices, type Speaker, type ToTell } from './compose-notices'

/** Who speaks to these people of these notices, and with which words. */
export const speakerOf = async (
  { tx, allianceId }: Work,
  templates: ReadonlyMap<string, Template>,
  notices: readonly { readonly template: string }[],
  languages: readonly string[],
): Promise<Speaker> => {
  const alliance = await tx
    .selectFrom('alliance')
    .select(['name', 'helpline_number'])
    .where('id', '=', allianceId)
    .executeTakeFirstOrThrow()
  const used = [...new Set(notices.map(({ template }) => template))]
    .map((name) => templates.get(name))
    .filter((one) => one !== undefined)
  const words = await wordsFor(tx, allianceId, [around, ...used], [...new Set(languages)])
  return {
    templates,
    words,
    from: [alliance.name, alliance.helpline_number && formatPhone(alliance.helpline_number)].filter(Boolean).join(', '),
  }
}

/** In one line why somebody is rung, and what to say to them; little where we may not know how to reach them. */
export const scriptOf = (speaker: Speaker, notice: ToTell, reach: Reach | undefined): { why: string; script: string } => {
  const say = (form: Form) => reach && composeNotices(speaker, [notice], reach, form)
  return { why: say('email')?.subject || 'There is something to tell them', script: say('call')?.body ?? '' }
}
