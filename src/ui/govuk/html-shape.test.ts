import { expect, test } from 'vitest'
import { shapeOf } from './html-shape'

test('white space between blocks and the order of attributes make no difference', () => {
  expect(shapeOf('<div id="a" class="b  c">\n  <p>One</p>\n  <p> two </p>\n</div>')).toBe(
    shapeOf('<div class="b c" id="a"><p>One</p><p>two</p></div>'),
  )
})

test.each([
  ['a lost space between words and a link', '<p>See <a href="/">this</a> now</p>', '<p>See<a href="/">this</a> now</p>'],
  ['a lost space between two parts of a line', '<p><b>a</b> <i>b</i></p>', '<p><b>a</b><i>b</i></p>'],
  [
    'a lost space beside a tag',
    '<p><strong class="govuk-tag">New</strong> x</p>',
    '<p><strong class="govuk-tag">New</strong>x</p>',
  ],
  ['other words', '<p>one</p>', '<p>two</p>'],
  ['an attribute too few', '<p id="a">one</p>', '<p>one</p>'],
  ['an attribute of another value', '<p id="a">one</p>', '<p id="b">one</p>'],
  ['another order of elements', '<p>a</p><div>b</div>', '<div>b</div><p>a</p>'],
  ['white space typed into a textarea', '<textarea>a  b</textarea>', '<textarea>a b</textarea>'],
])('%s is told apart', (_, one, other) => {
  expect(shapeOf(one)).not.toBe(shapeOf(other))
})
