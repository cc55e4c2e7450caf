import type { Module } from '#platform/module'
import { peopleImporter } from './people-importer'
import { routes } from './routes'

export { type BroughtIn, bringInPeople, type ImportedPerson } from './bring-in-people'
export { type FoundPerson, findPeople, matchingIds } from './finding/find-people'
export { locateMany } from './locate-many'
export { languageCell, personCells, personColumnsWanted } from './people-importer'
export { LANGUAGE_CODES, LANGUAGES, languageName, type PersonInput, personForm } from './person'
export { type PersonRecord, readPerson } from './person.queries'
export { ReachBox, reachPart, SafePlanTag, SOMEONE_KEPT_APART } from './reaching/reach-box'
export { recordPerson, writePerson } from './record-person'
export { reachFor } from './restricting/read-restricted'

export const people: Module = {
  name: 'people',
  routes,
  importers: [peopleImporter],
  says: {
    'person.read-restricted': ({ where }) => `Their record was read: ${where}`,
    'person.record': () => 'Became known to us',
    'person.correct': ({ changed }) =>
      `Details put right: ${(changed as string[]).map((column) => column.replaceAll('_', ' ')).join(', ') || 'phone numbers'}`,
  },
  menu: [
    { label: 'Find', path: '/find', action: 'person.find', order: 15 },
    { label: 'People', path: '/people', action: 'person.list', order: 30 },
  ],
}
