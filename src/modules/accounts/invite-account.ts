import { sendEmail } from '#modules/notifications'
import { command, type Work } from '#platform/command'
import { newId } from '#platform/ids'
import { done, refuse } from '#platform/outcome'
import type { Invitation } from './account'
import { reachOf, writeRoles } from './rights'

export interface Invited {
  readonly id: string
}

/** `site` is where the alliance is reached, for the address in the email: "https://help.example.org/stockport". */
type Inviting = Invitation & { readonly site: string }

const welcome = async ({ tx, allianceId }: Work, { name, email, site }: Inviting) => {
  const query = tx.selectFrom('alliance').select('name').where('id', '=', allianceId)
  const alliance = (await query.executeTakeFirstOrThrow()).name
  const body = [
    `Dear ${name}`,
    `You can now sign in to ${alliance}, at ${site}/sign-in`,
    `Enter this email address (${email}) there. We then send you a code. There is no password to remember.`,
  ]
  return { subject: `You can now sign in to ${alliance}`, body: body.join('\n\n') }
}

/** Lets someone new sign in, and writes to tell them how. Refuses an address that has an account, and roles that reach nothing. */
export const inviteAccount = command(
  'account.invite',
  async (work, input: Inviting) => {
    const { tx, allianceId, at } = work
    const reach = await reachOf(work, input)
    if ('ok' in reach) return reach
    const id = newId(at)
    const { name, email } = input
    await tx
      .insertInto('account')
      .values({ alliance_id: allianceId, id, name, email, created_at: at, ...reach })
      .execute()
    await writeRoles(work, id, input.roles)
    const about = { type: 'account', id }
    await sendEmail(work, { to: email, ...(await welcome(work, input)), about })
    return done<Invited>({ id }, { about, person: reach.person_id, detail: { roles: input.roles } })
  },
  {
    account_alliance_id_email_key: refuse('has-account', 'Someone with this email address has an account here already', 'email'),
  },
)
