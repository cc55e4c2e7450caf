import { importerOf, openRun, runImport, takeRun } from '#modules/imports'
import { systemActor } from '#platform/access'
import { clockAt, londonInstant } from '#platform/clock'
import { type Story, StoryRefused } from './story'

type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly says: string }

const sure = <T>(outcome: Outcome<T>, kind: string): T => {
  if (!outcome.ok) throw new StoryRefused(`bringing ${kind} in: ${outcome.says}`)
  return outcome.value
}

/** Brings a file of records in as the operator would from the command line, all or nothing, on a day of the story. */
export const bringIn = async ({ db, allianceId }: Story, day: string, kind: string, text: string): Promise<void> => {
  const importer = importerOf(kind)
  if (!importer) throw new Error(`there is no importer of ${kind}`)
  const ctx = { db, allianceId, actor: systemActor, clock: clockAt(londonInstant(day, '08:30')) }
  const filename = `${kind}.csv`
  const runId = sure(await openRun(ctx, importer, { filename, content: null }), kind)
  sure(await takeRun(ctx, importer, runId), kind)
  const { outcome } = await runImport(ctx, importer, Buffer.from(text), { runId, filename, mode: 'all' })
  sure(outcome, kind)
}
