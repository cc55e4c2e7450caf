import { command, type Work } from '#platform/command'
import { newId } from '#platform/ids'
import type { StopsForPerson } from '#platform/module'
import { done, refuse } from '#platform/outcome'
import { findPerson } from '../find-person'
import { stopFor } from '../stop-for'
import type { ConsentInput, How, Purpose } from './consent'
import { consentNow } from './consent.queries'

export interface AgreedTo {
  readonly personId: string
  readonly purpose: Purpose
  /** The partner, for `share`. */
  readonly partnerId?: string
  readonly how: How
  /** Who spoke for them, where somebody did. */
  readonly onBehalf: string
}

/** Writes down what someone agreed to today, inside a use case that asks for it: a form of the public's or of a partner's. */
export const writeConsent = async ({ tx, allianceId, actor, at, today }: Work, agreed: AgreedTo): Promise<void> => {
  const { personId, purpose, partnerId = null, how, onBehalf } = agreed
  await tx
    .insertInto('consent')
    .values({
      ...{ alliance_id: allianceId, id: newId(at), person_id: personId, account_id: actor.accountId },
      ...{ purpose, partner_id: partnerId, given_on: today, how, on_behalf: onBehalf, ends_on: null },
    })
    .execute()
}

type Gives = ConsentInput & {
  readonly reference: string
  /** What does not go on saying that they took it back: the house's `stopsForPerson`. */
  readonly stops?: readonly StopsForPerson[]
}

/** Writes down what a person agreed to. Refuses what they agree to already, a day to come and a partner nobody knows. */
export const giveConsent = command(
  'consent.give',
  async (work, input: Gives) => {
    const { tx, allianceId, actor, at, today } = work
    const person = await findPerson(tx, allianceId, input.reference)
    if (!person) return refuse('not-found')
    const { purpose, givenOn, how, onBehalf, endsOn } = input
    const partnerId = purpose === 'share' ? input.partner : null
    if (givenOn > today) return refuse('to-come', 'The day they told us cannot be in the future', 'givenOn')
    const now = await consentNow(tx, allianceId, { personId: person.id, purpose, ...(partnerId && { partnerId }), today })
    if (now === 'given') return refuse('agreed-already', 'They agree to this already', 'purpose')
    const id = newId(at)
    const said = { purpose, partner_id: partnerId, given_on: givenOn, how, on_behalf: onBehalf, ends_on: endsOn }
    await tx
      .insertInto('consent')
      .values({ alliance_id: allianceId, id, person_id: person.id, account_id: actor.accountId, ...said })
      .execute()
    const happened = { about: { type: 'consent', id }, person: person.id, detail: { purpose, how } }
    const again = now === 'taken-back' && purpose === 'hold'
    return done(person, happened, ...(again ? await stopFor(work, input.stops ?? [], person.id, 'agrees-again') : []))
  },
  { consent_alliance_id_partner_id_fkey: refuse('no-partner', 'Choose a partner from the list', 'partner') },
)
