import { describe, expect, it } from 'vitest'
import { aChampion, aPerson, aRequest, eventsOf, got } from '#test/helping'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'
import { askChampion } from './ask-champion'
import { CHAMPION_STATUS, type ChampionStatus, championMoves } from './champion.moves'
import { activateChampion, leaveChampion, pauseChampion, resumeChampion } from './move-champion'
import { recordChampion } from './record-champion'

const facts = {
  kind: 'volunteer',
  languages: ['en'],
  ways: ['phone'],
  maxLearners: 2,
  travelsKm: 3,
  availability: [],
} as const

const statusOf = async (world: World, id: string): Promise<string | undefined> =>
  world.db.transaction({ allianceId: world.allianceId }, async (tx) => {
    const row = await tx.selectFrom('champion').select('status').where('id', '=', id).executeTakeFirst()
    return row?.status
  })

const applicant = async (world: World) => {
  const person = await aPerson(world, 'Joan Tully')
  return got(await recordChampion(await world.as('coordinator'), { ...facts, person: person.reference }))
}

/** Puts a champion in a status as the database allows it, to try every move from there. */
const put = (world: World, id: string, status: ChampionStatus) =>
  world.db.transaction({ allianceId: world.allianceId }, (tx) =>
    tx
      .updateTable('champion')
      .set({ status, checked_on: '2025-01-01', trained_on: '2025-01-01', active_on: '2025-01-01' })
      .where('id', '=', id)
      .execute(),
  )

describe('recording a champion', () => {
  it('makes a known person a champion who has applied, and says so on both timelines', async () => {
    const world = await newWorld()
    const made = await applicant(world)
    expect(await statusOf(world, made.id)).toBe('applied')
    const events = await eventsOf(world)
    expect(events).toContainEqual(
      expect.objectContaining({ action: 'champion.record', about_id: made.id, person_id: made.personId }),
    )
  })

  it('is refused for someone who is one already, and for a person of another alliance', async () => {
    const [world, other] = [await newWorld(), await newWorld()]
    const made = await applicant(world)
    const again = await recordChampion(await world.as('coordinator'), { ...facts, person: made.reference })
    expect(again).toMatchObject({ ok: false, code: 'already-champion' })
    const theirs = await recordChampion(await other.as('coordinator'), { ...facts, person: made.reference })
    expect(theirs).toMatchObject({ ok: false, code: 'not-found' })
  })

  it('from the form: makes the person too, reads times and miles, and keeps the words when something is wrong', async () => {
    const world = await newWorld()
    const site = await openSite(world)
    const coordinator = await world.as('coordinator')
    const typed = { name: 'Olu <b>Ade</b>', phones: '07700 900123', kind: 'student', languages: ['en', 'fa'], ways: ['phone'] }
    const wrong = await site.post(coordinator, '/champions/new', {
      ...typed,
      maxLearners: '0',
      travelsMiles: '3',
      from2: '16:00',
      to2: '10:00',
    })
    expect(wrong.statusCode).toBe(422)
    expect(wrong.body).toContain('href="#maxLearners"')
    expect(wrong.body).toContain('Olu &lt;b>Ade&lt;/b>')
    const week = await site.post(coordinator, '/champions/new', {
      ...typed,
      maxLearners: '2',
      travelsMiles: '3',
      from2: '16:00',
      to2: '10:00',
    })
    expect(week.body).toContain('On Tuesday, the second time must be later than the first')
    const right = await site.post(coordinator, '/champions/new', {
      ...typed,
      maxLearners: '2',
      travelsMiles: '3',
      from2: '10',
      to2: '16:00',
    })
    expect(right.statusCode).toBe(303)
    const page = await site.get(coordinator, String(right.headers.location).replace(`/${world.slug}`, ''))
    expect(page.body).toContain('Tuesday 10am to 4pm')
    expect(page.body).toContain('English, Farsi')
    expect(page.body).toContain('Applied')
  })

  it('a helpline worker may not, and the other alliance sees no champion', async () => {
    const [world, other] = [await newWorld(), await newWorld()]
    const made = await applicant(world)
    expect(await recordChampion(await world.as('helpline'), { ...facts, person: made.reference })).toMatchObject({
      code: 'forbidden',
    })
    const site = await openSite(other)
    expect((await site.get(await other.as('coordinator'), `/champions/${made.reference}`)).statusCode).toBe(404)
  })
})

describe('a champion’s status', () => {
  const dates = { checkedOn: '2025-03-03', trainedOn: '2025-04-01' }
  const commands = {
    activate: async (world: World, champion: string) => activateChampion(await world.as('coordinator'), { champion, ...dates }),
    pause: async (world: World, champion: string) => pauseChampion(await world.as('coordinator'), { champion }),
    resume: async (world: World, champion: string) => resumeChampion(await world.as('coordinator'), { champion }),
    leave: async (world: World, champion: string) => leaveChampion(await world.as('coordinator'), { champion }),
  }
  const cases = (Object.keys(championMoves) as (keyof typeof championMoves)[]).flatMap((move) =>
    (Object.keys(CHAMPION_STATUS) as ChampionStatus[]).map((status) => ({
      move,
      status,
      allowed: (championMoves[move].from as readonly string[]).includes(status),
    })),
  )

  it.each(cases)('$move from $status: $allowed', async ({ move, status, allowed }) => {
    const world = await newWorld()
    const made = await applicant(world)
    await put(world, made.id, status)
    const outcome = await commands[move](world, made.reference)
    expect(outcome.ok || outcome.code).toBe(allowed || 'moved-on')
    expect(await statusOf(world, made.id)).toBe(allowed ? championMoves[move].to : status)
  })

  it('is not active before the check and the training, and neither is in the future', async () => {
    const world = await newWorld()
    const made = await applicant(world)
    const early = await activateChampion(await world.as('coordinator'), {
      champion: made.reference,
      checkedOn: '2025-03-03',
      trainedOn: '2025-11-06',
    })
    expect(early).toMatchObject({ ok: false, code: 'not-yet', field: 'trainedOn' })
  })

  it('does not leave while someone counts on them', async () => {
    const world = await newWorld()
    const [joan, request] = [await aChampion(world, 'Joan Tully'), await aRequest(world, 'Ann Example')]
    got(await askChampion(await world.as('coordinator'), { request: request.reference, champion: joan.reference }))
    expect(await leaveChampion(await world.as('coordinator'), { champion: joan.reference })).toMatchObject({
      code: 'still-helping',
    })
    expect(await statusOf(world, joan.id)).toBe('active')
  })
})
