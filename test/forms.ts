import { type DefaultTreeAdapterTypes, parse } from 'parse5'
import type { Fields } from './site'

type Node = DefaultTreeAdapterTypes.ChildNode | DefaultTreeAdapterTypes.Document
type Element = DefaultTreeAdapterTypes.Element

export interface Control {
  readonly name: string
  /** The input's type, or "select", "textarea". */
  readonly type: string
  readonly value: string
  readonly options: readonly string[]
}

/** A form as a person finds it on a page. */
export interface FoundForm {
  /** Where it posts to; the page's own address when it does not say. */
  readonly action: string
  readonly upload: boolean
  readonly controls: readonly Control[]
}

const isElement = (node: Node): node is Element => 'tagName' in node
const inside = (node: Node): readonly Node[] => ('childNodes' in node ? node.childNodes : [])
const all = (node: Node, want: (element: Element) => boolean): Element[] =>
  inside(node).flatMap((child) => [...(isElement(child) && want(child) ? [child] : []), ...all(child, want)])
const attr = (element: Element, name: string): string => element.attrs.find((one) => one.name === name)?.value ?? ''
const has = (element: Element, name: string): boolean => element.attrs.some((one) => one.name === name)
const textOf = (node: Node): string => ('value' in node ? node.value : inside(node).map(textOf).join(''))

const controlOf = (element: Element): Control => {
  const { tagName } = element
  const options = all(element, (one) => one.tagName === 'option' && !has(one, 'disabled'))
  const chosen = options.find((one) => has(one, 'selected')) ?? options[0]
  const value =
    tagName === 'textarea' ? textOf(element) : tagName === 'select' ? attr(chosen ?? element, 'value') : attr(element, 'value')
  const type = tagName === 'input' ? attr(element, 'type') || 'text' : tagName
  return { name: attr(element, 'name'), type, value, options: options.map((one) => attr(one, 'value')) }
}

const CONTROLS = ['input', 'select', 'textarea', 'button']

/** The forms on a page that write something. */
export const readForms = (html: string, address: string): FoundForm[] =>
  all(parse(html), (element) => element.tagName === 'form' && attr(element, 'method').toLowerCase() === 'post').map((form) => ({
    action: attr(form, 'action') || address,
    upload: attr(form, 'enctype') === 'multipart/form-data',
    controls: all(form, (one) => CONTROLS.includes(one.tagName) && attr(one, 'name') !== '' && !has(one, 'disabled')).map(
      controlOf,
    ),
  }))

/** What a careful person types, by the name of the box: the first that fits. */
const TYPED: readonly (readonly [RegExp, string])[] = [
  [/^(notify|twilio)[A-Z]/, ''],
  [/-day$/, '6'],
  [/-month$/, '11'],
  [/-year$/, '2025'],
  [/day$/, ''],
  [/phone|number$|^(adults|children|atNight)$/i, '0161 496 0123'],
  [/^model$/, 'tablet'],
  [/email/i, 'ann@example.org'],
  [/postcode/i, 'SK3 8NR'],
  [/website/i, ''],
  [/^link$/, 'https://www.example.org/ann'],
  [/birthYear/, '1950'],
  [/imei|iccid|^more$|^(from|to|until)\d$/i, ''],
  [/^(battery|length|renewals|people|months)|Gb$|Days$|Months$/, '3'],
  [/On$|from$|to$/, '2025-11-06'],
  [/time|start|opens/i, '10:00'],
  [/ends|closes/i, '11:00'],
  [/minutes|count|places|quantity|value|learners|km/i, '3'],
  [/name/i, 'Ann Example'],
]

const typed = ({ name, value }: Control): string => value || (TYPED.find(([fits]) => fits.test(name))?.[1] ?? 'Some words')

const answer = (control: Control): string | undefined => {
  if (control.type === 'select') return control.value || control.options.find((option) => option !== '')
  if (['hidden', 'radio', 'checkbox', 'button', 'submit'].includes(control.type)) return control.value
  if (control.type === 'file') return undefined
  return typed(control)
}

/** Fills a form in as a careful person would: the first of each choice, something fitting in each box, and then `more`. */
export const fillIn = ({ controls }: FoundForm, more: Fields = {}): Record<string, string | readonly string[]> => {
  const filled: Record<string, string | readonly string[]> = {}
  for (const control of controls) {
    const given = answer(control)
    if (given !== undefined && !(control.name in filled)) filled[control.name] = given
  }
  return { ...filled, ...more }
}
