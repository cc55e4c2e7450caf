import {
  answerAsPartner,
  answerForm,
  answerReferral,
  giveBackReferral,
  giveFeedback,
  giveFeedbackByLink,
  linkReferForm,
  makeWayIn,
  nudgePartner,
  recordRequest,
  refer,
  referByLink,
  referForm,
  sendReferral,
  stopReferral,
  type Theme,
} from '#modules/helpline'
import { recordPartner } from '#modules/partners'
import { recordPerson } from '#modules/people'
import { publicActor, systemActor } from '#platform/access'
import { addDays } from '#platform/clock'
import { unseal } from '#platform/sealed'
import type { Chance } from '../chance'
import { type MadeUpPerson, madeUpPerson } from '../made-up-people'
import { readPersonas } from '../personas'
import { tell } from '../story'
import { CHANGED, LEARNING } from '../tell/asks'
import { type Asked, askForHelp, close } from '../tell/requests'
import type { Scene } from './requests'

interface Told {
  readonly scene: Scene
  readonly chance: Chance
  /** Where links lead: the program's usual address. */
  readonly site: string
  /** The partner that a persona speaks for, then the others, the longest with us first. */
  readonly partners: readonly string[]
}

interface Sent extends Asked {
  readonly referral: { readonly id: string; readonly reference: string }
}

const readTold = async (scene: Scene, chance: Chance): Promise<Told> => {
  const { db, allianceId } = scene.story
  return db.transaction({ allianceId, readOnly: true }, async (tx) => {
    const { slug } = await tx.selectFrom('alliance').select('slug').where('id', '=', allianceId).executeTakeFirstOrThrow()
    const partners = await tx
      .selectFrom('partner')
      .select('id')
      .where('alliance_id', '=', allianceId)
      .orderBy('joined_on')
      .execute()
    return {
      scene,
      chance,
      site: `http://localhost:3000/${slug}`,
      partners: [scene.partnerId, ...partners.map(({ id }) => id).filter((id) => id !== scene.partnerId)],
    }
  })
}

const someone = ({ scene, chance }: Told): MadeUpPerson => ({ ...madeUpPerson(chance, scene.postcodes), safeContact: '' })

const send = async (told: Told, daysAgo: number, nth: number): Promise<Sent> => {
  const { scene, chance, partners, site } = told
  const { story, calendar } = scene
  const step = { source: 'desk', nextAction: 'Find who can help', nextActionOn: calendar.ago(daysAgo) } as const
  const asked = await askForHelp(story, [calendar.ago(daysAgo), '10:15'], someone(told), chance.pick(LEARNING), step)
  await tell(story, 'helpline', [calendar.ago(daysAgo), '10:40'], sendReferral, {
    ...{ requestId: asked.id, partner: partners[nth % partners.length] ?? '', site, words: '' },
    shared: ['phone', 'language', 'needs'],
  })
  const { db, allianceId } = story
  const referral = await db.transaction({ allianceId, readOnly: true }, (tx) =>
    tx.selectFrom('referral').select(['id', 'reference']).where('request_id', '=', asked.id).executeTakeFirstOrThrow(),
  )
  return { ...asked, referral }
}

const answer = ({ scene }: Told, { referral }: Sent, daysAgo: number, says: Record<string, string>) =>
  tell(scene.story, 'helpline', [scene.calendar.ago(daysAgo), '15:10'], answerReferral, {
    ...answerForm.parse(says),
    reference: referral.reference,
  })

