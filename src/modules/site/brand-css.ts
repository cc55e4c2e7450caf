import { BRAND_COLOURS } from '#platform/brand'
import type { Ask, Reply } from '#platform/http/ask'

const COLOUR = /^#[0-9a-f]{6}$/i

/** The alliance's colours as a small stylesheet; anything that is no colour is left out. */
export const brandCss = (ask: Ask): Reply => {
  const lines = BRAND_COLOURS.filter((token) => COLOUR.test(ask.alliance.brand[token] ?? '')).map(
    (token) => `--digiknow-${token}:${ask.alliance.brand[token]}`,
  )
  return {
    kind: 'file',
    name: 'brand.css',
    type: 'text/css; charset=utf-8',
    body: lines.length ? `:root{${lines.join(';')}}` : '',
    inline: true,
  }
}
