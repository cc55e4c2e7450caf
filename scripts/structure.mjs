// The structure rules of the house (docs/decisions/0002): imports run one way, a module is entered by its index.ts,
// a status is written only by a command through its moves table, and files stay small. Exits 1 naming each breach.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const MOST_LINES = 250
const RANK = {
  callbacks: 0,
  reach: 0,
  notifications: 1,
  accounts: 2,
  safeguarding: 2,
  people: 2,
  partners: 2,
  imports: 4,
  reporting: 4,
  site: 5,
}
const WORKING = 3

const filesIn = (folder) =>
  existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
        const path = join(folder, entry.name)
        return entry.isDirectory() ? filesIn(path) : /\.(tsx?|mjs|scss)$/.test(entry.name) ? [path] : []
      })
    : []

const isTest = (path) => /\.test\.tsx?$/.test(path) || path.startsWith('test/')
const moduleOf = (path) => /^src\/modules\/([^/]+)\//.exec(path)?.[1]
const layerOf = (path) => /^src\/(platform|ui|modules|browser|commands)\//.exec(path)?.[1]
const importsOf = (text) =>
  [...text.matchAll(/^\s*(?:import|export)\b[^'"]*?from\s+'([^']+)'|import\('([^']+)'\)/gm)].map((found) => found[1] ?? found[2])

const otherModule = (target) => (target.startsWith('#modules/') ? target.slice('#modules/'.length) : undefined)
const layerOfTarget = (target) => (target.startsWith('#') ? /^#(platform|ui|modules)\//.exec(target)?.[1] : layerOf(target))
const rankOf = (name) => RANK[name] ?? WORKING

/** What one import may not do: [when it does, what it is called]. */
const IMPORT_RULES = [
  [
    (path, target) => layerOf(path) === 'platform' && ['ui', 'modules'].includes(layerOfTarget(target)),
    (_path, target) => `platform imports ${target}`,
  ],
  [(path, target) => layerOf(path) === 'ui' && layerOfTarget(target) === 'modules', (_path, target) => `ui imports ${target}`],
  [
    (path, target) => moduleOf(path) && target.startsWith('src/') && moduleOf(target) !== moduleOf(path),
    (_path, target) => `reaches ${target} round its index.ts`,
  ],
  [
    (path, target) => moduleOf(path) && otherModule(target) && rankOf(otherModule(target)) > rankOf(moduleOf(path)),
    (path, target) => `${moduleOf(path)} imports ${otherModule(target)}, which stands above it`,
  ],
]

const statusBreach = (path, text) => {
  if (!layerOf(path) || path.startsWith('src/browser')) return null
  const writes = /\.set\(\{[^}]*\bstatus\b/s.test(text) || /update\s+\w+\s+set\s+status/i.test(text)
  if (!writes) return null
  if (!/\bcommand\(|Work\b/.test(text)) return 'writes a status outside a command'
  if (/\.set\(\{[^}]*\bstatus:\s*'/s.test(text)) return 'writes a status by name, not through its moves table'
  return null
}

const cyclesOf = (graph) => {
  const [done, found] = [new Set(), []]
  const visit = (node, trail) => {
    if (trail.includes(node)) return found.push([...trail.slice(trail.indexOf(node)), node].join(' → '))
    if (done.has(node)) return undefined
    for (const next of graph.get(node) ?? []) visit(next, [...trail, node])
    return done.add(node)
  }
  for (const node of graph.keys()) visit(node, [])
  return found
}

const fileBreaches = (path, text) => {
  const lines = text.split('\n').length - 1
  const found = []
  if (lines > MOST_LINES && !path.endsWith('db-schema.ts')) found.push(`${lines} lines, at most ${MOST_LINES}`)
  if (/^export \*/m.test(text)) found.push('export * hides what it exports')
  if (/dangerouslySetInnerHTML/.test(text) && path.startsWith('src/')) found.push('raw HTML')
  if (!isTest(path)) found.push(statusBreach(path, text))
  return found.filter(Boolean)
}

const importBreaches = (root, path, imports) =>
  imports
    .map((found) => (found.startsWith('.') ? relative(root, resolve(root, dirname(path), found)) : found))
    .flatMap((target) => IMPORT_RULES.filter(([breaks]) => breaks(path, target)).map(([, says]) => says(path, target)))

/** Every breach below `root`, in words. */
export const breachesIn = (root) => {
  const paths = ['src', 'demo', 'bench', 'test', 'scripts', 'bin']
    .flatMap((folder) => filesIn(join(root, folder)))
    .map((path) => relative(root, path))
  const graph = new Map()
  const breaches = []
  for (const path of paths) {
    const text = readFileSync(join(root, path), 'utf8')
    const imports = isTest(path) ? [] : importsOf(text)
    breaches.push(...[...fileBreaches(path, text), ...importBreaches(root, path, imports)].map((breach) => `${path}: ${breach}`))
    const own = moduleOf(path)
    if (own) graph.set(own, new Set([...(graph.get(own) ?? []), ...imports.map(otherModule).filter(Boolean)]))
  }
  return [...breaches, ...cyclesOf(graph).map((cycle) => `modules in a circle: ${cycle}`)]
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const breaches = breachesIn(dirname(dirname(fileURLToPath(import.meta.url))))
  for (const breach of breaches) console.error(breach)
  console.log(breaches.length === 0 ? 'Structure: every rule holds.' : `Structure: ${breaches.length} breaches.`)
  process.exit(breaches.length === 0 ? 0 : 1)
}