/** One in each state, from sent this week to over. */
const passOn = async (told: Told): Promise<void> => {
  const { scene, chance } = told
  const { story, calendar } = scene
  const { partner } = await readPersonas(story.db, story.allianceId)
  await send(told, 2, 0)
  const helped = await send(told, 12, 0)
  if (partner)
    await tell(story, partner, [calendar.ago(10), '14:05'], answerAsPartner, {
      ...answerForm.parse({ answer: 'accept' }),
      reference: helped.referral.reference,
    })
  await answer(told, await send(told, 4, 1), 2, { answer: 'askMore', words: 'Can she manage the stairs to our room?' })
  await answer(told, await send(told, 8, 2), 6, { answer: 'decline', reason: 'no_room' })
  const finished = await send(told, 42, 1)
  await answer(told, finished, 40, { answer: 'accept' })
  await answer(told, finished, 18, { answer: 'finish', outcome: 'helped' })
  await close(story, [calendar.ago(17), '11:00'], finished, 'helped', chance.pick(CHANGED))
  const silent = await send(told, 36, 4)
  await tell(story, systemActor, [calendar.ago(21), '07:10'], nudgePartner, { id: silent.referral.id })
  await tell(story, systemActor, [calendar.ago(12), '07:10'], giveBackReferral, { id: silent.referral.id })
  const { referral } = await send(told, 15, 3)
  await tell(story, 'helpline', [calendar.ago(9), '12:20'], stopReferral, { reference: referral.reference })
}

const referred = (told: Told) => {
  const { name, phones, postcode } = someone(told)
  const { words, needs, barriers } = told.chance.pick(LEARNING)
  return {
    name,
    phones: phones.join('\n'),
    postcode: postcode ?? '',
    words,
    needs: [...needs],
    barriers: [...barriers],
    consent: 'yes',
  }
}

/** The desk did something about it, and closed it. */
const settle = async ({ scene }: Told, reference: string, daysAgo: number): Promise<void> => {
  const { db, allianceId } = scene.story
  const request = await db.transaction({ allianceId, readOnly: true }, (tx) =>
    tx.selectFrom('request').select(['id', 'reference']).where('reference', '=', reference).executeTakeFirstOrThrow(),
  )
  await close(scene.story, [scene.calendar.ago(daysAgo), '15:20'], request, 'signposted')
}

/** The partner's own account sends two people to us. */
const takeIn = async (told: Told): Promise<void> => {
  const { story, calendar } = told.scene
  const { partner } = await readPersonas(story.db, story.allianceId)
  if (!partner) return
  const early = await tell(story, partner, [calendar.ago(16), '13:30'], refer, referForm.parse(referred(told)))
  await settle(told, early.reference, 13)
  await tell(story, partner, [calendar.ago(1), '13:30'], refer, referForm.parse(referred(told)))
  const words = 'The online form for a blue badge asks for a photo, and nobody says what kind.'
  await tell(story, partner, [calendar.ago(3), '11:20'], giveFeedback, { theme: 'websites', words })
}

const WAYS_IN = [
  { name: 'Councillor Nell Thimblewick', kind: 'councillor', of: 'Councillor Thimblewick’s office' },
  { name: 'The hillside neighbourhood team', kind: 'neighbourhood_team', of: 'Hillside neighbourhood team' },
] as const

const NO_DETAILS = { whatTheyDo: '', contactName: '', email: null, phone: null, website: null } as const

const tokenOf = async ({ scene }: Told, id: string): Promise<string> => {
  const { db, allianceId } = scene.story
  const { sealed } = await db.transaction({ allianceId, readOnly: true }, (tx) =>
    tx.selectFrom('way_in').select('sealed').where('id', '=', id).executeTakeFirstOrThrow(),
  )
  return unseal(sealed)
}

/**
 * A councillor and a team have an address to refer by, and tell us by it what residents tell them: each as an organisation of its
 * own, since its staff see whom it referred.
 */
