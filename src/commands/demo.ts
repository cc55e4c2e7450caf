import { Command } from 'commander'
import type { Config } from '#platform/config'
import { DemoRefused, fillDemo, fillHistory } from '../../demo/index'
import { withHouse } from './open'
import { CommandRefused } from './refused'

const say = (line: string): void => console.error(line)

const NOT_HERE =
  'The demonstration is for a machine of your own: unset DATABASE_URL and PUBLIC_URL, so that made-up people never stand among real ones.'

interface Options {
  readonly history?: true
}

const run = async (config: Config, root: string, { history }: Options): Promise<void> => {
  if (!config.demo) throw new CommandRefused(NOT_HERE)
  try {
    await withHouse(config, root, async (house) => {
      await fillDemo(house, say)
      if (history) await fillHistory(house, { say })
    })
  } catch (error) {
    if (error instanceof DemoRefused) throw new CommandRefused(error.message)
    throw error
  }
}

/** `digiknow demo`: fills an empty DATA_DIR with the demonstration; with `--history`, with the programmes' history too. */
export const demoCommand = (config: () => Config, root: string): Command =>
  new Command('demo')
    .description('fill an empty DATA_DIR with two invented boroughs')
    .option('--history', 'and replay the history of Stockport (2018 to 2021) and Wigan (2020): some minutes')
    .action((options: Options) => run(config(), root, options))
