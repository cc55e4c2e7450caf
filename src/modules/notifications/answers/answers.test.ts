import { describe, expect, it } from 'vitest'
import { newId } from '#platform/ids'
import { refuse } from '#platform/outcome'
import { runJobs } from '#test/jobs'
import { newWorld, type World } from '#test/world'
import {
  due,
  goOn,
  keepApart,
  MOBILE,
  newTrial,
  noticeTo,
  planFor,
  someone,
  staffTold,
  type Trial,
  told,
  written,
} from '../engine-trial'
import { receiveText } from '../receive-text'
import { plainly } from './what-it-means'

const textIn = async (world: World, trial: Trial, words: string, more: { from?: string; id?: string } = {}) => {
  const { from = MOBILE, id = newId() } = more
  const kept = await receiveText(world.system, {
    provider: 'notify',
    providerId: id,
    from,
    to: '07700900000',
    words,
    at: new Date('2025-11-05T10:05:00Z'),
  })
  await runJobs(world, trial.modules)
  return kept
}
const asking = async (who: Parameters<typeof someone>[1] = {}, many = 1) => {
  const [world, trial] = [await newWorld(), newTrial()]
  const person = await someone(world, who)
  const notices = Array.from({ length: many }, (_, turn) =>
    noticeTo(person, { template: due, personalisation: { device: `tablet ${turn}` } }),
  )
  await told(world.system, ...notices)
  await goOn(world, trial)
  return { world, trial, person, about: notices[0]?.about }
}

describe('a reply that answers what we asked', () => {
  it.each(['1', ' 1 ', '1.', '“1”', 'renew', 'Renew!'])('%s does what it is for', async (words) => {
    const { world, trial, person, about } = await asking()
    await textIn(world, trial, words)
    expect(trial.noted.answered).toEqual([{ person, about, reply: plainly(words) }])
    const { texts, notices, calls, events } = await written(world)
    expect(texts).toMatchObject([{ status: 'answered', person_id: person, notice_id: notices[0]?.id }])
    expect(notices).toMatchObject([{ answered_at: expect.any(Date) }])
    expect(calls).toEqual([])
    expect(events).toEqual(['message.send', 'text.read'])
  })

  it('told to us three times it is done once', async () => {
    const { world, trial } = await asking()
    for (let turn = 0; turn < 3; turn++) await textIn(world, trial, '1', { id: 'the same' })
    expect(trial.noted.answered).toHaveLength(1)
    expect((await written(world)).texts).toHaveLength(1)
  })

  it('sent twice by the person it is done once, and nobody is troubled', async () => {
    const { world, trial } = await asking()
    await textIn(world, trial, '1')
    await textIn(world, trial, '1')
    const { texts, calls } = await written(world)
    expect(trial.noted.answered).toHaveLength(1)
    expect([texts.map(({ status }) => status), calls]).toEqual([['answered', 'answered'], []])
  })

  it('that is refused is for a person to explain', async () => {
    const { world, trial, person, about } = await asking()
    trial.noted.answer = refuse('wanted', 'Someone else is waiting for it')
    await textIn(world, trial, '1')
    const { texts, calls, notices } = await written(world)
    expect(texts).toMatchObject([{ status: 'to_look_at', came_of_it: 'Someone else is waiting for it' }])
    expect(calls).toMatchObject([{ person_id: person, about_id: about?.id, script: 'They wrote:\n\n1' }])
    expect(notices).toMatchObject([{ answered_at: null }])
  })

  it('from a number written without its plus sign is the same number', async () => {
    const { world, trial } = await asking()
    await textIn(world, trial, '1', { from: '447700900123' })
    expect(trial.noted.answered).toHaveLength(1)
  })
})

