import sharp from 'sharp'
import type { UploadedFile } from '#platform/http/ask'
import { type Refusal, refuse } from '#platform/outcome'

/** The most that is taken in with one handover: four photos of 12 MB, as phones make them, and a little more. */
export const MOST_BYTES = 52 * 1024 * 1024
const MOST_PHOTOS = 4
const EDGE = 1600
const MOST_PIXELS = 120_000_000

export interface Photo {
  readonly image: Buffer
  readonly width: number
  readonly height: number
}

const starts = (content: Buffer, at: number, word: string): boolean =>
  content.subarray(at, at + word.length).toString('latin1') === word

/** By its first bytes, whatever its name says: what could hold a script is never opened. */
const isPicture = (content: Buffer): boolean =>
  starts(content, 0, '\xff\xd8\xff') ||
  starts(content, 0, '\x89PNG\r\n\x1a\n') ||
  (starts(content, 0, 'RIFF') && starts(content, 8, 'WEBP'))

/** As newer iPhones keep photos. What reads it is patented, so sharp comes without. */
const isHeic = (content: Buffer): boolean =>
  starts(content, 4, 'ftyp') &&
  ['heic', 'heix', 'hevc', 'heim', 'heis', 'mif1', 'msf1'].some((brand) => starts(content, 8, brand))

const HEIC =
  'is kept as HEIC, which we cannot read. On an iPhone, choose Settings, Camera, Formats, “Most compatible”, and take it again; or send a screenshot of it. All else you entered is still here'
const OTHER = 'is not a photo we can read. Send a JPEG or PNG, as phone cameras make them. All else you entered is still here'

const notPhoto = ({ field, filename, content }: UploadedFile): Refusal => ({
  ...refuse('not-a-photo', `“${filename.slice(0, 60)}” ${isHeic(content) ? HEIC : OTHER}`, field),
  status: 422,
})

/** Draws a photo anew: turned upright, small enough, and without where and with what it was taken. Null when it is none. */
const redraw = async (content: Buffer): Promise<Photo | null> => {
  try {
    const drawn = sharp(content, { limitInputPixels: MOST_PIXELS, failOn: 'error' }).rotate()
    const { data, info } = await drawn
      .resize({ width: EDGE, height: EDGE, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 78 })
      .toBuffer({ resolveWithObject: true })
    return { image: data, width: info.width, height: info.height }
  } catch {
    return null
  }
}

type Taken = { readonly ok: true; readonly photos: Photo[] } | Refusal

/** The photos of a form, or of one box of it, drawn anew. Refuses `not-a-photo` and `too-many-photos`, on that box. */
export const takePhotos = async (files: readonly UploadedFile[], box = 'photos'): Promise<Taken> => {
  const sent = files.filter(({ field, content }) => field === box && content.length > 0)
  if (sent.length > MOST_PHOTOS) return { ...refuse('too-many-photos', `Send ${MOST_PHOTOS} photos or fewer`, box), status: 422 }
  const photos: Photo[] = []
  for (const file of sent) {
    const photo = isPicture(file.content) ? await redraw(file.content) : null
    if (!photo) return notPhoto(file)
    photos.push(photo)
  }
  return { ok: true, photos }
}
