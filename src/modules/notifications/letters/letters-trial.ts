import { extractText } from 'unpdf'
import { newId } from '#platform/ids'
import type { World } from '#test/world'
import { printLetters } from './print-letters'

/** What tests of letters start from: a person, what they are to be told, and the letter that waits for paper. */

interface Written {
  readonly name?: string
  readonly address?: string
  readonly language?: string
  readonly large?: boolean
  readonly status?: string
  readonly provider?: string
  readonly body?: string
}

const FACTS = JSON.stringify({ device: 'tablet', due: '12 December 2025' })
const HOME = { address: '12 Longmeadow Road, Edgeley', postcode: 'SK3 8NR' }

/** A person, what they are to be told, and the letter that carries it, as the round writes them. */
export const writeLetter = (
  world: World,
  { name = 'Ann Ashworth', ...more }: Written = {},
): Promise<{ person: string; message: string; notice: string }> =>
  world.db.transaction(world.system, async (tx) => {
    const [person, message, notice] = [newId(), newId(), newId()]
    const at = world.system.clock.now()
    const { allianceId: alliance_id } = world
    await tx
      .insertInto('person')
      .values({ alliance_id, id: person, name, ...HOME, created_on: '2025-11-01' })
      .execute()
    await tx
      .insertInto('notice')
      .values({
        ...{
          alliance_id,
          id: notice,
          person_id: person,
          template: 'loan-due-soon',
          personalisation: FACTS,
          about_type: 'person',
          about_id: person,
        },
        ...{ cause: `test ${notice}`, status: 'on_its_way', not_before: at, plan_at: at, created_at: at },
      })
      .execute()
    await tx
      .insertInto('message')
      .values({
        ...{ alliance_id, id: message, way: 'letter', address: more.address ?? '12 Longmeadow Road\nEdgeley\nSK3 8NR' },
        ...{
          subject: `News for ${name}`,
          body: more.body ?? `Hello ${name}`,
          about_type: 'person',
          about_id: person,
          person_id: person,
        },
        ...{ language: more.language ?? 'en', large_print: more.large ?? false, status: more.status ?? 'planned' },
        ...{ created_at: at, next_try_at: at, provider: more.provider ?? 'print' },
      })
      .execute()
    await tx.insertInto('message_notice').values({ alliance_id, message_id: message, notice_id: notice }).execute()
    return { person, message, notice }
  })

export const statusesOf = (world: World, { message, notice }: { message: string; notice: string }) =>
  world.db.transaction(world.system, async (tx) => {
    const one = await tx
      .selectFrom('message')
      .select(['status', 'sent_at', 'print_run_id'])
      .where('id', '=', message)
      .executeTakeFirstOrThrow()
    const { status } = await tx.selectFrom('notice').select('status').where('id', '=', notice).executeTakeFirstOrThrow()
    return { message: one.status, notice: status, run: one.print_run_id, sentAt: one.sent_at }
  })

export const pagesOf = async (pdf: Buffer): Promise<string[]> => {
  const { text } = await extractText(new Uint8Array(pdf))
  return text.map((page) => page.replace(/\s+/g, ' '))
}

export const print = async (world: World) => {
  const outcome = await printLetters(await world.as('librarian'), {})
  if (!outcome.ok) throw new Error(outcome.says)
  return outcome.value.run
}

export const update = (world: World, person: string, changes: Record<string, unknown>) =>
  world.db.transaction(world.system, (tx) => tx.updateTable('person').set(changes).where('id', '=', person).execute())
