import type { Module } from '#platform/module'
import { routes } from './routes'

export { type FoundPerson, findPeople, matchingIds } from './find-people'
export { LANGUAGES, languageName, type PersonInput, personForm } from './person'
export { SafeContact } from './person.page'
export { type PersonRecord, readPerson } from './person.queries'
export { PersonFields } from './person-fields'
export { type RecordedPerson, recordPerson } from './record-person'

export const people: Module = {
  name: 'people',
  routes,
  says: {
    'person.record': () => 'Became known to us',
    'person.correct': ({ changed }) =>
      `Details put right: ${(changed as string[]).map((column) => column.replaceAll('_', ' ')).join(', ') || 'phone numbers'}`,
  },
  menu: [
    { label: 'Find', path: '/find', action: 'person.find', order: 5 },
    { label: 'People', path: '/people', action: 'person.list', order: 30 },
  ],
}
