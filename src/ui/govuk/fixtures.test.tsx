import { type ComponentType, h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, test } from 'vitest'
import { fixturesOf, propsFrom } from './fixtures'
import { shapeOf } from './html-shape'
import * as govuk from './index'

/** Our component for each of theirs. In these, `text` is what stands between the tags. */
const WITH_CHILDREN = {
  'back-link': govuk.BackLink,
  button: govuk.Button,
  details: govuk.Details,
  'error-message': govuk.ErrorMessage,
  fieldset: govuk.Fieldset,
  hint: govuk.Hint,
  'inset-text': govuk.InsetText,
  label: govuk.Label,
  panel: govuk.Panel,
  'phase-banner': govuk.PhaseBanner,
  'skip-link': govuk.SkipLink,
  tag: govuk.Tag,
  'warning-text': govuk.WarningText,
}
const WITH_OPTIONS = {
  breadcrumbs: govuk.Breadcrumbs,
  checkboxes: govuk.Checkboxes,
  'date-input': govuk.DateInput,
  'error-summary': govuk.ErrorSummaryBox,
  'file-upload': govuk.FileUpload,
  input: govuk.Input,
  'notification-banner': govuk.NotificationBanner,
  pagination: govuk.Pagination,
  'password-input': govuk.PasswordInput,
  radios: govuk.Radios,
  select: govuk.Select,
  'service-navigation': govuk.ServiceNavigation,
  'summary-list': govuk.SummaryList,
  table: govuk.Table,
  tabs: govuk.Tabs,
  'task-list': govuk.TaskList,
  textarea: govuk.Textarea,
}

/** Fixtures we do not follow, each with its reason. One that starts to match must leave this table. */
const NOT_FOLLOWED: Record<string, string> = {
  'select: with falsy values': 'values are strings or numbers here: one of them is false',
}

/** What our types ask for and the macros let one leave out. */
const REQUIRED: Record<string, object> = { select: { items: [] }, tabs: { items: [] }, 'phase-banner': { tag: {} } }

const componentOf = (name: string): ComponentType<Record<string, unknown>> =>
  ({ ...WITH_CHILDREN, ...WITH_OPTIONS })[name as keyof typeof WITH_OPTIONS] as unknown as ComponentType<Record<string, unknown>>

const render = (name: string, options: unknown): string => {
  const props = { ...REQUIRED[name], ...(propsFrom(options) as Record<string, unknown>) }
  // A banner's words are its heading; its HTML is its content
  const isBannerHtml = name === 'notification-banner' && typeof props.text !== 'string'
  if (!(name in WITH_CHILDREN) && !isBannerHtml) return renderToString(h(componentOf(name), props))
  const { text, ...rest } = props
  return renderToString(h(componentOf(name), { ...rest, children: text }))
}

const names = Object.keys({ ...WITH_CHILDREN, ...WITH_OPTIONS }).sort()

describe.each(names)('%s gives the published HTML', (component) => {
  test.each(fixturesOf(component))('$name', ({ name, options, html }) => {
    const ours = shapeOf(render(component, options))
    if (NOT_FOLLOWED[`${component}: ${name}`]) expect(ours).not.toBe(shapeOf(html))
    else expect(ours).toBe(shapeOf(html))
  })
})

const POISON = `"><img src=x onerror=alert(1)>'</p><script>alert(1)</script>&lt;b&gt;`

/** The same options with every string poisoned. Their HTML becomes our words: markup reaches a page only through `Raw`. */
const poisoned = (value: unknown): unknown => {
  if (typeof value === 'string') return value && POISON
  if (Array.isArray(value)) return value.map(poisoned)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([name]) => name !== 'formGroup' && name !== 'slots')
  return Object.fromEntries(
    entries.map(([name, inner]) => [name.replace(/Html$/, 'Text').replace(/^html$/, 'text'), poisoned(inner)]),
  )
}

describe.each(names)('%s escapes', (component) => {
  test('every string it is given, as words and as attributes', () => {
    const pages = fixturesOf(component).map(({ options }) => render(component, poisoned(options)))
    for (const page of pages) {
      expect(page).not.toMatch(/<(img|script|b)\b/i)
      expect(shapeOf(page)).not.toMatch(/^ *<(img|script|b)\b/m)
    }
    expect(pages.some((page) => page.includes('&quot;>&lt;img') || page.includes('&quot;&gt;&lt;img'))).toBe(true)
  })
})

test('every fixture we do not follow exists', () => {
  const all = new Set(names.flatMap((component) => fixturesOf(component).map(({ name }) => `${component}: ${name}`)))
  expect(Object.keys(NOT_FOLLOWED).filter((name) => !all.has(name))).toEqual([])
})

test('most of the published fixtures are held to', () => {
  expect(names.flatMap(fixturesOf).length).toBeGreaterThan(550)
})
