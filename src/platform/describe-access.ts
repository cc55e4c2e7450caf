import { MAY, PUBLIC, ROLE_NAMES, ROLES, type StaffAction } from './access'
import type { Module } from './module'

const printed = (what: string): string => `<!-- Printed from the code by \`npm run docs\`: do not edit. -->\n\n# ${what}\n`

/** docs/permissions.md: who may do what, from the one table that decides it. */
export const describePermissions = (): string => {
  const actions = Object.keys(MAY) as StaffAction[]
  const heads = ROLES.map((role) => ROLE_NAMES[role])
  const rows = actions.map((action) => {
    const roles: readonly string[] = MAY[action]
    return `| ${action} | ${ROLES.map((role) => (roles.includes(role) ? 'yes' : '')).join(' | ')} |`
  })
  return [
    printed('Who may do what'),
    'What is not in this table nobody may do. A champion sees only those they help, a partner only its own; the region sees totals.\n',
    `| action | ${heads.join(' | ')} |`,
    `|---|${heads.map(() => '---').join('|')}|`,
    ...rows,
    '',
    `Open to everyone, signed in or not: ${PUBLIC.join(', ')}.`,
    '',
  ].join('\n')
}

const movesOf = ([noun, table]: readonly [string, NonNullable<Module['statuses']>[string]]): string => {
  const rows = Object.entries(table).map(([move, { from, to }]) => `| ${move} | ${from.join(', ')} | ${to} |`)
  return [`## ${noun}`, '', '| move | from | to |', '|---|---|---|', ...rows, ''].join('\n')
}

/** docs/statuses.md: what may follow what, from the moves tables that decide it. */
export const describeStatuses = (modules: readonly Module[]): string => {
  const tables = modules
    .flatMap(({ statuses }) => Object.entries(statuses ?? {}))
    .toSorted(([one], [other]) => one.localeCompare(other))
  const intro = 'What depends on time (overdue, due this week) is read from dates and never stored.\n'
  return [printed('What may follow what'), intro, ...tables.map(movesOf)].join('\n')
}
