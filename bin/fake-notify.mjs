// A fake of GOV.UK Notify to try the program with: npm run fake-notify
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))
const outfile = join(root, '.build', 'fake-notify.mjs')
await build({
  absWorkingDir: root,
  entryPoints: ['test/fake-notify/by-hand.ts'],
  outfile,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  packages: 'external',
  logLevel: 'warning',
})
await import(pathToFileURL(outfile).href)
