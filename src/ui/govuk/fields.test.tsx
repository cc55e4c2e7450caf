import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, test } from 'vitest'
import type { Attempt } from '#platform/forms'
import { shapeOf } from './html-shape'
import {
  CheckboxesField,
  CheckboxField,
  DateField,
  ErrorSummary,
  FileField,
  HiddenField,
  PasswordField,
  RadiosField,
  SelectField,
  TextAreaField,
  TextField,
} from './index'

const SUBMISSION = '019a0000-0000-7000-8000-000000000000'
const attempt = (values: Attempt['values'] = {}, ...wrong: string[]): Attempt => ({
  values,
  errors: wrong.map((field) => ({ field, message: `Enter the ${field}` })),
  submission: SUBMISSION,
})
const html = (node: VNode) => renderToString(node)
const options = [
  { value: 'ring', label: 'Ring me' },
  { value: 'write', label: 'Write to me' },
  { value: 'visit', label: 'Visit me' },
]

const all = (of: Attempt) => [
  <TextField attempt={of} name="phone" label="Phone" hint="With the area code" />,
  <TextAreaField attempt={of} name="notes" label="Notes" hint="In their words" />,
  <PasswordField attempt={of} name="secret" label="Secret" hint="From the letter" />,
  <SelectField attempt={of} name="way" label="Way" hint="One" options={options} />,
  <RadiosField attempt={of} name="way" legend="Way" hint="One" options={options} />,
  <CheckboxesField attempt={of} name="ways" legend="Ways" hint="Any" options={options} />,
  <DateField attempt={of} name="due" legend="Due" hint="For example, 27 3 2026" />,
  <FileField attempt={of} name="list" label="List" hint="CSV" />,
]

describe('what the person typed comes back', () => {
  test('in a line, in several lines and in a list', () => {
    expect(html(<TextField attempt={attempt({ phone: '0161 "x"' })} name="phone" label="Phone" />)).toContain(
      'value="0161 &quot;x&quot;"',
    )
    expect(html(<TextAreaField attempt={attempt({ notes: 'a\n<b>' })} name="notes" label="Notes" />)).toContain(
      '>a\n&lt;b></textarea>',
    )
    const select = html(<SelectField attempt={attempt({ way: 'write' })} name="way" label="Way" options={options} />)
    expect(select.match(/<option[^>]*selected[^>]*>([^<]*)/)?.[1]).toBe('Write to me')
  })

  test('as what was chosen and nothing else, one value or several', () => {
    const checkedIn = (page: string) =>
      [...page.matchAll(/<input[^>]*checked[^>]*>/g)].map(([tag]) => /value="(\w+)"/.exec(tag)?.[1])
    const radios = html(<RadiosField attempt={attempt({ way: 'visit' })} name="way" legend="Way" options={options} />)
    expect(checkedIn(radios)).toEqual(['visit'])
    const several = <CheckboxesField attempt={attempt({ ways: ['ring', 'visit'] })} name="ways" legend="Ways" options={options} />
    expect(checkedIn(html(several))).toEqual(['ring', 'visit'])
    const one = <CheckboxesField attempt={attempt({ ways: 'write' })} name="ways" legend="Ways" options={options} />
    expect(checkedIn(html(one))).toEqual(['write'])
    expect(checkedIn(html(<CheckboxField attempt={attempt({ agree: 'yes' })} name="agree" label="I agree" />))).toEqual(['yes'])
    expect(checkedIn(html(<CheckboxField attempt={attempt()} name="agree" label="I agree" />))).toEqual([])
  })

  test('as the three numbers typed for a date, even when they make none', () => {
    const page = html(
      <DateField attempt={attempt({ 'due-day': '31', 'due-month': 'Feb', 'due-year': '' })} name="due" legend="Due" />,
    )
    expect([...shapeOf(page).matchAll(/ value="([^"]*)"/g)].map(([, value]) => value)).toEqual(['31', 'Feb', ''])
  })

  test('as the record’s own date before anything is typed', () => {
    const page = html(<DateField attempt={attempt({ due: '2026-03-09' })} name="due" legend="Due" />)
    expect([...page.matchAll(/name="([^"]*)"[^>]*value="([^"]*)"/g)].map(([, name, value]) => [name, value])).toEqual([
      ['due-day', '9'],
      ['due-month', '3'],
      ['due-year', '2026'],
    ])
  })

  test('but never a secret', () => {
    expect(html(<PasswordField attempt={attempt({ secret: 'tulip' })} name="secret" label="Secret" />)).not.toContain('tulip')
  })
})

describe('what is wrong', () => {
  const wrong = attempt({}, 'phone', 'notes', 'secret', 'way', 'ways', 'due', 'list')

  test.each(all(wrong).map((field) => [String(field.props.name), field] as const))(
    '%s: its message and hint describe it',
    (name, field) => {
      const page = html(field)
      expect(page).toContain(`id="${name}-error"`)
      expect(page).toMatch(new RegExp(`Error:</span> Enter the ${name}`))
      expect(page).toContain(`aria-describedby="${name}-hint ${name}-error"`)
    },
  )

  test.each(all(wrong).map((field) => [String(field.props.name), field] as const))(
    '%s: the summary links to what one can use',
    (name, field) => {
      const link = /href="#([^"]+)"/.exec(html(<ErrorSummary attempt={attempt({}, name)} />))?.[1]
      const targets = [...html(field).matchAll(/<(\w+)[^>]* id="([^"]+)"/g)].filter(([, , id]) => id === link)
      expect(targets.map(([, tag]) => tag)).toHaveLength(1)
      expect(targets[0]?.[1]).toMatch(/^(input|select|textarea)$/)
    },
  )

  test('nothing is wrong: no messages, no summary', () => {
    expect(all(attempt()).map(html).join('')).not.toContain('error')
    expect(html(<ErrorSummary attempt={attempt()} />)).toBe('')
  })

  test('an error about no one field stands in the summary without a link', () => {
    const page = html(<ErrorSummary attempt={attempt({}, '')} />)
    expect(page).toContain('There is a problem')
    expect(page).not.toContain('<a')
  })

  test('an error in one part of a date marks that part only', () => {
    const page = html(<DateField attempt={attempt({}, 'due-month')} name="due" legend="Due" />)
    expect(page.match(/govuk-input--error/g)).toHaveLength(1)
    expect(page).toMatch(/govuk-input--error[^>]*id="due-month"/)
    expect(html(<ErrorSummary attempt={attempt({}, 'due-month')} />)).toContain('href="#due-month"')
  })
})

