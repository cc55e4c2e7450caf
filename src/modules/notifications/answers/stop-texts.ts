import { command, type Work } from '#platform/command'
import { newId } from '#platform/ids'
import type { House } from '#platform/module'
import { done, refuse } from '#platform/outcome'
import { inboundMoves } from '../inbound.moves'
import { happened, type Known, settle } from './settle-text'

const wasStopped = async ({ tx, allianceId }: Work, { id, from_number }: Known['text']): Promise<boolean> => {
  const before = await tx
    .selectFrom('inbound_text')
    .select('id')
    .where('alliance_id', '=', allianceId)
    .where('from_number', '=', from_number)
    .where('status', '=', 'stopped')
    .where('id', '<>', id)
    .executeTakeFirst()
  return before !== undefined
}

/** The one last text to a number, to say that there will be no more. It is to the number rather than to a person, whose texts have stopped. */
const saySo = async (work: Work, { id, from_number }: Known['text']): Promise<void> => {
  const { tx, allianceId, at } = work
  const alliance = await tx
    .selectFrom('alliance')
    .select(['name', 'helpline_number'])
    .where('id', '=', allianceId)
    .executeTakeFirstOrThrow()
  const ring = alliance.helpline_number ? ` To talk to us, ring ${alliance.helpline_number}.` : ''
  await tx
    .insertInto('message')
    .values({
      ...{
        alliance_id: allianceId,
        id: newId(at),
        way: 'text',
        address: from_number,
        subject: '',
        created_at: at,
        next_try_at: at,
      },
      ...{ body: `${alliance.name} will not text this number any more.${ring}`, about_type: 'inbound_text', about_id: id },
    })
    .execute()
  await work.queue('post-round', {})
}

/** Where somebody must be careful, not even that may show on the screen: it says who we are. */
const mayAnswer = (people: Known['people']): boolean =>
  people.length > 0 && people.every(({ restricted, hasPlan }) => !restricted && !hasPlan)

/** No more texts to this number, whoever has it; said once, unless somebody there is kept apart or has a safe contact plan. */
export const stopTexts = command('text.read', async (work, { text, people, house }: Known & { house: House }) => {
  const [person] = people
  const move = person ? inboundMoves.stop : inboundMoves.leave
  const isRepeated = await wasStopped(work, text)
  if (!(await settle(work, text.id, move, { came_of_it: 'Asked us to stop', person_id: person?.id ?? null })))
    return refuse('moved-on')
  for (const { id } of people)
    await house.marksWay(work, { person: id, way: 'phone', address: text.from_number, what: 'stopped' })
  if (mayAnswer(people) && !isRepeated) await saySo(work, text)
  return done(null, ...people.map(({ id }) => happened(text, id, 'Asked us to stop texting')))
})
