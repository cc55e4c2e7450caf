import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

export const STYLES = 'src/ui/styles'
export const SCRIPTS = 'src/browser'

/** The packages whose version changes what comes out: the compilers, and all that browser scripts may import. */
export const MAKERS = ['sass', 'esbuild', 'govuk-frontend', 'jsqr']

/** Raised when the way of building changes, so that what was built before is not taken for fresh. */
const RECIPE = '1'

const isSource = (name: string): boolean => /\.(scss|ts)$/.test(name) && !/\.(test|d)\.ts$/.test(name)

const sourcesIn = async (root: string, folder: string): Promise<string[]> => {
  const names = await readdir(join(root, folder), { recursive: true })
  return names
    .filter(isSource)
    .sort()
    .map((name) => join(folder, name))
}

const versionOf = async (root: string, name: string): Promise<string> => {
  const text = await readFile(join(root, 'node_modules', name, 'package.json'), 'utf8')
  return `${name}@${(JSON.parse(text) as { version: string }).version}`
}

/** One hash of all that goes in: our sources, the versions of the makers, and how they are asked to build. */
export const hashInputs = async (root: string, minify: boolean): Promise<string> => {
  const files = (await Promise.all([sourcesIn(root, STYLES), sourcesIn(root, SCRIPTS)])).flat()
  const contents = await Promise.all(files.map((file) => readFile(join(root, file))))
  const versions = await Promise.all(MAKERS.map((name) => versionOf(root, name)))
  const hash = createHash('sha256').update(JSON.stringify([RECIPE, minify, versions, files]))
  for (const content of contents) hash.update(content).update('\0')
  return hash.digest('hex')
}

/** The files directly in a folder that are built, each on its own: not partials, tests or types. */
export const entriesIn = async (root: string, folder: string): Promise<string[]> =>
  (await readdir(join(root, folder))).filter((name) => isSource(name) && !name.startsWith('_')).sort()