test('every control has a label of its own', () => {
  for (const page of all(attempt()).map(html)) {
    const controls = [...page.matchAll(/<(?:input|select|textarea)[^>]* id="([^"]+)"/g)].map(([, id]) => id)
    const labels = [...page.matchAll(/<label[^>]* for="([^"]+)"/g)].map(([, target]) => target)
    expect(controls.length).toBeGreaterThan(0)
    expect(labels).toEqual(controls)
  }
})

test('an id is used once on a page', () => {
  const ids = all(attempt({}, 'due')).map((field) => [...html(field).matchAll(/ id="([^"]+)"/g)].map(([, id]) => id))
  for (const used of ids) expect(new Set(used).size).toBe(used.length)
})

test('a conditional field is tied to its choice, and hidden only while that is not chosen', () => {
  const radios = (way: string) => {
    const inside = <TextField attempt={attempt()} name="when" label="When" />
    return html(
      <RadiosField
        attempt={attempt({ way })}
        name="way"
        legend="Way"
        options={[{ value: 'ring', label: 'Ring me', conditional: inside }]}
      />,
    )
  }
  expect(radios('')).toContain('data-aria-controls="conditional-way"')
  expect(radios('')).toContain('govuk-radios__conditional--hidden')
  expect(radios('ring')).not.toContain('govuk-radios__conditional--hidden')
})

test('"none of these" stands apart and unticks the others', () => {
  const none = { value: 'none', label: 'None of these' }
  const page = html(<CheckboxesField attempt={attempt()} name="ways" legend="Ways" options={options} none={none} />)
  expect(page).toContain('<div class="govuk-checkboxes__divider">or</div>')
  expect(page).toMatch(/value="none"[^>]*data-behaviour="exclusive"/)
})

test('a heading on the page is the label itself when it asks one question', () => {
  const page = html(<TextField attempt={attempt()} name="phone" label="Your phone?" labelSize="l" isPageHeading />)
  expect(shapeOf(page)).toContain('<h1 class="govuk-label-wrapper">\n    <label class="govuk-label govuk-label--l" for="phone">')
})

test('a hidden field carries its value, escaped', () => {
  expect(html(<HiddenField name="submission" value={'"><img>'} />)).toBe(
    '<input type="hidden" name="submission" value="&quot;>&lt;img>"/>',
  )
})
