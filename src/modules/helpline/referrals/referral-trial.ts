import { partnerForm, recordPartner } from '#modules/partners'
import { personForm, recordPerson } from '#modules/people'
import type { Ctx } from '#platform/command'
import { newId } from '#platform/ids'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'
import { recordRequest } from '../requests/record-request'

const gained = <T>(outcome: { ok: true; value: T } | { ok: false; says: string }): T => {
  if (!outcome.ok) throw new Error(outcome.says)
  return outcome.value
}

/** The last link that was emailed, below the alliance's address. */
export const lastLink = async (world: World): Promise<string> => {
  const rows = await world.db.transaction({ allianceId: world.allianceId }, (tx) =>
    tx.selectFrom('message').select('body').where('about_type', '=', 'referral').orderBy('id', 'desc').execute(),
  )
  const [address = ''] = rows.flatMap(({ body }) => /\/sent-to-you\/\S+/.exec(body) ?? [])
  return address
}

/** A world with a person, their request, and a partner that can be written to. */
export const readyToRefer = async (more: { email?: string; phone?: string } = {}) => {
  const world = await newWorld()
  const desk = await world.as('helpline')
  const ageUk = { name: 'Age Example', sector: 'voluntary', joinedOn: '2020-04-01', email: 'help@age.example', ...more }
  const partner = gained(await recordPartner(await world.as('lead'), partnerForm.parse(ageUk)))
  const phones = '0161 496 0123'
  const person = gained(await recordPerson(desk, personForm.parse({ name: 'Ann Example', phones, address: '1 Long Lane' })))
  const asked = { words: 'To see my grandson', needs: ['learn_skills' as const], barriers: [], source: 'call' as const }
  const next = { nextAction: 'Ring', nextActionOn: '2025-11-06' }
  const request = gained(await recordRequest(desk, { ...asked, ...next, personId: person.id }))
  const site = await openSite(world)
  const send = (fields: Record<string, string | string[]> = {}) =>
    site.post(desk, `/requests/${request.reference}/refer`, { partner: partner.id, shared: ['phone'], agreed: 'yes', ...fields })
  return { world, desk, site, partner, person, request, send }
}

/** The partner account's context, speaking for this partner. */
export const speaksFor = async (world: World, partnerId: string): Promise<Ctx> => {
  const ctx = await world.as('partner')
  const { allianceId } = world
  const accountId = newId()
  const account = {
    alliance_id: allianceId,
    id: accountId,
    name: 'Partner',
    email: `${accountId}@example.org`,
    partner_id: partnerId,
  }
  await world.db.transaction({ allianceId }, async (tx) => {
    await tx.insertInto('account').values(account).execute()
    await tx.insertInto('account_role').values({ alliance_id: allianceId, account_id: accountId, role: 'partner' }).execute()
  })
  return { ...ctx, actor: { ...ctx.actor, accountId, partnerId } }
}
