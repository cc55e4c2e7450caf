import type { Tx } from '#platform/db'
import type { Template, TemplateWords } from '#platform/template'
import { ENGLISH, wordsOf } from './words-for'

const versionsOf = (tx: Tx, allianceId: string) =>
  tx
    .selectFrom('template_version as version')
    .leftJoin('account', (join) =>
      join.onRef('account.alliance_id', '=', 'version.alliance_id').onRef('account.id', '=', 'version.made_by'),
    )
    .select(['version.id', 'version.template', 'version.language', 'version.number', 'version.again_of', 'version.made_at'])
    .select(['version.text_words', 'version.subject_words', 'version.body_words', 'version.call_words', 'account.name as by'])
    .where('version.alliance_id', '=', allianceId)

/** The words of one template in one language at one time. Number 0 is what the program says by itself. */
export interface Version {
  readonly number: number
  readonly id: string | null
  readonly words: TemplateWords
  readonly againOf: number | null
  readonly madeAt: Date | null
  readonly by: string | null
}

const OURS = { number: 0, id: null, againOf: null, madeAt: null, by: null } as const

/** Every version of a template in a language, newest first; in English down to our own words. */
export const readVersions = async (tx: Tx, allianceId: string, template: Template, language: string): Promise<Version[]> => {
  const rows = await versionsOf(tx, allianceId)
    .where('version.template', '=', template.name)
    .where('version.language', '=', language)
    .orderBy('version.number', 'desc')
    .execute()
  const own = rows.map((row) => ({
    ...{ number: row.number, id: row.id, words: wordsOf(row), againOf: row.again_of, madeAt: row.made_at, by: row.by },
  }))
  return language === ENGLISH ? [...own, { ...OURS, words: template.words }] : own
}

/** Which version a message used: its template, language and number. */
export const readVersion = (tx: Tx, allianceId: string, id: string) =>
  versionsOf(tx, allianceId).where('version.id', '=', id).executeTakeFirst()

export interface Changed {
  readonly template: string
  readonly language: string
  readonly number: number
  readonly made_at: Date
}

/** The newest version of each template in each language. */
export const readNewest = (tx: Tx, allianceId: string): Promise<Changed[]> =>
  tx
    .selectFrom('template_version')
    .distinctOn(['template', 'language'])
    .select(['template', 'language', 'number', 'made_at'])
    .where('alliance_id', '=', allianceId)
    .orderBy('template')
    .orderBy('language')
    .orderBy('number', 'desc')
    .execute()

/** A sign language is not written, and "another" is not one language. */
const UNWRITTEN = ['bfi', 'other']

/** The languages there may be words in: English, those our people speak, and those there are words in already. */
export const readLanguages = async (tx: Tx, allianceId: string): Promise<string[]> => {
  const spoken = await tx.selectFrom('person').select('language').distinct().where('alliance_id', '=', allianceId).execute()
  const written = await tx
    .selectFrom('template_version')
    .select('language')
    .distinct()
    .where('alliance_id', '=', allianceId)
    .execute()
  const codes = new Set([...spoken, ...written].map(({ language }) => language))
  return [ENGLISH, ...[...codes].filter((code) => code !== ENGLISH && !UNWRITTEN.includes(code)).toSorted()]
}
