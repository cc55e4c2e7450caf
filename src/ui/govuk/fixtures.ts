import { readFileSync } from 'node:fs'
import type { VNode } from 'preact'
import { Raw } from './raw'

export interface Fixture {
  name: string
  options: Record<string, unknown>
  html: string
}

/** The fixtures govuk-frontend publishes for a component: options of its Nunjucks macro, and the HTML it must give. */
export const fixturesOf = (component: string): Fixture[] => {
  const file = `node_modules/govuk-frontend/dist/govuk/components/${component}/fixtures.json`
  return (JSON.parse(readFileSync(file, 'utf8')) as { fixtures: Fixture[] }).fixtures
}

const raw = (html: string): VNode => Raw({ html: html.trim() })

/** Options that hold words in the macros, and are the words themselves in ours. */
const WORDS = new Set([
  'conditional',
  'beforeInput',
  'afterInput',
  'beforeInputs',
  'afterInputs',
  'start',
  'end',
  'navigationStart',
  'navigationEnd',
])

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** An attribute of the macros may be `{ value, optional }`. */
const attributesFrom = (attributes: unknown): unknown =>
  isRecord(attributes)
    ? Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, isRecord(value) ? value.value : value]))
    : attributes

const wordsFrom = (value: unknown): unknown => {
  if (typeof value === 'string') return raw(value)
  const { text } = propsFrom(value) as { text?: unknown }
  return text
}

const slotsFrom = (slots: Record<string, unknown>): unknown => ({
  ...(propsFrom(slots) as object),
  endInline: isRecord(slots.end) && slots.end.align === 'inline',
})

const propFrom = (name: string, value: unknown): [string, unknown] => {
  if (/attributes$/i.test(name)) return [name, attributesFrom(value)]
  if (name === 'slots' && isRecord(value)) return [name, slotsFrom(value)]
  if (WORDS.has(name)) return [name, wordsFrom(value)]
  return [name, propsFrom(value)]
}

/** Turns `html` into `text`, and `titleHtml` into `titleText`, as an element; all else keeps its name and value. */
export const propsFrom = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(propsFrom)
  if (!isRecord(value)) return value
  const props = Object.entries(value).filter(([name]) => !/html$/i.test(name))
  const html = Object.entries(value).filter(([name, words]) => /html$/i.test(name) && words)
  const texts = html.map(
    ([name, words]) => [name.replace(/Html$/, 'Text').replace(/^html$/, 'text'), raw(String(words))] as const,
  )
  return Object.fromEntries([...props.map(([name, inner]) => propFrom(name, inner)), ...texts])
}
