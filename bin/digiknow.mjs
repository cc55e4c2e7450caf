#!/usr/bin/env node
// The one command. Runs on the Node 24 that npm brought, whatever the machine has.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const brought = join(root, 'node_modules', '.bin', 'node')

if (Number(process.versions.node.split('.')[0]) < 24) {
  if (!existsSync(brought)) {
    console.error('DigiKnow needs Node 24. Run "npm ci" first; on a machine npm brings no Node for, install Node 24.')
    process.exit(1)
  }
  const { status } = spawnSync(brought, process.argv.slice(1), { stdio: 'inherit' })
  process.exit(status ?? 1)
}

const { buildProgram } = await import('./build.mjs')
process.setSourceMapsEnabled(true)
const folder = await buildProgram(root)
const { main } = await import(pathToFileURL(join(folder, 'main.js')).href)
await main(process.argv.slice(2), root)
