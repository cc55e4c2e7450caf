import { Command } from 'commander'
import { ConfigWrong, readConfig } from '#platform/config'
import { DataDirHeld } from '#platform/postgres/launcher'
import { TableError } from '#platform/tabular/index'
import { benchCommand } from '../bench/index'
import { backupCommands } from './commands/backup'
import { demoCommand } from './commands/demo'
import { printDocs } from './commands/docs'
import { importCommand } from './commands/import'
import { withHouse } from './commands/open'
import { allianceCommand, userCommand } from './commands/people-commands'
import { CommandRefused } from './commands/refused'
import { start } from './commands/start'

const CONFIGURATION = `
Configuration, from the environment:
  PORT          where to listen (3000)
  HOST          which address to listen on (127.0.0.1)
  DATA_DIR      where our own PostgreSQL keeps the records (./data)
  DATABASE_URL  a PostgreSQL (15 or later) to use instead of our own
  PUBLIC_URL    the address people reach us at, such as https://help.example.org
  SMTP_URL      the mail server, such as smtp://user:password@mail.example.org:587
  MAIL_FROM     who emails come from
  SECRET_KEY    seals the keys of message providers (otherwise DATA_DIR/secret.key is made and used)
  NOTIFY_URL    where GOV.UK Notify is, to try the program with a fake of it (npm run fake-notify)
  LOG_LEVEL     fatal, error, warn, info or debug (info)`

const config = () => readConfig(process.env)

const programOf = (root: string): Command => {
  const program = new Command('digiknow')
    .description('Runs a borough’s digital inclusion alliance.')
    .showHelpAfterError()
    .addHelpText('after', CONFIGURATION)
  program
    .command('start')
    .description('start the program and print the address to open')
    .action(() => start(config(), root))
  program
    .command('migrate')
    .description('bring the database up to date, and do nothing else')
    .action(() => withHouse(config(), root, async () => console.error('The database is up to date.')))
  for (const command of backupCommands(config, root)) program.addCommand(command)
  for (const make of [demoCommand, importCommand, userCommand, allianceCommand]) program.addCommand(make(config, root))
  program.addCommand(benchCommand(root))
  program.command('docs', { hidden: true }).action(() => printDocs(root))
  return program
}

const EXPECTED = [ConfigWrong, CommandRefused, DataDirHeld, TableError]

/** The `digiknow` command. What an operator can put right is said in one line; the rest is a bug and shows its trace. */
export const main = async (argv: readonly string[], root: string): Promise<void> => {
  try {
    await programOf(root).parseAsync([...argv], { from: 'user' })
  } catch (error) {
    if (!EXPECTED.some((kind) => error instanceof kind)) throw error
    console.error((error as Error).message)
    process.exitCode = 1
  }
}
