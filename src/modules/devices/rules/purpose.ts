import { z } from 'zod'
import type { Work } from '#platform/command'
import type { Tx } from '#platform/db'
import { needed, whole } from '#platform/fields'
import { prepared } from '#platform/prepared'

export interface Purpose {
  readonly code: string
  readonly name: string
  /** What lists say instead, where the reason itself must not be seen. */
  readonly said_as: string
  readonly head_start_days: number
}

const same = (code: string, name: string, head_start_days: number): Purpose => ({ code, name, said_as: name, head_start_days })

/** What an alliance starts with, and may change: see the page of rules. */
export const FIRST_PURPOSES: readonly Purpose[] = [
  { code: 'safety', name: 'Fleeing abuse', said_as: 'Urgent', head_start_days: 365 },
  same('school', 'School work', 60),
  same('shielding', 'Shielding or housebound', 60),
  same('job', 'Job search or benefits', 30),
  same('health', 'Health or care', 30),
  same('contact', 'Family, friends and everyday life', 0),
]

const allPurposes = prepared((tx, allianceId: string) =>
  tx
    .selectFrom('lending_purpose')
    .select(['code', 'name', 'said_as', 'head_start_days', 'ended_on'])
    .where('alliance_id', '=', allianceId)
    .orderBy('head_start_days', 'desc')
    .orderBy('name'),
)

/** What a device can be wanted for, those with the longest head start first. */
export const readPurposes = async (tx: Tx, allianceId: string): Promise<readonly Purpose[]> => {
  const rows = await allPurposes(tx, allianceId)
  return rows.length === 0 ? FIRST_PURPOSES : rows.filter((row) => row.ended_on === null)
}

/** Gives an alliance its first purposes, once, in the use case that first needs one. */
export const ensurePurposes = async ({ tx, allianceId }: Work): Promise<void> => {
  const known = await tx
    .selectFrom('lending_purpose')
    .select('code')
    .where('alliance_id', '=', allianceId)
    .limit(1)
    .executeTakeFirst()
  if (known) return
  await tx
    .insertInto('lending_purpose')
    .values(FIRST_PURPOSES.map((purpose) => ({ alliance_id: allianceId, ...purpose })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** A purpose that can be chosen today, or undefined. */
export const purposeBy = async (work: Work, code: string): Promise<Purpose | undefined> => {
  await ensurePurposes(work)
  return (await readPurposes(work.tx, work.allianceId)).find((purpose) => purpose.code === code)
}

export const purposeChoices = (purposes: readonly Purpose[]) => purposes.map(({ code, name }) => ({ value: code, label: name }))

export const purposeForm = z.object({
  name: needed('Enter what a device can be wanted for', 60),
  saidAs: needed('Enter what lists say', 60),
  headStart: whole(0, 730, 'Enter a number of days from 0 to 730'),
})
export type PurposeInput = z.output<typeof purposeForm>
