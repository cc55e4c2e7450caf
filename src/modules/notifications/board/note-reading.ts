import { command } from '#platform/command'
import { done } from '#platform/outcome'

/** Writes down that someone read what a person who is kept apart texted us: every reading is an event. */
export const noteReading = command('person.read-restricted', async (_work, { person }: { person: string }) =>
  done(null, { about: { type: 'person', id: person }, person, detail: { where: 'a text they sent us' } }),
)
