import type { FastifyRequest } from 'fastify'
import { type Refusal, refuse } from '../outcome'
import type { Route, UploadedFile } from './ask'

type Upload =
  | { readonly ok: true; readonly body: Record<string, string | string[]> | null; readonly files: readonly UploadedFile[] }
  | Refusal

const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MB`

const tooBig = (route: Route): Refusal => ({
  ...refuse('too-big', `The file is bigger than ${megabytes(route.upload ?? 0)}. Send a smaller one, or split it into parts`),
  status: 413,
})

/** Reads a form with files. Stops at the route's limit, before more is taken in; a form without a limit takes no files. */
export const readUpload = async (request: FastifyRequest, route: Route): Promise<Upload> => {
  if (!request.isMultipart()) return { ok: true, body: null, files: [] }
  if (!route.upload) return { ...refuse('no-files', 'This form does not take files'), status: 415 }
  if (Number(request.headers['content-length'] ?? 0) > route.upload + 65_536) return tooBig(route)
  const body: Record<string, string | string[]> = {}
  const files: UploadedFile[] = []
  for await (const part of request.parts({ limits: { fileSize: route.upload, files: 5, fields: 200, fieldSize: 65_536 } })) {
    if (part.type === 'file') {
      const content = await part.toBuffer().catch(() => null)
      if (!content) return tooBig(route)
      if (part.filename) files.push({ field: part.fieldname, filename: part.filename, content })
    } else {
      const before = body[part.fieldname]
      const value = String(part.value)
      body[part.fieldname] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value]
    }
  }
  return { ok: true, body, files }
}
