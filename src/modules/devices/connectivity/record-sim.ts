import { command } from '#platform/command'
import { newId } from '#platform/ids'
import { done, refuse } from '#platform/outcome'
import { seal } from '#platform/sealed'
import { ensureSets, readSets } from '../rules/eligibility'
import { aboutSim, type KnownSim } from './move-sim'
import type { SimInput } from './sim'

/** Adds data to the stock. What is secret of it is sealed. Refuses `already-there`, `no-such-set`. */
export const recordSim = command(
  'sim.record',
  async (work, input: SimInput) => {
    const { tx, allianceId, at, today } = work
    await ensureSets(work)
    const set = (await readSets(tx, allianceId)).find(({ code }) => code === input.set)
    if (input.set && !set) return refuse('no-such-set', 'Choose from the list', 'set')
    const { kind, network, product, months, scheme } = input
    const sim = await tx
      .insertInto('sim')
      .values({
        ...{ alliance_id: allianceId, id: newId(at), kind, network, product, months, scheme, status: 'in_stock' },
        ...{ phone_number: input.number, iccid: input.iccid, monthly_gb: input.monthlyGb, activate_by: input.activateBy },
        ...{ expires_on: input.expiresOn, eligibility_set: set?.code ?? null, added_on: today },
        secret: input.secret ? seal(input.secret) : null,
      })
      .returning(['id', 'reference'])
      .executeTakeFirstOrThrow()
    return done<KnownSim>(sim, aboutSim(sim, { network }))
  },
  { sim_iccid: refuse('already-there', 'We have a SIM with this number already', 'iccid') },
)
