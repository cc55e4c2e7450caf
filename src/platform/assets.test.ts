import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { assetUrl, buildAssets } from './assets'

const REPOSITORY = process.cwd()

describe('building a small site', () => {
  let root: string
  let outDir: string
  const build = () => buildAssets({ root, outDir })
  const put = async (path: string, text: string) => writeFile(join(root, path), text)

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'assets-'))
    outDir = join(root, 'out')
    await mkdir(join(root, 'src/ui/styles'), { recursive: true })
    await mkdir(join(root, 'src/browser/parts'), { recursive: true })
    await symlink(join(REPOSITORY, 'node_modules'), join(root, 'node_modules'))
    await put('src/ui/styles/public.scss', '@use "page";')
    await put('src/ui/styles/_page.scss', 'p { color: red; }')
    await put('src/browser/public.ts', "import { greet } from './parts/greet'\ngreet('page')")
    await put('src/browser/parts/greet.ts', "export const greet = (name: string): void => console.log('hello', name)")
  })
  afterEach(() => rm(root, { recursive: true, force: true }))

  test('each sheet and script is named by its content, with both compressed copies beside it', async () => {
    const { files, built } = await build()
    expect(built).toBe(true)
    expect(Object.keys(files).sort()).toEqual(['public.css', 'public.js'])
    expect(files['public.css']).toMatch(/^public-[0-9a-f]{8}\.css$/)
    const path = join(outDir, files['public.css'] ?? '')
    const css = await readFile(path)
    expect(css.toString()).toContain('p{color:red}')
    expect(brotliDecompressSync(await readFile(`${path}.br`))).toEqual(css)
    expect(gunzipSync(await readFile(`${path}.gz`))).toEqual(css)
    expect(await readFile(join(outDir, files['public.js'] ?? ''), 'utf8')).toContain('hello')
  })

  test('pages find a file by its plain name', async () => {
    const { files } = await build()
    expect(assetUrl('public.css')).toBe(`/assets/${files['public.css']}`)
    expect(assetUrl('other.css')).toBe('/assets/other.css')
  })

  test('nothing is built again while nothing that goes in has changed', async () => {
    const first = await build()
    const from = performance.now()
    const second = await build()
    // The aim is 50 ms; the rest is room for a busy machine
    expect(performance.now() - from).toBeLessThan(250)
    expect(second).toEqual({ ...first, built: false })
  })

  test.each([
    ['a partial', 'src/ui/styles/_page.scss', 'p { color: blue; }', 'public.css'],
    ['a part of a script', 'src/browser/parts/greet.ts', 'export const greet = (n: string): void => alert(n)', 'public.js'],
  ])('a change to %s builds a new file and takes the old one away', async (_, path, text, name) => {
    const first = await build()
    await put(path, text)
    const second = await build()
    expect(second.built).toBe(true)
    expect(second.files[name]).not.toBe(first.files[name])
    expect(await readdir(outDir)).not.toContain(first.files[name])
    expect(await readdir(outDir)).toContain(second.files[name])
  })

  test('a built file that has gone is built again, and so is everything after a broken manifest', async () => {
    const { files } = await build()
    await rm(join(outDir, `${files['public.js']}.br`))
    expect((await build()).built).toBe(true)
    await writeFile(join(outDir, 'manifest.json'), '{"inputs":')
    expect((await build()).built).toBe(true)
    expect((await build()).built).toBe(false)
  })

  test('a sheet that does not compile says so and leaves the last good files', async () => {
    const { files } = await build()
    await put('src/ui/styles/_page.scss', 'p { color: ')
    await expect(build()).rejects.toThrow(/expected|Expected/)
    expect(await readdir(outDir)).toContain(files['public.css'])
  })

  test('a script may not import what is not watched for changes', async () => {
    await put('src/secret.ts', 'export const secret = 1')
    await put('src/browser/public.ts', "import { secret } from '../secret'\nconsole.log(secret)")
    await expect(build()).rejects.toThrow('src/secret.ts is used by a browser script')
  })
})

describe('our own sheets and scripts', () => {
  test('stay light enough for a public page of 40 KB in all, and ask nothing of anyone else', { timeout: 60_000 }, async () => {
    const outDir = await mkdtemp(join(tmpdir(), 'assets-'))
    const { files } = await buildAssets({ root: REPOSITORY, outDir })
    const sizeOf = async (name: string) => (await readFile(join(outDir, `${files[name]}.br`))).length
    expect(await sizeOf('public.css')).toBeLessThan(13_000)
    expect(await sizeOf('public.js')).toBeLessThan(3_600)
    for (const name of ['public.css', 'staff.css']) {
      const css = await readFile(join(outDir, files[name] ?? ''), 'utf8')
      expect(css).not.toMatch(/url\(|@import|@font-face|GDS Transport/)
    }
    await rm(outDir, { recursive: true })
  })
})
