import { renderToString } from 'preact-render-to-string'
import { describe, expect, it, test } from 'vitest'
import { NOTHING } from './chart-trial'
import { BarList, Figures, TargetCard } from './index'

describe('figures and targets', () => {
  it('fills the bar once past the target, and says by how much', () => {
    const html = renderToString(<TargetCard label="People" value={8425} href="/how" target={5000} sentence="Met in 2019." />)
    expect(html).toContain('<rect class="digiknow-c1" width="100" height="10"')
    expect(html).toContain('<b>169%</b> of 5,000. Met in 2019.')
    expect(html).toContain('<a class="govuk-link" href="/how">8,425</a>')
  })

  test.each([undefined, null, 0])('with a target of %s there is no bar and no share', (target) => {
    const html = renderToString(<TargetCard label="People" value={3} {...(target === undefined ? {} : { target })} />)
    expect(html).not.toMatch(/svg|%/)
  })

  it('shows nought as nought', () => {
    expect(renderToString(<TargetCard label="People" value={0} target={10} />)).toContain('<b>0%</b> of 10.')
    expect(renderToString(<Figures items={[{ label: 'calls', value: 0, href: '/c' }]} />)).toContain(
      '<a class="govuk-link" href="/c">0</a>',
    )
    expect(renderToString(<Figures items={[]} />)).toContain(NOTHING)
  })

  it('measures bars by the largest, or by what a full bar stands for', () => {
    const rows = [
      { label: 'Cost', value: 44 },
      { label: 'Skills', value: 61 },
    ]
    expect(renderToString(<BarList rows={rows} />)).toContain('width="72.1"')
    expect(renderToString(<BarList rows={rows} max={100} />)).toContain('width="44"')
    expect(renderToString(<BarList rows={rows} max={50} />)).toContain('width="100"')
  })
})
