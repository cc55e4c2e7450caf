import { Command, Option } from 'commander'
import { ROLES } from '#platform/access'
import type { Config } from '#platform/config'
import { addNewAlliance, type TypedAlliance } from './alliance'
import { type Opened, withHouse } from './open'
import { addUser, closeUser, linkUser, listUsers, type NewUser, setUserRoles } from './user'

const gather = (one: string, before: readonly string[]): string[] => [...before, one]
const rolesOption = () =>
  new Option('--role <role>', `one of: ${ROLES.join(', ')}; again for each role`)
    .default([] as string[], 'none')
    .argParser(gather)

/** Where people reach us, for links printed on the console. */
export const originOf = ({ publicUrl, host, port }: Config): string => publicUrl ?? `http://${host}:${port}`

type Work = (house: Opened) => Promise<string>

/** `digiknow user …`: accounts, from the command line. */
export const userCommand = (config: () => Config, root: string): Command => {
  const run = async (work: Work): Promise<void> => console.log(await withHouse(config(), root, work))
  const user = new Command('user').description('accounts: add, roles, link, close, list')
  const sub = (name: string, says: string): Command =>
    user.command(name).description(says).requiredOption('--alliance <slug>', 'which alliance')
  sub('add', 'make an account')
    .argument('<email>')
    .requiredOption('--name <name>', 'their name')
    .addOption(rolesOption())
    .option('--person <reference>', 'the person a champion is, such as P-1001')
    .option('--partner <name>', 'the partner they speak for')
    .action((email: string, { role, ...rest }: Omit<NewUser, 'roles' | 'origin'> & { role: string[] }) =>
      run((house) => addUser(house, email, { ...rest, roles: role, origin: originOf(config()) })),
    )
  sub('roles', 'set what an account may do')
    .argument('<email>')
    .addOption(rolesOption())
    .action((email: string, { role, alliance }: { role: string[]; alliance: string }) =>
      run((house) => setUserRoles(house, email, { alliance, roles: role })),
    )
  sub('link', 'print a one-time link to sign in by')
    .argument('<email>')
    .action((email: string, { alliance }: { alliance: string }) =>
      run((house) => linkUser(house, email, { alliance, origin: originOf(config()) })),
    )
  sub('close', 'end an account and all its sign-ins')
    .argument('<email>')
    .action((email: string, given: { alliance: string }) => run((house) => closeUser(house, email, given)))
  sub('list', 'say who has an account').action((given: { alliance: string }) => run((house) => listUsers(house, given)))
  return user
}

/** `digiknow alliance add`: a new borough or region on this installation. */
export const allianceCommand = (config: () => Config, root: string): Command => {
  const alliance = new Command('alliance').description('alliances: add')
  alliance
    .command('add')
    .description('set up a borough’s alliance, or a region')
    .argument('<slug>', 'its short name in addresses, such as stockport')
    .requiredOption('--name <name>', 'what it is called')
    .requiredOption('--borough <borough>', 'the borough or region it serves')
    .option('--region <slug>', 'the region it belongs to')
    .option('--is-region', 'it is a region')
    .option('--helpline <number>', 'the number to ring')
    .option('--strapline <words>', 'a few words under the name')
    .action(async (slug: string, typed: TypedAlliance) =>
      console.log(await withHouse(config(), root, (house) => addNewAlliance(house, slug, typed))),
    )
  return alliance
}
