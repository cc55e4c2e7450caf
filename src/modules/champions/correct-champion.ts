import { command } from '#platform/command'
import { done, refuse } from '#platform/outcome'
import { type ChampionFacts, championForm } from './champion'
import { readChampion } from './champion.queries'
import { championColumns, writeAvailability } from './record-champion'

export const correctChampionForm = championForm({})

/** Puts right how, when and for how many people a champion can help. */
export const correctChampion = command('champion.correct', async (work, input: ChampionFacts & { champion: string }) => {
  const { tx, allianceId } = work
  const champion = await readChampion(tx, allianceId, input.champion)
  if (!champion) return refuse('not-found')
  await tx
    .updateTable('champion')
    .set(championColumns(input))
    .where('alliance_id', '=', allianceId)
    .where('id', '=', champion.id)
    .execute()
  await writeAvailability(work, champion.id, input)
  return done({ reference: champion.reference }, { about: { type: 'champion', id: champion.id }, person: champion.person_id })
})
