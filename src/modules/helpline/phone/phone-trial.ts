import { personForm, recordPerson } from '#modules/people'
import type { Ctx } from '#platform/command'
import type { Tx } from '#platform/db'
import { seal } from '#platform/sealed'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'
import { type Announced, phoneTells, twilioTells } from '../../../../test/fake-phone/play-call'

export const [SECRET, TOKEN] = ['a-secret-that-we-share', 'f00dfeed0123456789abcdef01234567']
const ORIGIN = 'http://localhost'
export const ANN = '+441614960123'

export const inside = <T>(world: World, read: (tx: Tx) => Promise<T>): Promise<T> => world.db.transaction(world.system, read)

/** Someone with this number. */
export const known = async (ctx: Ctx, name: string, phones = '0161 496 0123') => {
  const made = await recordPerson(ctx, personForm.parse({ name, phones }))
  if (!made.ok) throw new Error(made.says)
  return made.value
}

/** A world with a telephone, and a site it tells of its calls. */
export const setUp = async (ring_number: string | null = null) => {
  const world = await newWorld()
  const line = { alliance_id: world.allianceId, secret: seal(SECRET), twilio_token: seal(TOKEN), ring_number }
  await inside(world, (tx) =>
    tx
      .insertInto('phone_line')
      .values({ ...line, changed_at: new Date() })
      .execute(),
  )
  const [mine, other] = [await world.as('helpline'), await world.as('coordinator')]
  const at = async (moment: World) => {
    const site = await openSite(moment)
    const own = `/${world.slug}/hooks/calls`
    const send = (path: string, told: { headers: Record<string, string>; payload: string }) =>
      site.app.inject({ method: 'POST', url: path, ...told })
    return {
      ...site,
      raw: (told: ReturnType<typeof phoneTells>) => send(own, told),
      tells: (said: Announced) => send(own, phoneTells(SECRET, said, moment.system.clock.now())),
      twilio: (call: Parameters<typeof twilioTells>[2], token = TOKEN) =>
        send(`${own}/twilio`, twilioTells(`${ORIGIN}${own}/twilio`, token, call)),
    }
  }
  return { world, mine, other, at, site: await at(world) }
}

export const calls = (world: World) => inside(world, (tx) => tx.selectFrom('incoming_call').selectAll().orderBy('id').execute())
export const refusals = (world: World) =>
  inside(world, async (tx) =>
    (await tx.selectFrom('event').select('detail').where('action', '=', 'hook.refuse').execute()).map(({ detail }) => detail),
  )
