import { z } from 'zod'
import { command } from '#platform/command'
import type { Tx } from '#platform/db'
import { phoneNumber, words } from '#platform/fields'
import { done } from '#platform/outcome'

const maybeNumber = (error: string) =>
  z.preprocess(
    (value) => String(value ?? '').trim(),
    z.string().refine((text) => text === '' || phoneNumber(text) !== null, { error }),
  )

export const numbersForm = z.object({
  adults: maybeNumber('Enter the council’s number for adults at risk in full'),
  children: maybeNumber('Enter the council’s number for children at risk in full'),
  atNight: maybeNumber('Enter the number for nights and weekends in full'),
  words: words(500),
})

/** Whom to ring now about someone at risk, as this alliance's council says; empty where nobody has said. */
export const readNumbers = async (tx: Tx, allianceId: string): Promise<z.output<typeof numbersForm>> => {
  const row = await tx.selectFrom('safeguarding_contact').selectAll().where('alliance_id', '=', allianceId).executeTakeFirst()
  return {
    adults: row?.adults_number ?? '',
    children: row?.children_number ?? '',
    atNight: row?.at_night_number ?? '',
    words: row?.words ?? '',
  }
}

/** Sets whom to ring about someone at risk. */
export const setNumbers = command('safeguarding.numbers', async ({ tx, allianceId }, input: z.output<typeof numbersForm>) => {
  const columns = {
    adults_number: input.adults,
    children_number: input.children,
    at_night_number: input.atNight,
    words: input.words,
  }
  await tx
    .insertInto('safeguarding_contact')
    .values({ alliance_id: allianceId, ...columns })
    .onConflict((conflict) => conflict.column('alliance_id').doUpdateSet(columns))
    .execute()
  return done(null, { about: { type: 'alliance', id: allianceId } })
})
