import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { openSite } from '#test/site'
import { newWorld } from '#test/world'
import { keepApart, planFor } from '../engine-trial'
import { pagesOf, print, statusesOf, update, writeLetter } from './letters-trial'
import { printLetters } from './print-letters'

describe('printing letters', () => {
  it('takes all that wait as one bundle, each told and written down, each on its own page', async () => {
    const world = await newWorld({ helpline_number: '+441614960100' })
    const ann = await writeLetter(world)
    const bob = await writeLetter(world, { name: 'Bob Birch', large: true })
    const run = await print(world)
    for (const letter of [ann, bob])
      expect(await statusesOf(world, letter)).toMatchObject({ message: 'sent', notice: 'told', run })
    const site = await openSite(world)
    const answer = await site.get(await world.as('librarian'), `/letters/${run}/letters.pdf`)
    expect(answer.headers['content-type']).toContain('application/pdf')
    const pages = await pagesOf(answer.rawPayload)
    expect(pages).toHaveLength(2)
    expect(pages[0]).toContain('Ann Ashworth 12 Longmeadow Road Edgeley SK3 8NR')
    expect(pages[1]).toContain('Bob Birch')
    expect(pages[0]).not.toContain('Bob')
    const { rows } = await world.db.transaction(world.system, (tx) =>
      sql<{ action: string }>`select action from event where alliance_id = ${world.allianceId} order by action`.execute(tx),
    )
    expect(rows.map(({ action }) => action)).toEqual(['letter.print', 'message.send', 'message.send'])
  })

  it('is done once by two people at once, and nothing is left for the second', async () => {
    const world = await newWorld()
    const letters = await Promise.all(Array.from({ length: 5 }, () => writeLetter(world)))
    const ctxs = await Promise.all([world.as('librarian'), world.as('helpline'), world.as('coordinator')])
    const runs = (await Promise.all(ctxs.map((ctx) => printLetters(ctx, {})))).map((one) => (one.ok ? one.value.run : one.says))
    expect(runs.filter(Boolean)).toHaveLength(1)
    for (const letter of letters) expect((await statusesOf(world, letter)).message).toBe('sent')
  })

  it('opens the same letters again', async () => {
    const world = await newWorld()
    await writeLetter(world)
    const run = await print(world)
    const site = await openSite(world)
    const [first, second] = [
      await site.get(await world.as('librarian'), `/letters/${run}/letters.pdf`),
      await site.get(await world.as('librarian'), `/letters/${run}/letters.pdf`),
    ]
    expect(await pagesOf(second.rawPayload)).toEqual(await pagesOf(first.rawPayload))
    expect(await print(world)).toBeNull()
  })

  it.each([
    ['has died', { has_died: true, died_on: '2025-11-04' }],
    ['has moved', { address: '1 Elsewhere' }],
  ])('leaves out who %s since, and what they were to be told is thought over again', async (_name, changes) => {
    const world = await newWorld()
    const [gone, here] = [await writeLetter(world), await writeLetter(world, { name: 'Bob Birch' })]
    await update(world, gone.person, changes)
    const run = await print(world)
    expect(await statusesOf(world, gone)).toMatchObject({ message: 'cancelled', notice: 'waiting', run: null })
    expect(await statusesOf(world, here)).toMatchObject({ message: 'sent', run })
  })

  it('leaves out who must not be written to since', async () => {
    const world = await newWorld()
    const letter = await writeLetter(world)
    await world.db.transaction(world.system, (tx) =>
      sql`insert into safe_contact_plan (alliance_id, person_id, made_at) values (${world.allianceId}, ${letter.person}, now())`.execute(
        tx,
      ),
    )
    expect(await print(world)).toBeNull()
    expect(await statusesOf(world, letter)).toMatchObject({ message: 'cancelled', notice: 'waiting' })
  })

  it('prints no letter again for someone who has gone since', async () => {
    const world = await newWorld()
    const [gone] = [await writeLetter(world), await writeLetter(world, { name: 'Bob Birch' })]
    const run = await print(world)
    await update(world, gone.person, { has_died: true, died_on: '2025-11-04' })
    const site = await openSite(world)
    const pages = await pagesOf((await site.get(await world.as('librarian'), `/letters/${run}/letters.pdf`)).rawPayload)
    expect(pages).toHaveLength(1)
    expect(pages[0]).toContain('Bob Birch')
    const { payload } = await site.get(await world.as('librarian'), `/letters/${run}`)
    const [inIt, leftOut] = payload.split('Left out')
    expect([inIt?.includes('Bob Birch'), inIt?.includes('Ann Ashworth'), leftOut?.includes('Ann Ashworth')]).toEqual([
      true,
      false,
      true,
    ])
  })

  it('says so where everybody of a bundle has gone since, and offers no empty paper', async () => {
    const world = await newWorld()
    const { person } = await writeLetter(world)
    const run = await print(world)
    await update(world, person, { address: '1 Elsewhere' })
    const [site, me] = [await openSite(world), await world.as('librarian')]
    expect((await site.get(me, `/letters/${run}`)).payload).not.toContain('Open the letters')
    const { statusCode, payload } = await site.get(me, `/letters/${run}/letters.pdf`)
    expect([statusCode, payload.includes('Everyone these letters were for has moved or gone')]).toEqual([404, true])
  })

  it('to someone kept apart is read by those who may see them, and each reading is written down', async () => {
    const world = await newWorld()
    const { person, message, notice } = await writeLetter(world)
    await keepApart(world, person)
    await planFor(world, person)
    const guardian = await world.as('safeguarding')
    await world.db.transaction(world.system, (tx) =>
      tx.updateTable('safe_contact_plan').set({ never_write: false }).where('person_id', '=', person).execute(),
    )
    const made = await printLetters(guardian, {})
    const run = made.ok ? made.value.run : null
    const site = await openSite(world)
    const wheres = () =>
      world.db.transaction(world.system, async (tx) =>
        (
          await tx.selectFrom('event').select('detail').where('action', '=', 'person.read-restricted').orderBy('id').execute()
        ).map(({ detail }) => (detail as { where: string }).where),
      )
    for (const path of [`/letters/${run}`, `/letters/${run}/letters.pdf`, `/messages/${message}`, `/messages/notices/${notice}`])
      expect((await site.get(guardian, path)).statusCode).toBe(200)
    expect((await wheres()).toSorted()).toEqual([
      'a letter to them',
      'a letter to them',
      'a message to them',
      'what they are to be told',
    ])
  })

  it('is done at any hour: a Sunday night is as good as a Monday', async () => {
    const world = (await newWorld()).at('2025-11-09T23:00:00Z')
    const letter = await writeLetter(world)
    expect(await print(world)).toBeTruthy()
    expect((await statusesOf(world, letter)).message).toBe('sent')
  })

  it.each(['sending', 'sent', 'delivered', 'unsure', 'failed', 'cancelled'])(
    'leaves a letter that is %s as it is',
    async (status) => {
      const world = await newWorld()
      const letter = await writeLetter(world, { status })
      expect(await print(world)).toBeNull()
      expect((await statusesOf(world, letter)).message).toBe(status)
    },
  )

  it('leaves letters alone that another carries, or that wait until later', async () => {
    const world = await newWorld()
    const [notify, later] = [await writeLetter(world, { provider: 'notify' }), await writeLetter(world)]
    const tomorrow = new Date(world.system.clock.now().getTime() + 86_400_000)
    await world.db.transaction(world.system, (tx) =>
      tx.updateTable('message').set({ next_try_at: tomorrow }).where('id', '=', later.message).execute(),
    )
    expect(await print(world)).toBeNull()
    for (const letter of [notify, later]) expect((await statusesOf(world, letter)).message).toBe('planned')
  })

  it('is refused to a champion, and nothing is printed', async () => {
    const world = await newWorld()
    const letter = await writeLetter(world)
    expect(await printLetters(await world.as('champion'), {})).toMatchObject({ ok: false, code: 'forbidden' })
    expect((await statusesOf(world, letter)).message).toBe('planned')
  })

  it('puts the English beside another language, each on its own page', async () => {
    const world = await newWorld({ helpline_number: '+441614960100' })
    await writeLetter(world, { language: 'pl', body: 'Dzień dobry' })
    const run = await print(world)
    const site = await openSite(world)
    const pages = await pagesOf((await site.get(await world.as('librarian'), `/letters/${run}/letters.pdf`)).rawPayload)
    expect(pages).toHaveLength(2)
    expect(pages[0]).toContain('Dzień dobry')
    expect(pages[1]).toContain('Your tablet is due back on 12 December 2025')
    expect(pages[1]).toContain('Hello Ann Ashworth')
  })

  it('uses the name a safe contact plan gives us, and nothing else that says who we are', async () => {
    const world = await newWorld({ name: 'DigiKnow', helpline_number: '+441614960100' })
    const letter = await writeLetter(world)
    await world.db.transaction(world.system, (tx) =>
      sql`insert into safe_contact_plan (alliance_id, person_id, our_name, never_write, made_at) values (${world.allianceId}, ${letter.person}, 'Sam', false, now())`.execute(
        tx,
      ),
    )
    const run = await print(world)
    const site = await openSite(world)
    const pages = await pagesOf((await site.get(await world.as('librarian'), `/letters/${run}/letters.pdf`)).rawPayload)
    expect(pages[0]).toContain('Sam')
    expect(pages[0]).not.toMatch(/DigiKnow|0161/)
  })
})
