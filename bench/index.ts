import { Command } from 'commander'
import { benchPages } from './bench-pages'
import { benchDesk } from './desk/index'
import { benchDuplicates } from './duplicates/index'
import { killTest } from './kill'
import { benchLibrary } from './library'
import { messagesCommand } from './messages/command'
import { PAGES } from './pages'
import { serveChild } from './serve'

const count = (text: string): number => Number(text.replace(/k$/i, '000').replace(/m$/i, '000000'))

/** The measures of the call desk: how fast people are found, and how well doubles are. */
const addDesk = (bench: Command, root: string): void => {
  bench
    .command('desk')
    .description('finding people and the call desk in one alliance, beside the same SQL sent straight to PostgreSQL')
    .option('--people <number>', 'how many people; for two there are five calls', '200k')
    .option('--connections <number>', 'how many at once', '16')
    .option('--seconds <number>', 'how long each measurement takes', '3')
    .action(({ people, connections, seconds }: { people: string; connections: string; seconds: string }) =>
      benchDesk({ root, people: count(people), connections: Number(connections), seconds: Number(seconds) }),
    )
  bench
    .command('duplicates')
    .description('of made-up people whose doubles we know: how many of those offered are right, and how many of all are offered')
    .option('--people <number>', 'how many people in each town', '20k')
    .option('--seeds <words>', 'the towns of made-up people', 'town,elsewhere,another')
    .option('--show <number>', 'print so many of the wrong and of the missed', '0')
    .action(({ people, seeds, show }: { people: string; seeds: string; show: string }) =>
      benchDuplicates({ root, people: count(people), seeds: seeds.split(','), show: Number(show) }),
    )
  bench
    .command('library')
    .description('pull at the device library from all sides and count days promised twice; time what is free beside raw SQL')
    .option('--interleavings <number>', 'how many', '100000')
    .option('--seed <number>', 'where chance starts', '1')
    .action(async ({ interleavings, seed }: { interleavings: string; seed: string }) => {
      const well = await benchLibrary({ root, interleavings: count(interleavings), seed: Number(seed) })
      if (!well) process.exitCode = 1
    })
  bench.addCommand(messagesCommand(root))
}

/** `npm run bench`: speed and memory, as ratios to a bare server within one run. */
export const benchCommand = (root: string): Command => {
  const bench = new Command('bench').description('measure speed and memory beside a bare server')
  bench
    .command('pages', { isDefault: true })
    .description('warm pages at 1 and 16 connections, beside the same SQL and the same bytes from node:http')
    .option('--people <numbers>', 'how many people, such as 10k,200k,1m', '10k')
    .option('--seconds <number>', 'how long each measurement takes', '3')
    .option('--only <words>', 'only the pages whose name holds these words', '')
    .option('--json', 'print JSON instead of a table')
    .action((given: { people: string; seconds: string; only: string; json?: boolean }) =>
      benchPages({
        root,
        sizes: given.people.split(',').map(count),
        seconds: Number(given.seconds),
        pages: PAGES.filter(({ name }) => name.includes(given.only)),
        json: given.json ?? false,
      }),
    )
  bench
    .command('kill')
    .description('kill -9 the program and its database while they write, and count what became of each acknowledged write')
    .option('--kills <number>', 'how many times', '50')
    .action(async ({ kills }: { kills: string }) => {
      const { halves, lost, doubled, odd, ...rest } = await killTest({
        kills: Number(kills),
        log: (line) => console.error(line),
        root,
      })
      console.log(JSON.stringify({ ...rest, lost, doubled, halves, odd }, null, 2))
      if (lost + doubled + halves.length + odd.length > 0) process.exitCode = 1
    })
  addDesk(bench, root)
  bench.command('serve', { hidden: true }).action(serveChild)
  return bench
}
