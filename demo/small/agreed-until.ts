import { callbacks } from '#modules/callbacks'
import { champions } from '#modules/champions'
import { helpline, refer, referForm } from '#modules/helpline'
import { endConsent, giveConsent, withdrawConsent } from '#modules/people'
import { planSession, sessions } from '#modules/sessions'
import { systemActor } from '#platform/access'
import type { Chance } from '../chance'
import { madeUpPerson } from '../made-up-people'
import { readPersonas } from '../personas'
import { tell } from '../story'
import { LEARNING } from '../tell/asks'
import { madeUpFacts, takeOnChampion } from '../tell/champions'
import { askForHelp, match } from '../tell/requests'
import type { Scene } from './requests'

/** What stops with a consent, as when the clock looks for those whose last day is past. */
const STOPS = [callbacks, helpline, champions, sessions].flatMap(({ consentWithdrawn }) => consentWithdrawn ?? [])

/** Someone agreed to be kept in touch with until a day that is past: their champion was told, and what was planned is called off. */
export const agreedUntil = async ({ story, calendar, postcodes }: Scene, chance: Chance): Promise<void> => {
  const { ago, ahead } = calendar
  const helper = madeUpPerson(chance, postcodes)
  const facts = madeUpFacts(chance, ['in_person', 'phone'], 'en')
  const champion = await takeOnChampion(story, { person: helper, facts, appliedOn: ago(120), activeOn: ago(90) })
  const who = { ...madeUpPerson(chance, postcodes), safeContact: '' }
  const step = { source: 'desk', nextAction: 'Ask how it goes', nextActionOn: calendar.today } as const
  const asked = await askForHelp(story, [ago(40), '10:05'], who, chance.pick(LEARNING), step)
  const spoken = { purpose: 'hold', partner: null, how: 'spoken', onBehalf: '', givenOn: ago(40), endsOn: ago(3) } as const
  await tell(story, 'helpline', [ago(40), '10:15'], giveConsent, { ...spoken, reference: asked.person })
  await match(story, asked, champion, ago(39))
  const meeting = { way: 'in_person', date: ahead(4), time: '10:00', minutes: 60, title: 'Photos', place: null } as const
  await tell(story, champion.actor, [ago(8), '18:40'], planSession, { ...meeting, request: asked.reference, champion: null })
  const { id } = await story.db.transaction({ allianceId: story.allianceId, readOnly: true }, (tx) =>
    tx.selectFrom('person').select('id').where('reference', '=', asked.person).executeTakeFirstOrThrow(),
  )
  await tell(story, systemActor, [ago(2), '04:10'], endConsent, { personId: id, stops: STOPS })
}

/** Someone whom a partner sent to us took back that we keep in touch: the partner reads so, and the desk has the request to close. */
export const takenBack = async ({ story, calendar: { ago }, postcodes }: Scene, chance: Chance): Promise<void> => {
  const { partner } = await readPersonas(story.db, story.allianceId)
  if (!partner) return
  const { name, phones, postcode } = madeUpPerson(chance, postcodes)
  const who = { name, phones: phones.join('\n'), postcode: postcode ?? '', consent: 'yes' }
  const { words, needs, barriers } = chance.pick(LEARNING)
  const asked = referForm.parse({ ...who, words, needs: [...needs], barriers: [...barriers] })
  const { reference } = await tell(story, partner, [ago(4), '11:10'], refer, asked)
  const { id } = await story.db.transaction({ allianceId: story.allianceId, readOnly: true }, (tx) =>
    tx
      .selectFrom('consent as c')
      .innerJoin('request as r', 'r.person_id', 'c.person_id')
      .select('c.id')
      .where('r.reference', '=', reference)
      .where('c.purpose', '=', 'hold')
      .executeTakeFirstOrThrow(),
  )
  const said = { id, how: 'spoken', why: 'A granddaughter helps now', stops: STOPS } as const
  await tell(story, 'helpline', [ago(3), '09:50'], withdrawConsent, said)
}
