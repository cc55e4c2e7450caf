import type { Tx } from '#platform/db'
import type { Template, TemplateWords } from '#platform/template'

/** The words to use now: an alliance's own newest version, or ours (version null). */
export interface ChosenWords {
  readonly version: string | null
  readonly language: string
  readonly words: TemplateWords
}

export interface VersionRow {
  readonly text_words: string
  readonly subject_words: string
  readonly body_words: string
  readonly call_words: string
}

export const wordsOf = (row: VersionRow): TemplateWords => ({
  text: row.text_words,
  subject: row.subject_words,
  body: row.body_words,
  call: row.call_words,
})

/** What every template says by itself is English. */
export const ENGLISH = 'en'

/** The newest version of these templates in these languages and in English. */
const newest = (tx: Tx, allianceId: string, templates: readonly Template[], languages: readonly string[]) =>
  tx
    .selectFrom('template_version')
    .distinctOn(['template', 'language'])
    .select(['id', 'template', 'language', 'text_words', 'subject_words', 'body_words', 'call_words'])
    .where('alliance_id', '=', allianceId)
    .where(
      'template',
      'in',
      templates.map(({ name }) => name),
    )
    .where('language', 'in', [ENGLISH, ...languages])
    .orderBy('template')
    .orderBy('language')
    .orderBy('number', 'desc')
    .execute()

type Newest = Awaited<ReturnType<typeof newest>>

const chosen = (rows: Newest, template: Template, language: string): ChosenWords => {
  const of = (wanted: string) => rows.find((row) => row.template === template.name && row.language === wanted)
  const row = of(language) ?? of(ENGLISH)
  if (!row) return { version: null, language: ENGLISH, words: template.words }
  return { version: row.id, language: row.language, words: wordsOf(row) }
}

/**
 * The words of templates in languages, read at once: ask for each pair. They are the alliance's newest, or in English where there
 * are none in that language.
 */
export const wordsFor = async (tx: Tx, allianceId: string, templates: readonly Template[], languages: readonly string[]) => {
  const rows = templates.length > 0 ? await newest(tx, allianceId, templates, languages) : []
  return (template: Template, language: string): ChosenWords => chosen(rows, template, language)
}
