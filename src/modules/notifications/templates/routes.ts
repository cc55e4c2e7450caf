import { z } from 'zod'
import { whole } from '#platform/fields'
import { type Attempt, parseForm } from '#platform/forms'
import type { Ask, Reply, Route } from '#platform/http/ask'
import { button, form, page, refused } from '#platform/http/routes'
import { type Refusal, refuse } from '#platform/outcome'
import { reading } from '#platform/reading'
import { byName } from '#platform/take-turns'
import type { Template } from '#platform/template'
import { changePage } from './change.page'
import { wordsForm } from './check-words'
import { around } from './compose'
import { letterExample } from './letter-example'
import { bringBackWords, saveWords } from './save-words'
import { type TemplateView, templatePage } from './template.page'
import { templatesPage } from './templates.page'
import { readLanguages, readNewest, readVersions } from './version.queries'
import { ENGLISH, wordsFor } from './words-for'

const templateOf = (ask: Ask): Template | undefined => ask.house.templates.get(ask.params.template ?? '')
const languageOf = (ask: Ask): string => String(ask.query.language ?? ENGLISH)

/** The template and language asked for, with every version; the words shown are the version's asked for, else those sent now. */
const readView = async (ask: Ask): Promise<{ ok: true; value: TemplateView } | Refusal> => {
  const [template, language] = [templateOf(ask), languageOf(ask)]
  if (!template) return refuse('not-found')
  const { allianceId } = ask.ctx
  return reading(ask.ctx, 'template.read', async (tx) => {
    const languages = await readLanguages(tx, allianceId)
    const versions = await readVersions(tx, allianceId, template, language)
    const wanted = ask.query.version
    const version = wanted === undefined ? versions[0] : versions.find(({ number }) => String(number) === wanted)
    if (!languages.includes(language) || (wanted !== undefined && !version)) return null
    const words = await wordsFor(tx, allianceId, [template, around], [language])
    const inLanguage = (wanted: string) => ({ words: words(template, wanted).words, around: words(around, wanted).words })
    const now = inLanguage(language)
    const asked = { template, language, languages, versions, version, english: inLanguage(ENGLISH) }
    return { ...asked, ...now, words: version?.words ?? now.words }
  })
}

const withView =
  (show: (ask: Ask, view: TemplateView) => Reply | Promise<Reply>) =>
  async (ask: Ask): Promise<Reply> => {
    const read = await readView(ask)
    return read.ok ? show(ask, read.value) : refused(read)
  }

const showAll = async (ask: Ask): Promise<Reply> => {
  const read = await reading(ask.ctx, 'template.list', (tx) => readNewest(tx, ask.ctx.allianceId))
  return read.ok ? templatesPage(ask, [...ask.house.templates.values()], read.value) : refused(read)
}

const showChange = (ask: Ask, attempt: Attempt): Promise<Reply> => withView((_ask, view) => changePage(ask, view, attempt))(ask)

const fillIn = async (ask: Ask): Promise<Record<string, string> | Refusal> => {
  const read = await readView(ask)
  return read.ok ? { ...read.value.words } : read
}

/** The form again, with how what was typed would look; nothing is saved. */
const look = withView((ask, view) => {
  const { ok, attempt, ...parsed } = parseForm(wordsForm(view.template), ask.body)
  const words = 'input' in parsed ? parsed.input : view.words
  const shown = changePage(ask, view, attempt, ok ? { ...view, words } : undefined)
  return ok ? shown : { ...shown, status: 422, title: `Error: ${shown.title}` }
})

const addressOf = (ask: Ask): string => `/templates/${ask.params.template}?${new URLSearchParams({ language: languageOf(ask) })}`

const versionForm = z.object({
  number: whole(0, 1_000_000, 'Choose a version'),
  newest: whole(0, 1_000_000, 'Choose a version'),
})

export const templateRoutes: readonly Route[] = [
  page('/templates', 'template.list', showAll),
  page('/templates/:template', 'template.read', withView(templatePage)),
  page('/templates/:template/letter.pdf', 'template.read', withView(letterExample)),
  ...form({
    path: '/templates/:template/change',
    action: 'template.save',
    edits: byName('template', 'template'),
    schema: (ask) => wordsForm(templateOf(ask) ?? around),
    fill: fillIn,
    show: showChange,
    act: async (ask, words) => {
      const template = templateOf(ask)
      return template ? saveWords(ask.ctx, { template, language: languageOf(ask), words }) : refuse('not-found')
    },
    next: addressOf,
  }),
  { method: 'POST', path: '/templates/:template/look', action: 'template.save', handle: look },
  button({
    path: '/templates/:template/bring-back',
    action: 'template.bring-back',
    schema: versionForm,
    act: async (ask, which) => {
      const template = templateOf(ask)
      return template ? bringBackWords(ask.ctx, { template, language: languageOf(ask), ...which }) : refuse('not-found')
    },
    next: addressOf,
  }),
]
