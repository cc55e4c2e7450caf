import { Command } from 'commander'

const count = (text: string): number => Number(text.replace(/k$/i, '000'))
const log = (line: string): void => console.error(line)
const print = (result: object): void => console.log(JSON.stringify(result, null, 2))

/** Of any page, while messages go and after. */
const MOST_P95_MS = 200

interface Given {
  readonly kills?: string
  readonly messages: string
  readonly reminders: string
  readonly connections: string
}

// What tests bring along is not there where only the program is installed, so it is loaded when it is asked for.
const kill = async (root: string, { kills = '20', messages }: Given): Promise<void> => {
  const { killMessages } = await import('./kill')
  const result = await killMessages({ root, kills: Number(kills), messages: count(messages), log })
  print(result)
  if (result.lost + result.doubled + result.untold > 0) process.exitCode = 1
}

const send = async (root: string, { reminders, connections }: Given): Promise<void> => {
  const { benchMessages } = await import('./bench')
  const result = await benchMessages({ root, reminders: count(reminders), connections: Number(connections), log })
  print(result)
  const slow = [result.pagesWhileSending, result.pagesAfter]
    .flatMap((pages) => Object.values(pages))
    .filter(({ p95Ms }) => p95Ms > MOST_P95_MS)
  const amiss = result.tallies.some(({ lost, doubled, untold }) => lost + doubled + untold > 0)
  if (amiss || slow.length + result.wrong + result.refusedForTheRate > 0) process.exitCode = 1
}

/** `npm run bench -- messages`: reminders to a fake Notify, at its limit, or with the program killed meanwhile. */
export const messagesCommand = (root: string): Command =>
  new Command('messages')
    .description(
      'due reminders handed to a fake GOV.UK Notify within its limit while pages are asked for; with --kills, killed while sending',
    )
    .option('--kills <number>', 'instead: kill the program and its database so often while they send, and count what came')
    .option('--messages <number>', 'how many to send with --kills', '2000')
    .option('--reminders <number>', 'how many reminders are due', '50k')
    .option('--connections <number>', 'how many ask for pages meanwhile', '4')
    .action((given: Given) => (given.kills ? kill(root, given) : send(root, given)))
