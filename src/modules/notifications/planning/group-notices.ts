import { type MessageWay, mayCarry, type Ways } from '../providers/provider'
import { MOST_IN_A_TEXT } from '../templates/check-words'
import { type Because, type Choice, chooseWay, type Reach } from './choose-way'
import { type Composed, composeNotices, type Speaker } from './compose-notices'
import type { DueNotice } from './due.queries'

/** What to do with some notices of one person. */
export type Plan = { readonly notices: readonly DueNotice[]; readonly reach: Reach | undefined } & (
  | {
      readonly kind: 'message'
      readonly way: MessageWay
      readonly address: string
      readonly until: Date | null
      readonly words: Composed
    }
  | Exclude<Choice, { kind: 'message' }>
)

export interface Circumstances {
  readonly ways: Ways
  readonly speaker: Speaker
  readonly now: Date
}

/** A call is as good as tried for what is told because nobody answered one. */
const tried = ({ failed, template }: DueNotice, { templates }: Speaker) =>
  templates.get(template)?.notByCall ? [...failed, { way: 'call', address: '' }] : failed

/** Whether the alliance uses a way, for this person: someone for whom we go by another name gets nothing that shows ours. */
const isOn = (ways: Ways, way: MessageWay, reach: Reach): boolean => {
  const provider = ways[way]
  return provider !== null && mayCarry(provider, way, reach)
}

const choiceFor = (notices: readonly DueNotice[], reach: Reach, { ways, now, speaker }: Circumstances): Choice => {
  const ends = notices.map(({ notAfter }) => notAfter).filter((end) => end !== null)
  return chooseWay({
    reach,
    on: { text: isOn(ways, 'text', reach), email: isOn(ways, 'email', reach), letter: isOn(ways, 'letter', reach) },
    quiet: ways.quiet,
    failed: notices.flatMap((notice) => tried(notice, speaker)),
    now,
    onPaper: notices.some(({ template }) => speaker.templates.get(template)?.encloses !== undefined),
    notAfter: ends.length > 0 ? new Date(Math.min(...ends.map((end) => end.getTime()))) : null,
  })
}

const nothing = (notices: readonly DueNotice[], reach: Reach | undefined, because: Because): Plan => ({
  ...{ kind: 'nothing', because, notices, reach },
})

const planTogether = (notices: readonly DueNotice[], reach: Reach, circumstances: Circumstances): Plan | null => {
  const choice = choiceFor(notices, reach, circumstances)
  if (choice.kind !== 'message') return notices.length === 1 ? { ...choice, notices, reach } : null
  const words = composeNotices(circumstances.speaker, notices, reach, choice.way)
  if (!words) return notices.length === 1 ? nothing(notices, reach, 'no-words') : null
  if (notices.length > 1 && choice.way === 'text' && words.body.length > MOST_IN_A_TEXT) return null
  return { ...choice, notices, reach, words }
}

const planEach = (notices: readonly DueNotice[], reach: Reach, circumstances: Circumstances): Plan[] =>
  notices.map((notice) => planTogether([notice], reach, circumstances)).filter((plan) => plan !== null)

/**
 * The plans for all that is due to one person: what bundles goes in one message, and so does not what failed before, since it
 * goes another way. What cannot go together goes by itself.
 */
export const planPerson = (notices: readonly DueNotice[], reach: Reach | undefined, circumstances: Circumstances): Plan[] => {
  if (!reach) return [nothing(notices, undefined, 'kept-apart')]
  const { now } = circumstances
  const [late, due] = [
    notices.filter((one) => one.notAfter && one.notAfter <= now),
    notices.filter((one) => !one.notAfter || one.notAfter > now),
  ]
  const together = due.filter(({ bundles, failed }) => bundles && failed.length === 0)
  const apart = due.filter((notice) => !together.includes(notice))
  const bundle = together.length > 1 ? planTogether(together, reach, circumstances) : null
  return [
    ...(late.length > 0 ? [nothing(late, reach, 'too-late')] : []),
    ...(bundle ? [bundle] : planEach(together, reach, circumstances)),
    ...planEach(apart, reach, circumstances),
  ]
}
