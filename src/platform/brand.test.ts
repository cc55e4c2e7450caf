import { describe, expect, it } from 'vitest'
import { brandProblems, contrast } from './brand'

const techmates = {
  brand: '#4b2a63',
  'brand-deep': '#301a41',
  'brand-soft': '#f0e9f5',
  'brand-mid': '#c3a5d8',
  mark: '#8a62ab',
  accent: '#9a4a00',
  'accent-soft': '#fdebd3',
  'accent-mid': '#f2a65a',
  sand: '#f6dcc0',
  link: '#5a3580',
  'link-hover': '#301a41',
}

describe('a brand', () => {
  it('measures contrast as WCAG does', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
    expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2)
    expect(contrast('#4b2a63', '#f0e9f5')).toBeCloseTo(9.8, 1)
  })

  it('is accepted when it can be read, and when it is the house’s own', () => {
    expect(brandProblems(techmates)).toEqual([])
    expect(brandProblems({})).toEqual([])
  })

  it.each([
    ['brand', '#8cc7bd', 'brand on white'],
    ['brand-deep', '#aaaaaa', 'brand-deep on white'],
    ['accent', '#f0916f', 'accent on white'],
    ['link', '#7fbdb4', 'link on white'],
    ['brand-soft', '#4b2a70', 'brand on brand-soft'],
    ['accent-soft', '#9a4a10', 'accent on accent-soft'],
    ['mark', '#c3a5d8', 'mark on white'],
  ])('is refused with a %s nobody could read (%s)', (name, colour, words) => {
    expect(brandProblems({ ...techmates, [name]: colour }).join('; ')).toContain(words)
  })

  it('is refused with a colour missing, misspelt or unknown', () => {
    const { sand: _sand, ...rest } = techmates
    expect(brandProblems(rest)).toEqual(['sand must be a colour such as #0b4a50'])
    expect(brandProblems({ ...techmates, link: 'red;}' })).toEqual(['link must be a colour such as #0b4a50'])
    expect(brandProblems({ ...techmates, glow: '#ffffff' })).toEqual(['glow is not a colour of the brand'])
  })
})
