#!/usr/bin/env node
// The one command. Runs on the Node 24 that npm brought, whatever the machine has.
import { spawn } from 'node:child_process'
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
  const child = spawn(brought, process.argv.slice(1), { stdio: 'inherit' })
  // Ctrl-C reaches the whole terminal group; a signal sent to this process alone is passed on.
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  process.exit(await new Promise((resolve) => child.on('exit', (code) => resolve(code ?? 1))))
}

const { buildProgram } = await import('./build.mjs')
process.setSourceMapsEnabled(true)
const folder = await buildProgram(root)
const { main } = await import(pathToFileURL(join(folder, 'main.js')).href)
await main(process.argv.slice(2), root)
