import { once } from 'node:events'
import { connect } from 'node:net'
import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#platform/ids'
import { inParts, postParts } from '#test/in-parts'
import { cookieOf, openSite, type Site } from '#test/site'
import { newWorld, type World } from '#test/world'
import { aPromisedLoan, standing } from '../lending-trial'

const BOARD = JSON.stringify([
  [
    [10, 20],
    [40, 60],
  ],
])
const SVG = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
const HTML = Buffer.from('<!doctype html><title>x</title><script>alert(1)</script>')
const HEIC = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic\0\0\0\0mif1heic', 'latin1'), Buffer.alloc(4000, 7)])
type Photo = readonly [name: string, content: Buffer]

let large: Buffer
const small = () =>
  sharp({ create: { width: 900, height: 600, channels: 3, background: '#336699' } })
    .jpeg()
    .toBuffer()

beforeAll(async () => {
  const noise = Buffer.from(Array.from({ length: 3_000_000 }, (_, at) => (at * 7919) % 251))
  const raw = { width: 2500, height: 1600, channels: 3 as const }
  large = await sharp(Buffer.concat([noise, noise, noise, noise]), { raw })
    .png({ compressionLevel: 0 })
    .toBuffer()
})

const TYPED = {
  ...{ conditionOut: 'worn', where: 'doorstep', kitOut: 'A printed guide', signedName: 'Ann Example', strokes: BOARD },
  ...{ 'dueOn-day': '12', 'dueOn-month': '12', 'dueOn-year': '2025' },
}

const inBox = (photos: readonly Photo[]) => photos.map(([name, content]) => ['photos', name, content] as const)

const send = async (world: World, site: Site, path: string, fields: Record<string, string>, photos: readonly Photo[]) =>
  postParts(site, await world.as('librarian'), `/${world.slug}${path}`, fields, inBox(photos))

const open = async () => {
  const world = await newWorld()
  const [site, loan] = [await openSite(world), await aPromisedLoan(world)]
  return { world, site, loan }
}

const photosOf = (world: World) =>
  world.db.transaction({ allianceId: world.allianceId, readOnly: true }, (tx) =>
    tx.selectFrom('handover_photo').select(['width', 'height']).orderBy('id').execute(),
  )

describe('a handover sent with photos', () => {
  it('of 12 MB each, four of them, is saved with all of them', async () => {
    const { world, site, loan } = await open()
    expect(large.length).toBeGreaterThan(11_500_000)
    const four = [1, 2, 3, 4].map((nth) => [`big-${nth}.png`, large] as const)
    const sent = await send(world, site, `/loans/${loan.reference}/collect`, TYPED, four)
    expect([sent.statusCode, sent.headers.location]).toEqual([303, `/${world.slug}/loans/${loan.reference}`])
    expect(await photosOf(world)).toEqual(Array(4).fill({ width: 1600, height: 1024 }))
    expect((await standing(world, loan)).loan).toMatchObject({ status: 'on_loan', kit_out: 'A printed guide' })
  }, 60_000)

  it.each([
    ['an SVG named .jpg', 'photo.jpg', SVG, 'is not a photo we can read'],
    ['HTML named .jpg', 'photo.jpg', HTML, 'is not a photo we can read'],
    ['a HEIC photo', 'IMG_0042.HEIC', HEIC, 'Most compatible'],
    ['a HEIC photo named .jpg', 'IMG_0042.jpg', HEIC, 'Most compatible'],
  ])('%s is refused, and all that was typed and drawn is on the page again', async (_what, name, content, says) => {
    const { world, site, loan } = await open()
    const good = ['good.jpg', await small()] as const
    const sent = await send(world, site, `/loans/${loan.reference}/collect`, TYPED, [good, [name, content]])
    expect(sent.statusCode).toBe(422)
    expect(sent.body).toContain(says)
    expect(sent.body).toContain('href="#photos"')
    expect(sent.body).not.toContain('alert(1)')
    for (const kept of ['A printed guide', 'Ann Example', '[[[10,20],[40,60]]]', 'value="12"']) expect(sent.body).toContain(kept)
    for (const chosen of ['worn', 'doorstep']) expect(sent.body).toMatch(new RegExp(`value="${chosen}"[^>]*checked`))
    expect((await standing(world, loan)).loan).toMatchObject({ status: 'promised', signed_at: null })
    expect(await photosOf(world)).toEqual([])
    const again = await send(world, site, `/loans/${loan.reference}/collect`, TYPED, [good])
    expect(again.statusCode).toBe(303)
    expect(await photosOf(world)).toHaveLength(1)
  })

  it('more than is taken in is said so, and nothing is written', async () => {
    const { world, site, loan } = await open()
    const five = [1, 2, 3, 4, 5].map((nth) => [`big-${nth}.png`, large] as const)
    const sent = await send(world, site, `/loans/${loan.reference}/collect`, TYPED, five)
    expect([sent.statusCode, sent.body.includes('bigger than 52 MB')]).toEqual([413, true])
    expect((await standing(world, loan)).loan.status).toBe('promised')
  }, 60_000)

  it('cut off in the middle of the photos writes nothing, and the same form sent again is saved', async () => {
    const { world, site, loan } = await open()
    await site.app.listen({ port: 0, host: '127.0.0.1' })
    const address = site.app.server.address()
    if (!address || typeof address === 'string') throw new Error('no port')
    const fields = { ...TYPED, submission: newId() }
    const { type, body } = await inParts(fields, inBox([['big.png', large]]))
    const [cookie] = Object.entries(await cookieOf(await world.as('librarian')))
    for (const share of [0.001, 0.5, 0.999]) {
      const line = connect(address.port, '127.0.0.1')
      await once(line, 'connect')
      line.write(
        `POST /${world.slug}/loans/${loan.reference}/collect HTTP/1.1\r\nhost: x\r\ncookie: ${cookie?.join('=')}\r\nsec-fetch-site: same-origin\r\ncontent-type: ${type}\r\ncontent-length: ${body.length}\r\n\r\n`,
      )
      await new Promise((sent) => line.write(body.subarray(0, Math.floor(body.length * share)), sent))
      line.destroy()
      await once(line, 'close')
    }
    await new Promise((go) => setTimeout(go, 300))
    expect((await standing(world, loan)).loan).toMatchObject({ status: 'promised', signed_at: null })
    expect(await photosOf(world)).toEqual([])
    const sent = await send(world, site, `/loans/${loan.reference}/collect`, fields, [['big.png', large]])
    expect(sent.statusCode).toBe(303)
    const twice = await send(world, site, `/loans/${loan.reference}/collect`, fields, [['big.png', large]])
    expect([twice.statusCode, twice.headers.location]).toEqual([303, sent.headers.location])
    expect(await photosOf(world)).toHaveLength(1)
    await site.app.close()
  }, 60_000)
})

