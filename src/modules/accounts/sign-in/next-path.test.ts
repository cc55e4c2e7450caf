import { expect, it } from 'vitest'
import { nextPath } from './next-path'

const ask = { base: '/stockport' }

it.each([
  ['/stockport/people/P-1001?tab=a', '/stockport/people/P-1001?tab=a'],
  ['/stockport/a/../people', '/stockport/people'],
  ['/stockport', '/stockport/work'],
  ['/stockport/sign-in?next=x', '/stockport/work'],
  ['/stockport/sign-out', '/stockport/work'],
  ['/stockporters/people', '/stockport/work'],
  ['/wigan/people', '/stockport/work'],
  ['/stockport/../wigan', '/stockport/work'],
  ['/stockport/..//evil.example', '/stockport/work'],
  ['//evil.example/stockport/', '/stockport/work'],
  ['/\\evil.example/stockport/', '/stockport/work'],
  ['https://evil.example/stockport/', '/stockport/work'],
  ['javascript:alert(1)', '/stockport/work'],
  ['http://[', '/stockport/work'],
  [undefined, '/stockport/work'],
  [['/stockport/a', '/stockport/b'], '/stockport/work'],
])('after signing in, %s leads to %s', (asked, to) => {
  expect(nextPath(ask, asked)).toBe(to)
})
