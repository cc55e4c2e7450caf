import type { Role } from '../../src/platform/access'
import type { Ctx } from '../../src/platform/command'
import type { Tx } from '../../src/platform/db'
import { newId } from '../../src/platform/ids'
import type { World } from '../world'
import { atDesk } from './desk'
import { keepFigures, planSessions } from './figures'
import { lend, promiseAhead } from './library'
import { print } from './paper'
import { sendPost } from './post'
import { keepRecord } from './record'
import { passOn } from './referred'
import { recordTwice } from './twice'
import { who } from './who'

/** Stands in every name and every word of a built borough, so that a page which shows any of it gives itself away. */
export const MARK = 'Zzquill'

/** One of everything an alliance keeps: the ids, and the references its pages are addressed by. */
export interface Borough {
  readonly ids: Readonly<Record<RecordName, string>>
  readonly refs: Readonly<Record<RefName, string>>
}

type RefName =
  | 'person'
  | 'double'
  | 'champion'
  | 'request'
  | 'session'
  | 'group'
  | 'device'
  | 'spareDevice'
  | 'keptDevice'
  | 'takenInDevice'
  | 'loan'
  | 'promise'
  | 'returned'
  | 'waiting'
  | 'booking'
  | 'agreement'
  | 'referral'
  | 'sim'
  | 'check'
type RecordName =
  | keyof Awaited<ReturnType<typeof recordTwice>>
  | 'account'
  | 'wayIn'
  | 'feedback'
  | 'partner'
  | 'place'
  | 'closure'
  | 'person'
  | 'championPerson'
  | 'champion'
  | 'request'
  | 'call'
  | 'match'
  | 'session'
  | 'group'
  | 'skill'
  | 'resource'
  | 'target'
  | 'importRun'
  | 'bundle'
  | 'device'
  | 'spareDevice'
  | 'keptDevice'
  | 'takenInDevice'
  | 'promise'
  | 'returned'
  | 'wipe'
  | 'photo'
  | 'door'
  | 'loan'
  | 'waiting'
  | 'booking'
  | 'agreement'
  | 'rule'
  | 'distribution'
  | 'draft'
  | 'incoming'
  | 'list'
  | 'callBack'
  | 'message'
  | 'notice'
  | 'text'
  | 'told'
  | 'consent'
  | 'note'
  | 'concern'

const AT = new Date('2025-11-03T09:00:00Z')
const DAY = '2025-11-03'

/** Makes rows of one alliance, and knows the word that marks them. */
export interface Row {
  <T extends object>(values: T): T & { alliance_id: string; id: string }
  readonly mark: string
}

const rowsOf = (allianceId: string, mark: string): Row =>
  Object.assign(<T extends object>(values: T) => ({ alliance_id: allianceId, id: newId(), ...values }), { mark })

const help = async (tx: Tx, row: Row, people: Awaited<ReturnType<typeof who>>) => {
  const { account, partner } = people
  const days = { applied_on: DAY, checked_on: DAY, trained_on: DAY, active_on: DAY }
  const champion = row({ person_id: people.helper.id, kind: 'volunteer', status: 'active', ...days })
  await tx.insertInto('champion').values(champion).execute()
  const opened = {
    status: 'new',
    source: 'partner',
    opened_at: AT,
    opened_on: DAY,
    next_action_on: DAY,
    next_action: `Ring ${row.mark}`,
  }
  const asked = { words: `${row.mark} words`, needs: ['learn_skills'], partner_id: partner.id, owner_id: account.id }
  const request = await tx
    .insertInto('request')
    .values(row({ person_id: people.person.id, ...opened, ...asked }))
    .returning(['id', 'reference'])
    .executeTakeFirstOrThrow()
  const about = { person_id: people.person.id, request_id: request.id }
  const call = row({ ...about, direction: 'in', started_at: AT, called_on: DAY, result: 'spoke', notes: `${row.mark} notes` })
  const match = row({ ...about, champion_id: champion.id, status: 'asked', asked_at: AT })
  await tx.insertInto('call').values(call).execute()
  await tx.insertInto('match').values(match).execute()
  return { champion, request, call, match }
}

