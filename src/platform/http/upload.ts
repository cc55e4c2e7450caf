import type { FastifyRequest } from 'fastify'
import { type Refusal, refuse } from '../outcome'
import type { Route, UploadedFile } from './ask'

type Body = Record<string, string | string[]>
type Upload = { readonly ok: true; readonly body: Body | null; readonly files: readonly UploadedFile[] } | Refusal

const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MB`

const tooBig = (route: Route): Refusal => ({
  ...refuse('too-big', `The file is bigger than ${megabytes(route.upload ?? 0)}. Send a smaller one, or split it into parts`),
  status: 413,
})

const withField = (body: Body, name: string, value: string): void => {
  const before = body[name]
  body[name] = before === undefined ? value : [before, value].flat()
}

/** An empty file box is a part as well: a page may have one for each of many devices, and their bytes are what counts. */
const MOST_PARTS = { files: 300, fields: 1500, fieldSize: 65_536 } as const

const takeParts = async (request: FastifyRequest, most: number, body: Body, files: UploadedFile[]): Promise<boolean> => {
  for await (const part of request.parts({ limits: { ...MOST_PARTS, fileSize: most } })) {
    if (part.type === 'field') {
      withField(body, part.fieldname, String(part.value))
      continue
    }
    const content = await part.toBuffer().catch(() => null)
    if (!content) return false
    if (part.filename) files.push({ field: part.fieldname, filename: part.filename, content })
  }
  return true
}

const broken: Refusal = { ...refuse('broken-upload', 'The file did not arrive whole. Send it again'), status: 400 }

/** Reads a form with files. Stops at the route's limit, before more is taken in; a form without a limit takes no files. */
export const readUpload = async (request: FastifyRequest, route: Route): Promise<Upload> => {
  if (!request.isMultipart()) return { ok: true, body: null, files: [] }
  if (!route.upload) return { ...refuse('no-files', 'This form does not take files'), status: 415 }
  if (Number(request.headers['content-length'] ?? 0) > route.upload + 65_536) return tooBig(route)
  const [body, files]: [Body, UploadedFile[]] = [{}, []]
  // Nothing in reading the parts can fail but the parts themselves: cut short, or not written as parts.
  return takeParts(request, route.upload, body, files).then(
    (fits) => (fits ? { ok: true, body, files } : tooBig(route)),
    () => broken,
  )
}
