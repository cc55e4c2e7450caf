import { z } from 'zod'
import { command } from '#platform/command'
import { maybeDate } from '#platform/fields'
import type { StopsForPerson } from '#platform/module'
import { done, refuse } from '#platform/outcome'
import { findPerson } from './find-person'
import { stopFor } from './stop-for'

export const diedForm = z.object({ diedOn: maybeDate('Enter the day as day, month and year, or leave it empty') })

interface Died {
  readonly reference: string
  readonly diedOn: string | null
  /** What the modules stop: the house's `stopsForPerson`. */
  readonly stops: readonly StopsForPerson[]
}

/**
 * Someone told us that a person has died. No message goes to them from this moment, nobody rings them, and nobody outside goes on
 * about them; the day is written down only if it was given.
 */
export const markDied = command('person.died', async (work, { reference, diedOn, stops }: Died) => {
  const { tx, allianceId, today } = work
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
  const stopped = await stopFor(work, stops, person.id, 'died')
  const happened = { about: { type: 'person', id: person.id }, person: person.id, detail: { died: true } }
  return done(person, happened, ...stopped)
})

/** It was a mistake: they are alive. Nobody goes on being told of a death, and whoever was told is told otherwise. */
export const markAlive = command('person.died', async (work, { reference, stops }: Omit<Died, 'diedOn'>) => {
  const { tx, allianceId } = work
  const person = await findPerson(tx, allianceId, reference)
  if (!person) return refuse('not-found')
  if (!person.has_died) return refuse('moved-on')
  await tx
    .updateTable('person')
    .set({ has_died: false, died_on: null })
    .where('alliance_id', '=', allianceId)
    .where('id', '=', person.id)
    .execute()
  const happened = await stopFor(work, stops, person.id, 'alive')
  return done(person, { about: { type: 'person', id: person.id }, person: person.id, detail: { died: false } }, ...happened)
})