/** Fills a world with one of everything, straight into the tables: what it tests is the pages, not the commands. */
export const buildBorough = ({ db, allianceId }: World, mark = MARK): Promise<Borough> =>
  db.transaction({ allianceId }, async (tx) => {
    const row = rowsOf(allianceId, mark)
    const people = await who(tx, row)
    const { account, partner, place, closure, person, helper } = people
    const { champion, request, call, match } = await help(tx, row, people)
    const met = { champion: champion.id, request: request.id, place: place.id, person: person.id }
    const { session, group } = await planSessions(tx, row, met)
    const { skill, resource, target, importRun, distribution } = await keepFigures(tx, row, {
      partner: partner.id,
      account: account.id,
    })
    const { device, spare, kept, takenIn, wipe, loan, promise, returned, photo, door, sim, check } = await lend(tx, row, {
      person: person.id,
      place: place.id,
    })
    const ahead = await promiseAhead(tx, row, { person: person.id, place: place.id, partner: partner.id, device: spare.id })
    const bundle = await print(tx, row, { person: person.id, account: account.id })
    const twice = await recordTwice(tx, row, { person: person.id, account: account.id })
    const desk = await atDesk(tx, row, { person: person.id, account: account.id })
    const post = await sendPost(tx, row, { person: person.id, account: account.id })
    const { referral, wayIn, feedback } = await passOn(tx, row, {
      person: person.id,
      account: account.id,
      partner: partner.id,
      request: request.id,
    })
    const record = await keepRecord(tx, row, { person: person.id, account: account.id })
    const all = {
      wayIn,
      feedback,
      account,
      partner,
      place,
      closure,
      person,
      champion,
      request,
      call,
      match,
      session,
      group,
      skill,
      resource,
      target,
      importRun,
    }
    const lent = {
      device,
      spareDevice: spare,
      keptDevice: kept,
      takenInDevice: takenIn,
      wipe,
      photo,
      door,
      sim,
      check,
      loan,
      promise,
      returned,
      distribution,
      championPerson: helper,
    }
    return {
      ids: Object.fromEntries(
        Object.entries({ ...all, ...lent, ...ahead, ...twice, ...record, ...desk, ...post, bundle }).map(([name, { id }]) => [
          name,
          id,
        ]),
      ) as Borough['ids'],
      refs: {
        ...{ person: person.reference, champion: helper.reference, request: request.reference, session: session.reference },
        ...{ double: twice.double.reference, group: group.reference, device: device.reference, loan: loan.reference },
        ...{ referral: referral.reference },
        ...{
          spareDevice: spare.reference,
          keptDevice: kept.reference,
          takenInDevice: takenIn.reference,
          promise: promise.reference,
          returned: returned.reference,
        },
        ...{
          waiting: ahead.waiting.reference,
          booking: ahead.booking.reference,
          agreement: ahead.agreement.reference,
          sim: sim.reference,
          check: check.reference,
        },
      },
    }
  })

/** An account of this alliance with these roles: a champion's is the borough's champion, a partner's speaks for its partner. */
export const staffOf = async (world: World, borough: Borough, ...roles: Role[]): Promise<Ctx> => {
  const ctx = await world.as(...roles)
  const personId = roles.includes('champion') ? borough.ids.championPerson : null
  const partnerId = roles.includes('partner') ? borough.ids.partner : null
  await world.db.transaction({ allianceId: world.allianceId }, (tx) =>
    tx
      .updateTable('account')
      .set({ person_id: personId, partner_id: partnerId })
      .where('alliance_id', '=', world.allianceId)
      .where('id', '=', String(ctx.actor.accountId))
      .execute(),
  )
  return { ...ctx, actor: { ...ctx.actor, personId, partnerId } }
}
