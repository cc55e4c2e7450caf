/**
 * Does one thing after another, each whatever becomes of the others: one that fails holds up none. Throws what went wrong at the
 * end, so that the job is seen to fail and is done again.
 */
export const eachInTurn = async <T>(things: readonly T[], act: (thing: T) => Promise<unknown>): Promise<void> => {
  const faults: unknown[] = []
  for (const thing of things) await act(thing).catch((fault: unknown) => faults.push(fault))
  if (faults.length === 1) throw faults[0]
  if (faults.length > 1)
    throw new AggregateError(faults, `${faults.length} of ${things.length} failed; the first: ${(faults[0] as Error).message}`)
}