describe('a handover sent later, with photos', () => {
  const LATER = { conditionOut: 'good', dueOn: '2025-12-12', signedName: 'Ann Example', strokes: BOARD, handedOn: '2025-11-05' }

  it('is done once, whether sent again or two at once, and its photos are kept once', async () => {
    const { world, site, loan } = await open()
    const fields = { ...LATER, id: newId() }
    const photos = [['one.jpg', await small()] as const]
    const one = () => send(world, site, `/loans/${loan.reference}/handover`, fields, photos)
    const both = await Promise.all([one(), one()])
    expect(both.map((answer) => answer.json().answer).toSorted()).toEqual(['applied', 'same'])
    expect((await one()).json()).toEqual({ answer: 'same' })
    expect(await photosOf(world)).toEqual([{ width: 900, height: 600 }])
    const other = await send(world, site, `/loans/${loan.reference}/handover`, { ...fields, id: newId() }, photos)
    expect([other.statusCode, other.json()]).toMatchObject([409, { answer: 'conflict', now: { status: 'on_loan' } }])
  })

  it('with what is no photo is told so by field, and can be sent again without it', async () => {
    const { world, site, loan } = await open()
    const fields = { ...LATER, id: newId() }
    const wrong = await send(world, site, `/loans/${loan.reference}/handover`, fields, [['photo.jpg', SVG]])
    expect([wrong.statusCode, wrong.json()]).toMatchObject([422, { answer: 'wrong', fields: [{ field: 'photos' }] }])
    const right = await send(world, site, `/loans/${loan.reference}/handover`, fields, [])
    expect(right.json()).toMatchObject({ answer: 'applied' })
  })

  it('under the id of another loan’s handover is a conflict, not a fault', async () => {
    const { world, site, loan } = await open()
    const fields = { ...LATER, id: newId() }
    expect((await send(world, site, `/loans/${loan.reference}/handover`, fields, [])).json()).toMatchObject({ answer: 'applied' })
    const second = await aPromisedLoan(world)
    const clash = await send(world, site, `/loans/${second.reference}/handover`, fields, [])
    expect([clash.statusCode, clash.json()]).toMatchObject([
      409,
      { answer: 'conflict', why: 'id-taken', now: { status: 'promised' } },
    ])
    expect((await standing(world, second)).loan.status).toBe('promised')
  })
})
