import { Command } from 'commander'
import { ConfigWrong, readConfig } from '#platform/config'
import { start } from './commands/start'

/** The `digiknow` command. Reads the configuration once; a wrong value ends it with one line. */
export const main = async (argv: readonly string[], root: string): Promise<void> => {
  const program = new Command('digiknow').description('Runs a borough’s digital inclusion alliance.').showHelpAfterError()
  program
    .command('start')
    .description('start the program and print the address to open')
    .action(() => start(readConfig(process.env), root))
  try {
    await program.parseAsync([...argv], { from: 'user' })
  } catch (error) {
    if (!(error instanceof ConfigWrong)) throw error
    console.error(error.message)
    process.exitCode = 1
  }
}
