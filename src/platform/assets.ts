import { createHash, randomUUID } from 'node:crypto'
import { access, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import { type Built, buildScripts, buildStyles } from './assets-build'
import { hashInputs } from './assets-inputs'

/** Where the built files are, and under which name: "public.css" is "public-ab12cd34.css". */
export interface Assets {
  readonly dir: string
  readonly files: Readonly<Record<string, string>>
  /** False when all was there already. */
  readonly built: boolean
}

export interface AssetOptions {
  /** The repository's root: holds `src` and `node_modules`. */
  root: string
  outDir: string
  minify?: boolean
}

interface Manifest {
  inputs: string
  files: Record<string, string>
}

const MANIFEST = 'manifest.json'
const PATH = '/assets'
const ENCODINGS = ['', '.br', '.gz']

let files: Readonly<Record<string, string>> = {}

/** The address of a built file; the plain name before anything is built, so that a view can be tested alone. */
export const assetUrl = (name: string): string => `${PATH}/${files[name] ?? name}`

const hashedName = ({ name, text }: Built): string => {
  const extension = extname(name)
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 8)
  return `${name.slice(0, -extension.length)}-${hash}${extension}`
}

/** Writes beside, then renames: a reader, or a stop half-way, never meets half a file. */
const writeWhole = async (path: string, content: string | Buffer): Promise<void> => {
  const draft = `${path}.${randomUUID()}.draft`
  await writeFile(draft, content)
  await rename(draft, path)
}

const write = async (outDir: string, built: Built): Promise<[string, string]> => {
  const name = hashedName(built)
  const content = Buffer.from(built.text)
  const [brotli, zipped] = await Promise.all([promisify(brotliCompress)(content), promisify(gzip)(content, { level: 9 })])
  await Promise.all([content, brotli, zipped].map((bytes, index) => writeWhole(join(outDir, name + ENCODINGS[index]), bytes)))
  return [built.name, name]
}

const readManifest = async (outDir: string): Promise<Manifest | undefined> => {
  try {
    const manifest = JSON.parse(await readFile(join(outDir, MANIFEST), 'utf8')) as Manifest
    const paths = Object.values(manifest.files).flatMap((name) => ENCODINGS.map((encoding) => join(outDir, name + encoding)))
    await Promise.all(paths.map((path) => access(path)))
    return manifest
  } catch {
    // Missing, broken or with files gone: all are a reason to build, none to stop
    return undefined
  }
}

/** Takes away what this build replaced. Drafts stay: they may be another process's, still being written. */
const sweep = async (outDir: string, kept: readonly string[]): Promise<void> => {
  const keep = new Set([MANIFEST, ...kept.flatMap((name) => ENCODINGS.map((encoding) => name + encoding))])
  const old = (await readdir(outDir)).filter((name) => !keep.has(name) && !name.endsWith('.draft'))
  await Promise.all(old.map((name) => rm(join(outDir, name), { force: true })))
}

const build = async (inputs: string, { root, outDir, minify = true }: AssetOptions): Promise<Manifest> => {
  await mkdir(outDir, { recursive: true })
  const built = (await Promise.all([buildScripts(root, minify), buildStyles(root, minify)])).flat()
  const manifest = { inputs, files: Object.fromEntries(await Promise.all(built.map((one) => write(outDir, one)))) }
  await writeWhole(join(outDir, MANIFEST), JSON.stringify(manifest, null, 2))
  await sweep(outDir, Object.values(manifest.files))
  return manifest
}

/**
 * Builds the style sheets and browser scripts into `outDir`, named by content, each with its .br and .gz beside. Seconds the
 * first time; when nothing that goes in has changed, it only reads the manifest.
 */
export const buildAssets = async (options: AssetOptions): Promise<Assets> => {
  const inputs = await hashInputs(options.root, options.minify ?? true)
  const manifest = await readManifest(options.outDir)
  const fresh = manifest?.inputs === inputs ? manifest : undefined
  const used = fresh ?? (await build(inputs, options))
  files = used.files
  return { dir: options.outDir, files, built: !fresh }
}
