// Builds the program into .build/ in about a second; a build whose sources have not changed is used as it is.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'

const SOURCES = ['src', 'demo', 'bench', 'test/fake-notify']
const ENTRIES = { main: 'src/main.ts' }

const stamp = (root) => {
  const hash = createHash('sha256').update(process.version)
  const walk = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) walk(path)
      else if (/\.tsx?$/.test(entry.name)) hash.update(`${path} ${statSync(path).mtimeMs} ${statSync(path).size}\n`)
    }
  }
  for (const source of SOURCES) walk(join(root, source))
  hash.update(readFileSync(join(root, 'package-lock.json')))
  return hash.digest('hex')
}

const read = (path) => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

/** Gives the folder of the built program. */
export const buildProgram = async (root) => {
  const outdir = join(root, '.build', 'program')
  const now = stamp(root)
  if (read(join(outdir, 'stamp')) === now) return outdir
  await build({
    absWorkingDir: root,
    entryPoints: ENTRIES,
    outdir,
    bundle: true,
    splitting: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    packages: 'external',
    sourcemap: true,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'warning',
  })
  writeFileSync(join(outdir, 'stamp'), now)
  return outdir
}
