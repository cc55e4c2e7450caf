import { describe, expect, it } from 'vitest'
import { newId } from '#platform/ids'
import { newWorld } from '#test/world'
import { due, goOn, MOBILE, newTrial, noticeTo, planFor, someone, tell, told, written } from './engine-trial'

const NIGHT = '2025-11-05T22:00:00Z'
const MORNING = '2025-11-06T08:00:00Z'

describe('telling a person something', () => {
  it('goes by the way that reaches them, in words with the facts in, and is on the journal', async () => {
    const [world, trial] = [await newWorld(), newTrial()]
    const person = await someone(world)
    await told(world.system, noticeTo(person))
    await goOn(world, trial)
    expect(trial.got).toMatchObject([{ way: 'text', to: MOBILE, language: 'en', subject: '' }])
    expect(trial.got[0]?.body).toContain('Hello Rita Example. Your tablet is due back.')
    const { notices, messages, events } = await written(world)
    expect(notices).toMatchObject([{ status: 'told' }])
    expect(messages).toMatchObject([{ id: trial.got[0]?.id, status: 'sent', provider: 'notify', tries: 1, person_id: person }])
    expect(events).toEqual(['message.send'])
  })

  it('is told once for each cause, ever, and however many say so at once', async () => {
    const [world, trial] = [await newWorld(), newTrial()]
    const notice = noticeTo(await someone(world))
    await Promise.all(Array.from({ length: 8 }, () => tell(world.system, [notice])))
    await goOn(world, trial)
    expect(await told(world.system, notice)).toEqual([])
    await goOn(world, trial)
    expect(trial.got).toHaveLength(1)
  })

  it('was never said when the change it belongs to was refused', async () => {
    const [world, trial] = [await newWorld(), newTrial()]
    const gone = noticeTo(newId())
    await expect(tell(world.system, [gone])).rejects.toThrow()
    await goOn(world, trial)
    expect((await written(world)).notices).toEqual([])
  })

  it('goes once however many rounds run at the same time', async () => {
    const [world, trial] = [await newWorld(), newTrial()]
    const people = await Promise.all(Array.from({ length: 30 }, () => someone(world)))
    await told(world.system, ...people.map((person) => noticeTo(person)))
    await Promise.all(Array.from({ length: 6 }, () => goOn(world, trial)))
    expect(trial.got).toHaveLength(30)
    expect(new Set(trial.got.map(({ id }) => id)).size).toBe(30)
  })

  it('does not reach another alliance: not its people, not its rounds', async () => {
    const [world, other, trial] = [await newWorld(), await newWorld(), newTrial()]
    const person = await someone(world)
    await expect(tell(other.system, [noticeTo(person)])).rejects.toThrow()
    await told(world.system, noticeTo(person))
    await goOn(other, trial)
    expect(trial.got).toEqual([])
  })

  it('waits for the end of quiet hours, and is thought over then', async () => {
    const [world, trial] = [await newWorld(), newTrial()]
    await told(world.at(NIGHT).system, noticeTo(await someone(world)))
    await goOn(world.at(NIGHT), trial)
    expect(trial.got).toEqual([])
    expect((await written(world)).notices).toMatchObject([{ status: 'waiting', plan_at: new Date(MORNING) }])
    await goOn(world.at('2025-11-06T07:59:00Z'), trial)
    expect(trial.got).toEqual([])
    await goOn(world.at(MORNING), trial)
    expect(trial.got).toHaveLength(1)
  })

  it('waits until its own time', async () => {
    const [world, trial] = [await newWorld(), newTrial()]
    await told(world.system, noticeTo(await someone(world), { notBefore: new Date(MORNING) }))
    await goOn(world, trial)
    expect(trial.got).toEqual([])
    await goOn(world.at(MORNING), trial)
    expect(trial.got).toHaveLength(1)
  })

  it('with only a postal address it is a letter', async () => {
    const [world, trial] = [await newWorld(), newTrial()]
    await told(world.system, noticeTo(await someone(world, { phones: [], ways: ['call'], address: '1 High Street, Stockport' })))
    await goOn(world, trial)
    expect(trial.got).toMatchObject([
      { way: 'letter', to: '1 High Street\nStockport\nSK1 1AA', subject: 'Your tablet is due back' },
    ])
  })

  it('a letter that we print ourselves waits for the letters page', async () => {
    const world = await newWorld()
    const trial = newTrial()
    const print = { ...trial.ways, letter: { ...trial.ways.letter, kind: 'print' } } as typeof trial.ways
    const printing = { ...newTrial(print), got: trial.got }
    await told(world.system, noticeTo(await someone(world, { phones: [], address: '1 High Street' })))
    await goOn(world, printing)
    expect((await written(world)).messages).toMatchObject([{ way: 'letter', status: 'planned', provider: 'print', tries: 0 }])
  })

  it('where nothing else is left it becomes a call, with what to say', async () => {
    const [world, trial] = [await newWorld(), newTrial()]
    const person = await someone(world, { phones: ['+441614960123'] })
    const [notice] = await told(world.system, noticeTo(person))
    await goOn(world, trial)
    const { calls, notices, events } = await written(world)
    expect(calls).toMatchObject([{ person_id: person, why: 'Your tablet is due back', cause: `notice ${notice}` }])
    expect(calls[0]?.script).toContain('Ask them to bring back the tablet.')
    expect(notices).toMatchObject([{ status: 'to_call' }])
    expect(events).toEqual(['call-back.ask', 'notice.to-call'])
  })

  it('a call about what is of no use later says so', async () => {
    const [world, trial] = [await newWorld(), newTrial()]
    const person = await someone(world, { phones: ['+441614960123'] })
    const notAfter = new Date('2025-11-06T20:00:00Z')
    await told(world.system, { ...noticeTo(person), notAfter })
    await goOn(world, trial)
    expect((await written(world)).calls).toMatchObject([{ not_after: notAfter }])
  })

  it('never write, safe number Tuesdays 10 to 12: a call in that window', async () => {
    const [world, trial] = [await newWorld(), newTrial()]
    const person = await someone(world, { address: '1 High Street' })
    const safe_windows = JSON.stringify([{ day: 'tuesday', from: '10:00', until: '12:00' }])
    await planFor(world, person, { safe_number: '+441614960999', safe_windows })
    await told(world.system, noticeTo(person))
    await goOn(world, trial)
    expect(trial.got).toEqual([])
    expect((await written(world)).calls).toMatchObject([
      { due_from: new Date('2025-11-11T10:00:00Z'), due_until: new Date('2025-11-11T12:00:00Z') },
    ])
  })

  it('no way at all: it says so, and those on the helpline are told, without a name', async () => {
    const [world, trial] = [await newWorld(), newTrial()]
    await world.as('helpline')
    await told(world.system, noticeTo(await someone(world, { phones: [] })))
    await goOn(world, trial)
    const { notices, events } = await written(world)
    expect(notices).toMatchObject([{ status: 'could_not_tell', because: 'We know no way to reach them' }])
    expect(events).toEqual(['notice.give-up'])
    const staff = await world.db.transaction(world.system, (tx) => tx.selectFrom('staff_notice').select('words').execute())
    expect(staff).toEqual([{ words: 'Someone could not be told something. We know no way to reach them.' }])
  })

  it('a fact that its words want and it does not bring stops nothing else', async () => {
    const [world, trial] = [await newWorld(), newTrial()]
    const [one, other] = [await someone(world), await someone(world, { phones: ['+447700900456'] })]
    await told(world.system, noticeTo(one, { personalisation: {} as { device: string } }), noticeTo(other))
    await goOn(world, trial)
    expect((await written(world)).notices).toMatchObject([
      { status: 'could_not_tell', because: 'There are no words for it' },
      { status: 'told' },
    ])
    expect(trial.got).toHaveLength(1)
  })
})

