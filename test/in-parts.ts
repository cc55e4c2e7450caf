import type { LightMyRequestResponse } from 'fastify'
import type { Ctx } from '../src/platform/command'
import { cookieOf, type Fields, type Site } from './site'

/** A file in a form: the box it stands in, its name, and what it holds. */
export type Sent = readonly [box: string, name: string, content: Buffer]

/** A form in parts, as a browser sends one with files. */
export const inParts = async (fields: Fields, files: readonly Sent[]) => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) form.append(name, String(one))
  for (const [box, name, content] of files) form.append(box, new Blob([new Uint8Array(content)]), name)
  const packed = new Response(form)
  return { type: packed.headers.get('content-type') ?? '', body: Buffer.from(await packed.arrayBuffer()) }
}

/** Sends such a form to a path below the alliance's base. */
export const postParts = async (
  { app }: Site,
  ctx: Ctx,
  path: string,
  fields: Fields,
  files: readonly Sent[],
): Promise<LightMyRequestResponse> => {
  const { type, body } = await inParts(fields, files)
  const headers = { 'content-type': type, 'sec-fetch-site': 'same-origin' }
  return app.inject({ method: 'POST', url: path, cookies: await cookieOf(ctx), headers, payload: body })
}
