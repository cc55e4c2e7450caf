import { z } from 'zod'
import { command } from '#platform/command'
import { maybeDate } from '#platform/fields'
import { done, refuse } from '#platform/outcome'
import { findPerson } from './find-person'

export const diedForm = z.object({ diedOn: maybeDate('Enter the day as day, month and year, or leave it empty') })

interface Died {
  readonly reference: string
  readonly diedOn: string | null
}

/** Someone told us that a person has died. No message goes to them from this moment; the day is written down only if it was given. */
export const markDied = command('person.died', async ({ tx, allianceId, today }, { reference, diedOn }: Died) => {
  const person = await findPerson(tx, allianceId, reference)
  if (!person) return refuse('not-found')
  if (person.has_died) return refuse('moved-on')
  if (diedOn && diedOn > today) return refuse('to-come', 'The day cannot be in the future', 'diedOn')
  await tx
    .updateTable('person')
    .set({ has_died: true, died_on: diedOn })
    .where('alliance_id', '=', allianceId)
    .where('id', '=', person.id)
    .execute()
  return done(person, { about: { type: 'person', id: person.id }, person: person.id, detail: { died: true } })
})

/** It was a mistake: they are alive. */
export const markAlive = command('person.died', async ({ tx, allianceId }, { reference }: { reference: string }) => {
  const person = await findPerson(tx, allianceId, reference)
  if (!person) return refuse('not-found')
  if (!person.has_died) return refuse('moved-on')
  await tx
    .updateTable('person')
    .set({ has_died: false, died_on: null })
    .where('alliance_id', '=', allianceId)
    .where('id', '=', person.id)
    .execute()
  return done(person, { about: { type: 'person', id: person.id }, person: person.id, detail: { died: false } })
})
