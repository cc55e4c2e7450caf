import { z } from 'zod'
import { personForm, writeConsent, writePerson } from '#modules/people'
import { command, type Work } from '#platform/command'
import { needed, phones, postcode, ticked, words } from '#platform/fields'
import { done, type Outcome, refuse } from '#platform/outcome'
import { workingDaysOn } from '#platform/working-days'
import { writeRequest } from '../requests/record-request'
import { askedFields, inWords, NEEDS } from '../requests/request'

export const referForm = z.object({
  name: needed('Enter their name, or what they want to be called'),
  phones: phones(),
  postcode: postcode(),
  safeContact: words(500),
  ...askedFields,
  consent: ticked('Tick to say they agreed. We cannot take a person’s details without it'),
})
export type Referral = z.output<typeof referForm>

const NONE = refuse('no-partner', 'Your account does not belong to a partner yet. Ask the person who looks after accounts')

/** The partner that the actor's account speaks for. Refuses `no-partner`. */
export const referringPartner = async ({ tx, allianceId, actor }: Work): Promise<Outcome<{ id: string; name: string }>> => {
  if (!actor.partnerId) return NONE
  const partner = await tx
    .selectFrom('partner')
    .select(['id', 'name'])
    .where('alliance_id', '=', allianceId)
    .where('id', '=', actor.partnerId)
    .where('left_on', 'is', null)
    .executeTakeFirst()
  return partner ? done(partner) : refuse('no-partner', 'Your organisation is no longer in the alliance')
}

export interface Referrer {
  readonly id: string
  /** Who signs for it: the partner, or the councillor or team that refers for it. */
  readonly name: string
}

/** What the person told the referrer: that we may keep their details, and tell the referrer what came of it. */
const keepConsent = async (work: Work, personId: string, { id, name }: Referrer): Promise<void> => {
  const said = { personId, how: 'online', onBehalf: name.slice(0, 200) } as const
  await writeConsent(work, { ...said, purpose: 'hold' })
  await writeConsent(work, { ...said, purpose: 'share', partnerId: id })
}

/** Writes a person whom a partner sends, what they agreed to, and their request, due the next working day. */
export const takeIn = async (
  work: Work,
  partner: Referrer,
  input: Referral,
): Promise<Outcome<{ id: string; reference: string; person: string }>> => {
  const { name, phones, postcode, safeContact, words, needs, barriers, theme } = input
  const person = await writePerson(work, { ...personForm.parse({ name }), phones, postcode, safeContact })
  await keepConsent(work, person.value.id, partner)
  const request = await writeRequest(work, {
    ...{ words, needs, barriers, theme },
    nextAction: `Ring them: ${partner.name} referred them`.slice(0, 200),
    nextActionOn: workingDaysOn(work.today, 1),
    personId: person.value.id,
    source: 'partner',
    partnerId: partner.id,
    ring: { person: person.value.id, why: `${partner.name} referred them: ${inWords(needs, NEEDS)}` },
  })
  return request.ok ? done({ ...request.value, person: person.value.id }) : request
}

/** A partner sends a person to the helpline, with that person's consent. Refuses `no-partner`. */
export const refer = command('partner.refer', async (work, input: Referral) => {
  const partner = await referringPartner(work)
  if (!partner.ok) return partner
  const taken = await takeIn(work, partner.value, input)
  if (!taken.ok) return taken
  const { id, reference, person } = taken.value
  return done(
    { reference },
    {
      about: { type: 'request', id },
      person,
      also: [{ type: 'partner', id: partner.value.id }],
      detail: { reference, consent: true },
    },
  )
})
