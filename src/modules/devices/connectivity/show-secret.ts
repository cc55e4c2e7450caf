import { command } from '#platform/command'
import { done, refuse } from '#platform/outcome'
import { SealBroken, unseal } from '#platform/sealed'
import { aboutSim, holdSim } from './move-sim'

const opened = (sealed: string): string | null => {
  try {
    return unseal(sealed)
  } catch (error) {
    if (error instanceof SealBroken) return null
    throw error
  }
}

/** Shows the PIN or code of data to who gives it out; each showing is in the journal. Refuses `not-found`, `no-secret`, `seal-broken`. */
export const showSecret = command('sim.see-secret', async (work, { reference }: { reference: string }) => {
  const sim = await holdSim(work, reference)
  if (!sim) return refuse('not-found')
  if (!sim.secret) return refuse('no-secret', 'It has no PIN or code')
  const secret = opened(sim.secret)
  if (secret === null) return refuse('seal-broken', 'It was sealed by another installation. Ask the network for it')
  return done({ reference: sim.reference, secret }, aboutSim(sim))
})
