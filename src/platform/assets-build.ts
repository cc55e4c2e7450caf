import { join } from 'node:path'
import { entriesIn, MAKERS, SCRIPTS, STYLES } from './assets-inputs'

/** A sheet or script, by the name pages use for it. */
export interface Built {
  readonly name: string
  readonly text: string
}

/** Compiles the style sheets. Loaded only when needed: Sass takes longer to load than the rest of a start. */
export const buildStyles = async (root: string, minify: boolean): Promise<Built[]> => {
  const entries = await entriesIn(root, STYLES)
  const sass = await import('sass')
  return entries.map((entry) => ({
    name: entry.replace(/\.scss$/, '.css'),
    text: sass.compile(join(root, STYLES, entry), {
      style: minify ? 'compressed' : 'expanded',
      loadPaths: [join(root, 'node_modules')],
    }).css,
  }))
}

/** What goes in but is not in the hash would change without a rebuild. */
const refuseUnwatched = (inputs: readonly string[]): void => {
  const watched = [`${SCRIPTS}/`, ...MAKERS.map((name) => `node_modules/${name}/`)]
  const odd = inputs.find((input) => !watched.some((folder) => input.includes(folder)))
  if (odd) throw new Error(`${odd} is used by a browser script, but only ${watched.join(', ')} are watched for changes`)
}

/** Bundles the browser's scripts, each on its own: a shared chunk would be one more request on every public page. */
export const buildScripts = async (root: string, minify: boolean): Promise<Built[]> => {
  const entries = await entriesIn(root, SCRIPTS)
  const { build } = await import('esbuild')
  const { outputFiles, metafile } = await build({
    entryPoints: entries.map((entry) => join(root, SCRIPTS, entry)),
    absWorkingDir: root,
    outdir: 'out',
    bundle: true,
    format: 'esm',
    target: 'es2020',
    minify,
    legalComments: 'none',
    write: false,
    metafile: true,
    logLevel: 'silent',
  })
  refuseUnwatched(Object.keys(metafile.inputs))
  return outputFiles.map(({ path, text }) => ({ name: path.replace(/^.*[\\/]/, ''), text }))
}
