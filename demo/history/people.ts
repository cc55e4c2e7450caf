import { bringIn } from '../bring-in'
import type { Chance } from '../chance'
import { csv } from '../csv'
import { madeUpPerson } from '../made-up-people'
import type { Story } from '../story'

export interface Learner {
  readonly id: string
  readonly reference: string
  readonly name: string
}

/** Brings made-up people in as a file, as a partner would send it: one day, one file. `label` tells files of one day apart. */
export const bringPeopleIn = async (
  story: Story,
  chance: Chance,
  { day, count, label, postcodes }: { day: string; count: number; label: string; postcodes: readonly string[] },
): Promise<Learner[]> => {
  const rows = Array.from({ length: count }, (_none, nth) => {
    const { name, birthYear, phones, postcode, language } = madeUpPerson(chance, postcodes)
    return [`${label}-${nth + 1}`, name, birthYear ?? '', phones.join('; '), postcode ?? '', language]
  })
  const before = await countPeople(story)
  await bringIn(story, day, 'people', csv([['Reference', 'Name', 'Year of birth', 'Phone', 'Postcode', 'Language'], ...rows]))
  return newest(story, (await countPeople(story)) - before)
}

const countPeople = async ({ db, allianceId }: Story): Promise<number> =>
  db.transaction({ allianceId, readOnly: true }, async (tx) => {
    const row = await tx
      .selectFrom('person')
      .select((count) => count.fn.countAll<number>().as('people'))
      .where('alliance_id', '=', allianceId)
      .where('import_key', 'is not', null)
      .executeTakeFirstOrThrow()
    return row.people
  })

/** The people brought in last, in the order of their file. */
const newest = async ({ db, allianceId }: Story, count: number): Promise<Learner[]> => {
  const rows = await db.transaction({ allianceId, readOnly: true }, (tx) =>
    tx
      .selectFrom('person')
      .select(['id', 'reference', 'name'])
      .where('alliance_id', '=', allianceId)
      .where('import_key', 'is not', null)
      .orderBy((order) => order.fn('length', ['reference']), 'desc')
      .orderBy('reference', 'desc')
      .limit(count)
      .execute(),
  )
  return rows.toReversed()
}
