import { z } from 'zod'
import {
  type BroughtIn,
  bringInPeople,
  type ImportedPerson,
  languageCell,
  personCells,
  personColumnsWanted,
} from '#modules/people'
import type { Work } from '#platform/command'
import { newId } from '#platform/ids'
import { firstOfEach, type ImportRow, importer, leftOutOf, wanted } from '#platform/importer'
import type { JournalEntry } from '#platform/journal'
import { cell, choiceCell, dateCell, decimalCell, integerCell, optional, quoted, unreadable } from '#platform/tabular/index'
import { KINDS, keysOf, WAYS, type Way } from './champion'

const KM_IN_A_MILE = 1.609344

const listOf = (text: string): string[] =>
  text
    .split(/[;,/\n]| and /)
    .map((part) => part.trim())
    .filter((part) => part !== '')

const languagesCell = cell((text) => [...new Set(listOf(text).map((name) => languageCell.parse(name)))])

const WAY_WORDS: Readonly<Record<Way, RegExp>> = {
  in_person: /person|face|home|visit/,
  phone: /phone|call/,
  video: /video|zoom|online/,
}

const waysCell = cell((text) => {
  const found = keysOf(WAYS).filter((way) => listOf(text.toLowerCase()).some((word) => word === way || WAY_WORDS[way].test(word)))
  return found.length > 0 ? found : unreadable(`${quoted(text)} is not one of: in person, phone, video`)
})

const between = (least: number, most: number) =>
  [(n: number) => n >= least && n <= most, `is not from ${least} to ${most}`] as const

const schema = z.object({
  ...personCells,
  kind: optional(choiceCell(keysOf(KINDS))).transform((kind) => kind ?? 'volunteer'),
  appliedOn: optional(dateCell),
  checkedOn: optional(dateCell),
  trainedOn: optional(dateCell),
  activeOn: optional(dateCell),
  languages: optional(languagesCell).transform((languages) => languages ?? ['en']),
  ways: optional(waysCell).transform((ways) => ways ?? keysOf(WAYS)),
  maxLearners: optional(integerCell.refine(...between(1, 50))).transform((most) => most ?? 3),
  travelsMiles: optional(decimalCell.refine(...between(0, 100))).transform((miles) => miles ?? 3),
})
type ChampionRow = z.output<typeof schema>

/** Active once checked and trained; before that they have applied. Both dates must be there for either to count. */
const standing = ({ checkedOn, trainedOn, activeOn }: ChampionRow) => {
  if (!checkedOn || !trainedOn) return { status: 'applied', checked_on: checkedOn, trained_on: trainedOn }
  const ready = [checkedOn, trainedOn, activeOn ?? ''].toSorted().at(-1) ?? checkedOn
  return { status: 'active', checked_on: checkedOn, trained_on: trainedOn, active_on: ready }
}

const valuesOf = ({ allianceId, at, today }: Work, personId: string, row: ChampionRow) => ({
  alliance_id: allianceId,
  id: newId(at),
  person_id: personId,
  kind: row.kind,
  applied_on:
    row.appliedOn ?? [row.checkedOn, row.trainedOn, row.activeOn, today].filter((on) => on !== null).toSorted()[0] ?? today,
  ...standing(row),
  languages: row.languages,
  ways: row.ways,
  max_learners: row.maxLearners,
  travels_km: Math.round(row.travelsMiles * KM_IN_A_MILE * 10) / 10,
})

const writeChampions = async (work: Work, rows: readonly ImportRow<ChampionRow>[], { ids }: BroughtIn) => {
  const found = rows.flatMap(({ line, row }) => {
    const personId = ids.get(line)
    return personId ? [{ personId, row }] : []
  })
  const { first } = firstOfEach(found, ({ personId }) => personId)
  if (first.length === 0) return []
  return work.tx
    .insertInto('champion')
    .values(first.map(({ personId, row }) => valuesOf(work, personId, row)))
    .onConflict((conflict) => conflict.columns(['alliance_id', 'person_id']).doNothing())
    .returning(['id', 'person_id'])
    .execute()
}

/** Champions, each with the person they are. One who is a champion already is left as they are. */
export const championsImporter = importer<ChampionRow>({
  kind: 'champions',
  label: 'Champions',
  hint: 'Volunteers and staff who give support. Those with dates of check and training are active at once.',
  action: 'import.champions',
  columns: [
    ...personColumnsWanted.filter(({ name }) => name !== 'knownSince'),
    wanted('knownSince', 'Known since', 'date added'),
    wanted('kind', 'Kind of champion', 'kind', 'role'),
    wanted('appliedOn', 'Applied on', 'date applied'),
    wanted('checkedOn', 'Checked on', 'DBS date', 'DBS', 'date checked'),
    wanted('trainedOn', 'Trained on', 'date trained', 'training date'),
    wanted('activeOn', 'Active since', 'active on', 'start date'),
    wanted('languages', 'Languages', 'languages spoken'),
    wanted('ways', 'Ways they help', 'ways', 'how they help'),
    wanted('maxLearners', 'Most learners at once', 'max learners', 'capacity'),
    wanted('travelsMiles', 'Travels (miles)', 'miles', 'travel distance'),
  ],
  schema,
  write: async (work, rows) => {
    const people = await bringInPeople(work, rows as readonly ImportRow<ImportedPerson>[])
    const made = await writeChampions(work, rows, people)
    const happened = made.map(
      ({ id, person_id }): JournalEntry => ({
        action: 'champion.record',
        about: { type: 'champion', id },
        person: person_id,
        detail: { imported: true },
      }),
    )
    return {
      written: made.length,
      problems: people.problems,
      happened: [...people.happened, ...happened],
      leftOut: leftOutOf('a champion already', rows.length - made.length - people.problems.length),
    }
  },
})
