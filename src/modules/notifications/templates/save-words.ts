import { command, type Work } from '#platform/command'
import { newId } from '#platform/ids'
import { done, type Outcome, refuse } from '#platform/outcome'
import type { Template, TemplateWords } from '#platform/template'
import { wrongWords } from './check-words'
import { readLanguages, readVersions } from './version.queries'

interface NewVersion {
  readonly template: Template
  readonly language: string
  readonly words: TemplateWords
  /** The version these words are again. */
  readonly againOf?: number
}
export interface SavedWords {
  readonly id: string
  readonly number: number
}

const writeVersion = async (work: Work, version: NewVersion, newest: number): Promise<Outcome<SavedWords>> => {
  const { tx, allianceId, at, actor } = work
  const { template, language, words, againOf = null } = version
  const saved = { id: newId(at), number: newest + 1 }
  await tx
    .insertInto('template_version')
    .values({
      alliance_id: allianceId,
      ...saved,
      template: template.name,
      language,
      text_words: words.text,
      subject_words: words.subject,
      body_words: words.body,
      call_words: words.call,
      again_of: againOf,
      made_by: actor.accountId,
      made_at: at,
    })
    .execute()
  const detail = { when: template.when, language, number: saved.number, ...(againOf !== null && { againOf }) }
  return done(saved, { about: { type: 'template', id: saved.id }, detail })
}

const MOVED_ON = { template_version_turn: refuse('moved-on') }

const newestOf = async ({ tx, allianceId }: Work, { template, language }: NewVersion): Promise<number> =>
  (await readVersions(tx, allianceId, template, language))[0]?.number ?? 0

/** Saves an alliance's own words as the next version. Refuses `wrong-words` with a fact we do not have or one left out. */
export const saveWords = command(
  'template.save',
  async (work, version: Omit<NewVersion, 'againOf'>) => {
    const [wrong] = wrongWords(version.template, version.words)
    if (wrong) return refuse('wrong-words', wrong.message, wrong.field)
    if (!(await readLanguages(work.tx, work.allianceId)).includes(version.language)) return refuse('not-found')
    return writeVersion(work, version, await newestOf(work, version))
  },
  MOVED_ON,
)

/** Brings an old version's words back as the next version. `newest` is the newest that was seen, so that two presses make one. */
export const bringBackWords = command(
  'template.bring-back',
  async (work, { number, newest, ...which }: Omit<NewVersion, 'words' | 'againOf'> & { number: number; newest: number }) => {
    const versions = await readVersions(work.tx, work.allianceId, which.template, which.language)
    const old = versions.find((version) => version.number === number)
    if (!old) return refuse('not-found')
    if (versions[0]?.number !== newest || newest === number) return refuse('moved-on')
    // What was right when it was written may name a fact the program no longer has.
    const [wrong] = wrongWords(which.template, old.words)
    if (wrong) return refuse('wrong-words', `These words no longer fit. ${wrong.message}`)
    return writeVersion(work, { ...which, words: old.words, againOf: number }, newest)
  },
  MOVED_ON,
)
