import {
  callForm,
  callListForm,
  type DraftFields,
  editForm,
  makeCallList,
  type Need,
  putOnDuty,
  recordCall,
  saveDraft,
  triageRequest,
} from '#modules/helpline'
import { sessions } from '#modules/sessions'
import { londonInstant } from '#platform/clock'
import { newId } from '#platform/ids'
import type { Chance } from '../chance'
import { madeUpToRing } from '../made-up-people'
import { type Moment, tell } from '../story'
import { type Asked, ring, ringForHelp } from '../tell/requests'
import type { Scene } from './requests'

const SKILLS = { needs: ['learn_skills'] as Need[], barriers: ['skills_and_confidence'] } as const

const promised = (scene: Scene, chance: Chance, at: Moment, on: string, words: string): Promise<Asked> =>
  ringForHelp(scene.story, at, {
    ...{ who: madeUpToRing(chance, scene.postcodes), ask: { ...SKILLS, words }, minutes: chance.between(4, 12) },
    ...{ next: 'ring', nextOn: on, nextWords: 'See how the tablet goes' },
  })

const owedTo = async ({ story }: Scene, reference: string): Promise<string[]> =>
  story.db.transaction({ allianceId: story.allianceId, readOnly: true }, async (tx) => {
    const rows = await tx
      .selectFrom('call_back as c')
      .innerJoin('person as p', (join) => join.onRef('p.id', '=', 'c.person_id').onRef('p.alliance_id', '=', 'c.alliance_id'))
      .select('c.id')
      .where('c.alliance_id', '=', story.allianceId)
      .where('p.reference', '=', reference)
      .where('c.status', '=', 'waiting')
      .execute()
    return rows.map(({ id }) => id)
  })

/** Promised, rung twice, and not reached so far. */
const rungTwice = async (scene: Scene, chance: Chance): Promise<void> => {
  const { story, calendar } = scene
  const asked = await promised(scene, chance, [calendar.ago(12), '11:40'], calendar.ago(8), 'Would like to pay her bills online.')
  for (const [ago, time, result] of [
    [8, '10:05', 'no_answer'],
    [6, '14:20', 'voicemail'],
  ] as const) {
    const call = { person: asked.person, request: asked.reference, direction: 'out', result, next: 'queue', minutes: '1' }
    const tried = callForm.parse({ ...call, callBacks: await owedTo(scene, asked.person) })
    await tell(story, 'helpline', [calendar.ago(ago), time], recordCall, tried)
  }
}

/** A daughter rings for her father, who agreed; and a neighbour tells us what is hard. */
const forOthers = async (scene: Scene, chance: Chance): Promise<void> => {
  const { story, calendar } = scene
  const daughter = {
    ...madeUpToRing(chance, scene.postcodes),
    name: `Grace ${madeUpToRing(chance, scene.postcodes).name.split(' ')[1]}`,
  }
  await ring(story, [calendar.ago(2), '15:25'], {
    ...{ who: madeUpToRing(chance, scene.postcodes), ask: { ...SKILLS, words: 'He would like to see the family on a screen.' } },
    ...{ minutes: 9, next: 'ring', nextOn: calendar.today, nextWords: 'Ask which afternoon suits him' },
    onBehalf: {
      callerName: daughter.name,
      callerPhones: daughter.phones.join(),
      standing: 'relative',
      agreed: 'said_so',
      ringWhom: 'caller',
    },
  })
  await ringForHelp(story, [calendar.ago(3), '12:10'], {
    ...{ who: madeUpToRing(chance, scene.postcodes), minutes: 6, next: 'other', nextOn: calendar.ahead(2) },
    ask: {
      words: 'The surgery’s booking page logs her out while she looks for her glasses.',
      needs: ['feedback'],
      barriers: ['access'],
    },
    ...{ nextWords: 'Tell the surgery', theme: 'websites' },
  })
}

