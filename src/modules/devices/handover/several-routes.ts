import { today } from '#platform/clock'
import type { Ask, Route } from '#platform/http/ask'
import { refused } from '#platform/http/routes'
import { refuse } from '#platform/outcome'
import { reading } from '#platform/reading'
import { borrowerForm } from '../loans/borrower-form'
import { latestDueOf } from '../loans/latest-due'
import { collectSeveral, conditionField, type PutBy, readPutBy, severalForm } from './several'
import { severalPage } from './several-page'

/** What is put by for this person, and the latest that all of it can be due back: the earliest of each device's own. */
const putByFor = (ask: Ask) =>
  reading(ask.ctx, 'loan.collect', async (tx) => {
    const { allianceId, clock } = ask.ctx
    const [now, putBy] = [today(clock), await readPutBy(tx, allianceId, ask.params.person ?? '')]
    const days: string[] = []
    for (const loan of putBy) days.push((await latestDueOf({ tx, allianceId, today: now }, { loan })).latest ?? now)
    return { putBy, latest: days.toSorted()[0] ?? now }
  })

const asFound = (condition: string): string => (condition === 'broken' ? '' : condition)

const filled = (putBy: readonly PutBy[], latest: string): Record<string, string | string[]> => ({
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
    const read = await putByFor(ask)
    return read.ok ? filled(read.value.putBy, read.value.latest) : read
  },
  why: 'handing devices over',
  show: async (ask, attempt, borrower, reach) => {
    const read = await putByFor(ask)
    if (!read.ok) return refused(read)
    if (read.value.putBy.length === 0) return refused(refuse('nothing-put-by', 'Nothing is put by for them.'))
    return severalPage(ask, attempt, { borrower, reach, ...read.value })
  },
  act: (ask, input, { person = '' }) => collectSeveral(ask.ctx, { ...input, person }),
  next: (ask) => `/people/${(ask.params.person ?? '').toUpperCase()}`,
})