const byAddress = async (told: Told): Promise<void> => {
  const { story, calendar } = told.scene
  for (const [nth, { name, kind, of }] of WAYS_IN.entries()) {
    const office = { ...NO_DETAILS, name: of, sector: 'public', joinedOn: calendar.ago(61) } as const
    const partner = await tell(story, 'lead', [calendar.ago(61), '09:10'], recordPartner, office)
    const way = { partner: partner.id, name, kind, aDay: 10, endsOn: addDays(calendar.today, 300) }
    const { id } = await tell(story, 'lead', [calendar.ago(60), '09:30'], makeWayIn, way)
    const token = await tokenOf(told, id)
    for (const [turn, theme] of (['websites', 'services'] as const).entries()) {
      const said = { ...referred(told), needs: ['feedback', 'task'], theme }
      const daysAgo = 25 - nth * 6 - turn * 3
      const at = [calendar.ago(daysAgo), '16:45'] as const
      const sent = await tell(story, publicActor, at, referByLink, { ...linkReferForm.parse(said), token })
      await settle(told, sent.reference, daysAgo - 4)
    }
    await hear(told, token, nth)
  }
}

const HEARD: readonly (readonly [Theme, string])[] = [
  ['services', 'The machine for bus passes at the station is too low for wheelchairs and too high for children.'],
  ['websites', 'On the parking page the words are grey on grey.'],
  ['services', 'There is no signal at the back of the library, where the tables are.'],
  ['costs', 'The wifi of the community centre stops after half an hour.'],
]

/** What residents say about streets and libraries: nobody is named in it. */
const hear = async (told: Told, token: string, nth: number): Promise<void> => {
  const { story, calendar } = told.scene
  for (const [turn, [theme, words]] of HEARD.slice(nth * 2, nth * 2 + 2).entries())
    await tell(story, publicActor, [calendar.ago(12 - nth * 5 - turn * 2), '17:10'], giveFeedbackByLink, { theme, words, token })
}

const SAID: readonly (readonly [Theme, string])[] = [
  ['websites', 'The council tax page asks for a code that goes to a phone he does not have.'],
  ['websites', 'The bus times are only in an app now.'],
  ['websites', 'The repairs form shuts down when she goes back a page.'],
  ['costs', 'Data runs out in the third week of each month.'],
  ['services', 'The bank closed, and the next one is two buses away.'],
  ['praise', 'The man who came to help never hurried her.'],
]

const listen = async (told: Told): Promise<void> => {
  const { story, calendar } = told.scene
  for (const [nth, [theme, words]] of SAID.entries()) {
    const day = calendar.ago(30 - nth * 4)
    const person = await tell(story, 'helpline', [day, '12:00'], recordPerson, someone(told))
    const step = { source: 'desk', nextAction: 'Tell them what we did with it', nextActionOn: calendar.ahead(nth) } as const
    const asked = { personId: person.id, words, needs: ['feedback' as const], barriers: [], theme, ...step }
    await tell(story, 'helpline', [day, '12:05'], recordRequest, asked)
  }
}

/** A son asks by the form on the website, and his mother does not know yet. */
const forMother = async (told: Told): Promise<void> => {
  const { story, calendar } = told.scene
  const [mother, son] = [someone(told), someone(told)]
  const at = [calendar.ago(1), '19:20'] as const
  const { id } = await tell(story, 'helpline', at, recordPerson, { ...mother, phones: [], birthYear: null, postcode: null })
  const asker = await tell(story, 'helpline', at, recordPerson, { ...son, name: `Robin ${mother.name.split(' ')[1]}` })
  await tell(story, 'helpline', at, recordRequest, {
    ...{ personId: id, source: 'public_form', words: 'Would like to see the new baby on a screen.', needs: ['learn_skills'] },
    ...{ barriers: [], nextAction: 'Ring Robin: do they agree?', nextActionOn: calendar.today },
    asker: { id: asker.id, standing: 'relative', agreed: 'not_yet' },
    ring: { person: asker.id, why: 'They asked for someone on our website. Does that person agree?' },
  })
}

/** People passed on to partners and by them to us, in every state; and what residents told us. */
export const tellReferrals = async (scene: Scene, chance: Chance): Promise<void> => {
  const told = await readTold(scene, chance)
  await passOn(told)
  await takeIn(told)
  await byAddress(told)
  await listen(told)
  await forMother(told)
}