/** A call that was begun a little while ago and is not finished. */
const begun = async ({ story, calendar }: Scene): Promise<void> => {
  const fields: DraftFields = {
    notes: 'Rang about a letter that says her landline changes to digital. Went to find the letter…',
    needs: ['task'],
  }
  await tell(story, 'helpline', [calendar.today, timeBefore(story.now)], saveDraft, { id: newId(), turn: 1, person: '', fields })
}

const timeBefore = (now: Date): string => {
  const hour = new Date(now.getTime() - 3_600_000).toISOString().slice(11, 16)
  return londonInstant(now.toISOString().slice(0, 10), hour) < now ? hour : '00:01'
}

const lookedAt = async (scene: Scene, chance: Chance): Promise<void> => {
  const { story, calendar } = scene
  const at = [calendar.ago(1), '10:35'] as const
  const asked = await promised(scene, chance, at, calendar.ahead(1), 'Needs help to renew a bus pass.')
  const step = {
    owner: String(story.actors.helpline?.accountId),
    nextAction: 'Ring about the bus pass',
    nextActionOn: calendar.ahead(1),
  }
  const looked = editForm.parse({ words: 'Needs help to renew a bus pass.', needs: ['task'], barriers: [], ...step })
  await tell(story, 'helpline', [calendar.ago(1), '11:05'], triageRequest, { ...looked, id: asked.id, stops: [] })
}

/** Whoever a champion helps rings, and gets a time of their own with that champion before they hang up. */
const ownTime = async ({ story, calendar }: Scene): Promise<void> => {
  const helped = await story.db.transaction({ allianceId: story.allianceId, readOnly: true }, (tx) =>
    tx
      .selectFrom('match as m')
      .innerJoin('request as r', (join) => join.onRef('r.id', '=', 'm.request_id').onRef('r.alliance_id', '=', 'm.alliance_id'))
      .innerJoin('person as p', (join) => join.onRef('p.id', '=', 'r.person_id').onRef('p.alliance_id', '=', 'r.alliance_id'))
      .select(['p.reference as person', 'r.reference as request'])
      .where('m.status', '=', 'accepted')
      .where('r.status', '=', 'in_hand')
      .orderBy('r.reference', 'desc')
      .executeTakeFirst(),
  )
  if (!helped) return
  const booked = { next: 'session', pickSession: 'one-to-one phone', pickTime: '5pm', nextOn: calendar.ahead(9) }
  const call = callForm.parse({
    ...helped,
    ...booked,
    nextWords: 'Sending photos',
    notes: 'Asks for a time by phone.',
    minutes: '4',
  })
  await tell(story, 'helpline', [calendar.ago(1), '15:40'], recordCall, { ...call, steps: sessions.callSteps ?? [] })
}

/** What the desk has before it today: calls due and late, one tried twice, people to ring for one purpose, a call not finished. */
export const tellDesk = async (scene: Scene, chance: Chance): Promise<void> => {
  const { story, calendar } = scene
  const due = [
    await promised(scene, chance, [calendar.ago(5), '10:15'], calendar.ago(2), 'Bought a phone and is afraid of it.'),
    await promised(scene, chance, [calendar.ago(4), '14:45'], calendar.ago(1), 'Wants to send a photo to her sister.'),
    await promised(scene, chance, [calendar.ago(2), '09:35'], calendar.ago(1), 'Cannot hear the tablet any more.'),
  ]
  await tell(story, 'coordinator', [calendar.ago(3), '09:05'], putOnDuty, { account: String(story.actors.helpline?.accountId) })
  await rungTwice(scene, chance)
  await forOthers(scene, chance)
  await lookedAt(scene, chance)
  await ownTime(scene)
  const list = {
    ...{ name: 'Chargers called back', why: 'The charger of their tablet may get hot', choose: 'references', priority: 'soon' },
    script:
      'Please unplug the charger and do not use it. We send a new one, free, this week. Is there anything you need it for today?',
    references: due.map(({ person }) => person).join(' '),
  }
  await tell(story, 'coordinator', [calendar.ago(1), '16:00'], makeCallList, callListForm.parse(list))
  await begun(scene)
}
