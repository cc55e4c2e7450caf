import type { ServerResponse } from 'node:http'
import type { Manner } from './callbacks'
import type { Breakage, FakeNotify } from './index'

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (one) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[one] ?? one)

const rows = (fake: FakeNotify): string =>
  fake.arrived
    .toReversed()
    .slice(0, 200)
    .map((one) => {
      const words = one.pdf
        ? `<a href="/arrived/${one.id}.pdf">the letter</a>`
        : escaped(`${one.subject ?? ''}\n${one.body}`.trim())
      const cells = [one.createdAt.toISOString().slice(11, 19), one.kind, one.to, one.status, one.reference ?? '']
      return `<tr>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join('')}<td><pre>${words}</pre></td></tr>`
    })
    .join('')

const field = (name: string, value = ''): string => `<label>${name} <input name="${name}" value="${escaped(value)}"></label> `
const pick = (name: string, of: readonly string[]): string =>
  `<label>${name} <select name="${name}">${of.map((one) => `<option>${one}</option>`).join('')}</select></label> `
const formTo = (path: string, button: string, fields: string): string =>
  `<form method="post" action="${path}">${fields}<button>${button}</button></form>`

const BREAKS: readonly Breakage[] = ['well', 'down', 'slow', 'faults', 'limited', 'dies-after-accepting']
const MANNERS: readonly Manner[] = ['prompt', 'late', 'twice', 'unordered']

const page = (fake: FakeNotify): string => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Fake Notify</title>
<style>body{font:16px sans-serif;margin:2rem}td{padding:.2rem .8rem .2rem 0;vertical-align:top}pre{white-space:pre-wrap;margin:0}form{margin:.5rem 0}</style>
<h1>Fake GOV.UK Notify</h1><p>${fake.arrived.length} arrived. Most in a minute: ${fake.limits.most()}. Refused for the rate: ${fake.limits.refused()}.</p>
<p>Address: ${fake.url}<br>Key: ${fake.keys.live}<br>Text template: ${fake.templates.sms.id}<br>Email template: ${fake.templates.email.id}</p>
${formTo('/callbacks', 'Tell receipts and texts there', field('receipts') + field('texts') + field('token') + pick('manner', MANNERS))}
${formTo('/inbound', 'Send this text in', field('from', '07700900123') + field('message', 'YES'))}
${formTo('/break', 'Break it', pick('how', BREAKS) + field('share', '1'))}
${formTo('/clear', 'Forget all', '')}
<table><tr><th>At<th>Way<th>To<th>Status<th>Reference<th>Words</tr>${rows(fake)}</table>`

const acts: Readonly<Record<string, (fake: FakeNotify, form: URLSearchParams) => void>> = {
  '/callbacks': (fake, form) => {
    const [receipts, texts, token] = ['receipts', 'texts', 'token'].map((name) => form.get(name) ?? '')
    const manner = MANNERS.find((one) => one === form.get('manner')) ?? 'prompt'
    fake.office.set({
      manner,
      ...(receipts && { receipts: { url: receipts, token: token ?? '' } }),
      ...(texts && { texts: { url: texts, token: token ?? '' } }),
    })
  },
  '/inbound': (fake, form) => void fake.office.receive(form.get('from') ?? '', form.get('message') ?? ''),
  '/break': (fake, form) => fake.breaks(BREAKS.find((one) => one === form.get('how')) ?? 'well', Number(form.get('share') ?? 1)),
  '/clear': (fake) => fake.office.clear(),
}

/** The pages for a person who looks at what arrived, texts in, or breaks it; `/arrived` is the same as JSON. */
export const byHand = (fake: FakeNotify, method: string, url: URL, body: Buffer, response: ServerResponse): void => {
  const act = acts[url.pathname]
  if (method === 'POST' && act) {
    act(fake, new URLSearchParams(body.toString('utf8')))
    return void response.writeHead(303, { location: '/' }).end()
  }
  const letter = fake.office.known(/^\/arrived\/([\w-]+)\.pdf$/.exec(url.pathname)?.[1] ?? '')
  if (letter?.pdf) return void response.writeHead(200, { 'content-type': 'application/pdf' }).end(letter.pdf)
  if (url.pathname === '/arrived') {
    const list = fake.arrived.map(({ pdf, ...rest }) => ({ ...rest, pdfBytes: pdf?.length ?? null }))
    return void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(list))
  }
  if (url.pathname !== '/') return void response.writeHead(404).end('Not found')
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page(fake))
}
