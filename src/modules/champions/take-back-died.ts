import { sql } from 'kysely'
import { callOff, notify } from '#modules/notifications'
import type { Work } from '#platform/command'
import { seeingAll } from '#platform/seeing-all'
import { learnerAlive, learnerDied } from './templates'

interface Told {
  readonly cause: string
  readonly champion: string
  readonly request_id: string
  readonly request: string
  readonly heard: boolean
}

/** What champions were to be told of this death, and whether they heard it: a message that went, or a call that reached them. */
const toldOf = async ({ tx, allianceId }: Work, learner: string): Promise<readonly Told[]> => {
  const { rows } = await sql<Told>`
    select n.cause, n.person_id as champion, n.about_id as request_id, n.personalisation ->> 'request' as request,
      n.status in ('on_its_way', 'told') or (n.status = 'to_call' and exists (select from call_back c
        where c.alliance_id = n.alliance_id and starts_with(c.cause || ' ', 'notice ' || n.id || ' ') and c.status = 'done')) as heard
    from notice n where n.alliance_id = ${allianceId} and n.template = ${learnerDied.name} and n.about_type = 'request'
      and starts_with(n.cause, ${`${learnerDied.name} ${learner} `})`.execute(tx)
  return rows
}

/** They are alive: what has not gone stays unsaid, and a champion who heard of a death hears that it was a mistake, by the request alone. */
export const takeBackDied = (work: Work, learner: string): Promise<void> =>
  seeingAll(work.tx, async () => {
    for (const id of new Set((await toldOf(work, learner)).map(({ request_id }) => request_id)))
      await callOff(work, { about: { type: 'request', id }, templates: [learnerDied.name] })
    for (const told of await toldOf(work, learner)) {
      if (!told.heard) continue
      await notify(work, {
        ...{ to: told.champion, about: { type: 'request', id: told.request_id }, template: learnerAlive },
        ...{ personalisation: { request: told.request }, cause: `${learnerAlive.name} ${told.cause}` },
      })
    }
  })