describe('one message for all that is due to a person that day', () => {
  it('joins what bundles: one greeting, one sign-off, all of it told', async () => {
    const [world, trial] = [await newWorld(), newTrial()]
    const person = await someone(world)
    const later = noticeTo(person, {
      template: due,
      personalisation: { device: 'SIM' },
      notBefore: new Date('2025-11-05T17:00:00Z'),
    })
    await told(world.system, noticeTo(person, { template: due }), later)
    await goOn(world, trial)
    expect(trial.got).toHaveLength(1)
    expect(trial.got[0]?.body).toMatch(/^Hello Rita Example\. Your tablet is due back\. Your SIM is due back\. Test t/)
    expect((await written(world)).notices.map(({ status }) => status)).toEqual(['told', 'told'])
  })

  it('not what is due tomorrow, not what stands alone, not another person’s', async () => {
    const [world, trial] = [await newWorld(), newTrial()]
    const [person, other] = [await someone(world), await someone(world, { phones: ['+447700900456'] })]
    const tomorrow = noticeTo(person, { template: due, notBefore: new Date('2025-11-06T00:00:00Z') })
    await told(world.system, noticeTo(person, { template: due }), tomorrow, noticeTo(person), noticeTo(other, { template: due }))
    await goOn(world, trial)
    expect(trial.got).toHaveLength(3)
    expect((await written(world)).notices.map(({ status }) => status).toSorted()).toEqual(['told', 'told', 'told', 'waiting'])
  })

  it('more than a text can hold goes in several', async () => {
    const [world, trial] = [await newWorld(), newTrial()]
    const person = await someone(world)
    const long = { template: due, personalisation: { device: 'x'.repeat(500) } }
    await told(world.system, noticeTo(person, long), noticeTo(person, long))
    await goOn(world, trial)
    expect(trial.got).toHaveLength(2)
  })
})
