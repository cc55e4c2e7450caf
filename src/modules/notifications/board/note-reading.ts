import { type Ctx, command } from '#platform/command'
import { done } from '#platform/outcome'

interface Reading {
  readonly person: string
  /** What of theirs, in a few words. */
  readonly where: string
}

const noteReading = command('person.read-restricted', async (_work, { person, where }: Reading) =>
  done(null, { about: { type: 'person', id: person }, person, detail: { where } }),
)

interface Read {
  readonly person_id: string | null
  readonly is_kept_apart: boolean
}

/** Writes down that someone read what we and people who are kept apart wrote each other: every reading is an event. */
export const noteReadings = async (ctx: Ctx, read: readonly Read[], where: string): Promise<void> => {
  const people = new Set(read.flatMap(({ person_id, is_kept_apart }) => (is_kept_apart && person_id ? [person_id] : [])))
  // A page that is only read has no form, and a form's id must not be spent on this
  for (const person of people) await noteReading({ ...ctx, submission: undefined }, { person, where })
}
