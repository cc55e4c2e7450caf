import type { Module } from '#platform/module'
import { endConsents } from './consent/end-consents'
import { lookForDuplicates } from './duplicates/look-for-duplicates'
import { pairMoves } from './duplicates/pair.moves'
import { countOffered } from './duplicates/pair.queries'
import { tidyNames } from './duplicates/tidy-names'
import { forgetPerson } from './erasing/forget'
import { personPanels } from './panels'
import { peopleImporter } from './people-importer'
import { routes } from './routes'
import { says } from './says'

export { type BroughtIn, bringInPeople, type ImportedPerson } from './bring-in-people'
export { consentNow } from './consent/consent.queries'
export { endConsent } from './consent/end-consents'
export { type AgreedTo, giveConsent, writeConsent } from './consent/give-consent'
export { withdrawConsent } from './consent/withdraw-consent'
export { correctPerson } from './correct-person'
export { detailsForm } from './details'
export { besideEach, OneOfTwo } from './duplicates/beside-each'
export { type LikelyPerson, likelyOthers, likelyPeople, type Newcomer, OFFERED_AT } from './duplicates/likely-people'
export { lookForDuplicates } from './duplicates/look-for-duplicates'
export { MaybeKnown } from './duplicates/maybe-known'
export { ASKS_WHO, meetPerson, NEW_PERSON } from './duplicates/meet-person'
export { rememberNew } from './duplicates/move-pair'
export { reasonsInWords } from './duplicates/reasons'
export { recognisePerson } from './duplicates/recognise-person'
export { type FoundPerson, matchingIds } from './finding/by-tokens'
export { findPeople } from './finding/find-people'
export { locateMany } from './locate-many'
export { type MergedPeople, mergePeople } from './merging/merge-people'
export { writeNote } from './notes/write-note'
export { languageCell, personCells, personColumnsWanted } from './people-importer'
export { ACCESS_NEEDS, type AccessNeed, LANGUAGE_CODES, LANGUAGES, languageName, type PersonInput, personForm } from './person'
export { type PersonRecord, readPerson } from './person.queries'
export { ReachBox, reachPart, SafePlanTag, SOMEONE_KEPT_APART } from './reaching/reach-box'
export { safeHours } from './reaching/safe-hours'
export { type MetPerson, type RecordedPerson, recordPerson, writePerson } from './record-person'
export { hiddenFrom } from './restricting/hidden-from'
export { reachFor } from './restricting/read-restricted'
export { restrictPerson } from './restricting/restrict-person'
export { planForm } from './safe-contact/plan'
export { savePlan } from './safe-contact/save-plan'

export const people: Module = {
  name: 'people',
  routes,
  importers: [peopleImporter],
  panels: personPanels,
  forget: forgetPerson,
  jobs: {
    'look-for-duplicates': async (ctx) => {
      await lookForDuplicates(ctx)
    },
    'tidy-names': tidyNames,
    'end-consents': endConsents,
  },
  jobNames: {
    'look-for-duplicates': 'Look for people recorded twice',
    'tidy-names': 'Forget names nobody has any more',
    'end-consents': 'Stop what people agreed to until yesterday',
  },
  // Soon after a person is recorded: whoever met them may still remember. A consent's last day ends at midnight: before anyone sets out.
  schedule: { 'look-for-duplicates': '* * * * *', 'tidy-names': '20 3 * * *', 'end-consents': '10 4 * * *' },
  statuses: { 'pair of records': pairMoves },
  says,
  menu: [
    { label: 'Find', path: '/find', action: 'person.find', order: 15 },
    { label: 'Twice here?', path: '/duplicates', action: 'person.duplicates', order: 32, count: countOffered },
    { label: 'People', path: '/people', action: 'person.list', order: 30, homeOf: ['data_lead'] },
  ],
}