describe('a reply that a person has to read', () => {
  const unclear = async (made: { world: World; trial: Trial }, words: string, because: string) => {
    await textIn(made.world, made.trial, words)
    const { texts, calls } = await written(made.world)
    expect(made.trial.noted.answered).toEqual([])
    expect(texts).toMatchObject([{ status: 'to_look_at', words, came_of_it: because }])
    expect(calls).toMatchObject([{ script: `They wrote:\n\n${words}`, priority: 1 }])
    return { texts, calls }
  }

  it.each([
    ['other words', 'Can I keep it till Easter?'],
    ['the reply among other words', '1 but not the charger'],
    ['another language', 'میں اسے رکھنا چاہتا ہوں'],
    ['nothing at all', ''],
    ['a name every object has', 'constructor'],
  ])('%s', async (_says, words) => void (await unclear(await asking(), words, 'It is not one of the replies we asked for')))

  it('10,000 characters are kept whole', async () => {
    const { texts, calls } = await unclear(
      await asking(),
      `${'abcdefghi '.repeat(999)}abcdefghij`,
      'It is not one of the replies we asked for',
    )
    expect([texts[0]?.words.length, (calls[0]?.script.length ?? 0) > 10_000]).toEqual([10_000, true])
  })

  it('when we had asked them nothing', async () => {
    const made = { world: await newWorld(), trial: newTrial() }
    await someone(made.world)
    await unclear(made, '1', 'We had asked them nothing')
  })

  it('when two things were asked at once and it could answer either', async () => {
    await unclear(await asking({}, 2), '1', 'It could answer more than one thing we asked')
  })

  it('when two people share the number', async () => {
    const made = await asking()
    await someone(made.world, { name: 'Max Example' })
    const { calls, texts } = await unclear(made, '1', 'More than one person uses this number')
    expect(calls).toMatchObject([{ person_id: made.person, why: expect.stringMatching(/\(P-\d+ and P-\d+ use it\)/) }])
    expect(texts).toMatchObject([{ person_id: null }])
  })

  it.each([
    ['with', true],
    ['without', false],
  ])('when one who shares the number is kept apart %s a plan: nobody is named who must not be', async (_with, hasPlan) => {
    const made = await asking()
    const other = await someone(made.world, { name: 'Max Example' })
    await keepApart(made.world, other)
    if (hasPlan) await planFor(made.world, other)
    const { calls } = await unclear(made, '1', 'More than one person uses this number')
    expect(calls).toMatchObject([{ person_id: made.person, why: expect.not.stringMatching(/P-\d/) }])
  })

  it('from the safe number of a plan alone is from that person, and no stranger’s', async () => {
    const [world, trial] = [await newWorld(), newTrial()]
    await world.as('helpline')
    const person = await someone(world, { phones: [] })
    await planFor(world, person, { safe_number: MOBILE })
    await textIn(world, trial, 'Please ring me')
    const { texts, calls } = await written(world)
    expect([texts[0]?.status, texts[0]?.person_id, calls[0]?.person_id]).toEqual(['to_look_at', person, person])
    expect(await staffTold(world)).toEqual([])
  })

  it('when it was asked too long ago', async () => {
    const { world, trial } = await asking()
    await textIn(world.at('2025-12-08T10:00:00Z'), trial, '1')
    expect([trial.noted.answered, (await written(world)).texts[0]?.status]).toEqual([[], 'to_look_at'])
  })

  it('from a number nobody has: those on the helpline are told, and nobody is rung', async () => {
    const { world, trial } = await asking()
    await world.as('helpline')
    await textIn(world, trial, '1', { from: '+447700900999' })
    const { texts, calls } = await written(world)
    expect([texts[0]?.status, texts[0]?.person_id, calls]).toEqual(['nobody', null, []])
    const staff = await world.db.transaction(world.system, (tx) => tx.selectFrom('staff_notice').select('words').execute())
    expect(staff).toEqual([{ words: 'A text came from a number that nobody we know has.' }])
  })

  it('what another alliance asked at the same number is not answered', async () => {
    const [{ trial }, other] = [await asking(), await newWorld()]
    await someone(other)
    await textIn(other, trial, '1')
    expect([trial.noted.answered, (await written(other)).texts[0]?.status]).toEqual([[], 'to_look_at'])
  })
})

describe('STOP', () => {
  it.each(['STOP', 'stop', ' Stop. '])(
    '%s: no more texts to that number, which is said once; what is next goes another way',
    async (words) => {
      const { world, trial, person } = await asking({ email: 'rita@example.org', ways: ['text', 'email'] })
      await textIn(world, trial, words)
      await goOn(world, trial)
      expect(trial.noted.marked).toEqual([{ person, way: 'phone', address: MOBILE, what: 'stopped' }])
      expect(trial.got.map(({ way, body }) => [way, body.includes('will not text this number any more')])).toEqual([
        ['text', false],
        ['text', true],
      ])
      await textIn(world, trial, words)
      await told(world.system, noticeTo(person))
      await goOn(world, trial)
      expect(trial.got.map(({ way }) => way)).toEqual(['text', 'text', 'email'])
    },
  )

  it.each([
    ['has a safe contact plan', (world: World, person: string) => planFor(world, person)],
    ['is kept apart', keepApart],
  ])('is done without a word where somebody there %s', async (_says, change) => {
    const { world, trial, person } = await asking()
    const other = await someone(world, { name: 'Max Example' })
    await change(world, other)
    await textIn(world, trial, 'STOP')
    await goOn(world, trial)
    expect(trial.noted.marked.map((marked) => marked.person).toSorted()).toEqual([person, other].toSorted())
    expect(trial.got).toHaveLength(1)
  })

  it('stops texts to everyone who shares the number', async () => {
    const { world, trial, person } = await asking()
    const other = await someone(world, { name: 'Max Example' })
    await textIn(world, trial, 'STOP')
    expect(trial.noted.marked.map((marked) => marked.person).toSorted()).toEqual([person, other].toSorted())
  })

  it('from a number nobody has is not answered', async () => {
    const [world, trial] = [await newWorld(), newTrial()]
    await textIn(world, trial, 'STOP')
    expect([trial.got, (await written(world)).texts[0]?.status]).toEqual([[], 'nobody'])
  })
})

describe('keeping a text', () => {
  it('is the system’s alone', async () => {
    const [world, trial] = [await newWorld(), newTrial()]
    const text = { provider: 'notify', providerId: 'x', from: MOBILE, to: '', words: 'x', at: new Date() }
    expect(await receiveText(world.public, text)).toMatchObject({ ok: false, code: 'forbidden' })
    await runJobs(world, trial.modules)
    expect((await written(world)).texts).toEqual([])
  })
})
