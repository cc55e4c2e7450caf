import type { StaffAction } from '#platform/access'
import { today } from '#platform/clock'
import type { Ask, Route } from '#platform/http/ask'
import { refused } from '#platform/http/routes'
import { refuse } from '#platform/outcome'
import { reading } from '#platform/reading'
import { borrowerForm } from '../loans/borrower-form'
import { latestDueOf } from '../loans/latest-due'
import { MOST_BYTES } from './photo'
import { collectSeveral, conditionField, type PutBy, type PutByFor, readPutBy, severalForm, withPhotos } from './several'
import { severalPage } from './several-page'

/** What is put by, and the latest that all of it can be due back: the earliest of each device's own. */
export const putByFor = (ask: Ask, action: StaffAction, to: PutByFor) =>
  reading(ask.ctx, action, async (tx) => {
    const { allianceId, clock } = ask.ctx
    const [now, putBy] = [today(clock), await readPutBy(tx, allianceId, to)]
    const days: string[] = []
    for (const loan of putBy) days.push((await latestDueOf({ tx, allianceId, today: now }, { loan })).latest ?? now)
    return { putBy, latest: days.toSorted()[0] ?? now }
  })

const ofPerson = (ask: Ask) => putByFor(ask, 'loan.collect', { person: ask.params.person ?? '' })

const asFound = (condition: string): string => (condition === 'broken' ? '' : condition)

/** What the form starts with: all of it goes, each in the condition it was last seen in. */
export const putByValues = (putBy: readonly PutBy[], latest: string): Record<string, string | string[]> => ({
  ...{ where: 'counter', dueOn: latest, signedName: putBy[0]?.borrower ?? '', loans: putBy.map(({ reference }) => reference) },
  ...Object.fromEntries(putBy.map(({ reference, condition }) => [conditionField(reference), asFound(condition)])),
})

/** One handover of several devices to one person. */
export const severalRoutes: readonly Route[] = borrowerForm({
  ends: 'hand-over',
  from: ['person'],
  action: 'loan.collect',
  schema: severalForm,
  fill: async (ask) => {
    const read = await ofPerson(ask)
    return read.ok ? putByValues(read.value.putBy, read.value.latest) : read
  },
  why: 'handing devices over',
  show: async (ask, attempt, borrower, reach) => {
    const read = await ofPerson(ask)
    if (!read.ok) return refused(read)
    if (read.value.putBy.length === 0) return refused(refuse('nothing-put-by', 'Nothing is put by for them.'))
    return severalPage(ask, attempt, { to: borrower.name, reach, ...read.value })
  },
  upload: MOST_BYTES,
  act: async (ask, typed, { person = '' }) => {
    const taken = await withPhotos(ask.files, typed)
    return taken.ok ? collectSeveral(ask.ctx, { ...taken.input, person }) : taken
  },
  next: (ask) => `/people/${(ask.params.person ?? '').toUpperCase()}`,
})
