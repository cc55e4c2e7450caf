// Runs the checks in order and stops at the first that fails: `test` is the tests; `all` adds lint, structure and types.
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const bin = (name) => join(root, 'node_modules', '.bin', name)
const CHECKS = {
  lint: [bin('biome'), ['check', '.']],
  structure: [process.execPath, ['scripts/structure.mjs']],
  types: [bin('tsc'), ['--noEmit']],
  'types of the browser scripts': [bin('tsc'), ['--noEmit', '-p', 'src/browser']],
  // The tests themselves run on the Node 24 that npm brought.
  tests: [bin('node'), [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', ...process.argv.slice(3)]],
}

const chosen = process.argv[2] === 'all' ? Object.keys(CHECKS) : process.argv[2] === 'lint' ? ['lint', 'structure'] : ['tests']
for (const name of chosen) {
  const [command, args] = CHECKS[name]
  console.error(`\n— ${name}`)
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit' })
  if (error) console.error(error.message)
  if (status !== 0) process.exit(status ?? 1)
}
