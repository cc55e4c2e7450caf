import type { Ctx } from '#platform/command'
import { houseOf } from '#platform/house'
import type { Template } from '#platform/template'
import { newWorld, type World } from '#test/world'
import { goOn, newTrial, noticeTo, someone, type Trial, told, written } from '../engine-trial'

/** A desk at work: its alliance at one moment, the engine, and who sits there. */
export interface Desk {
  world: World
  readonly trial: Trial
  desk: Ctx
}

export const openDesk = async (): Promise<Desk> => {
  const world = await newWorld()
  return { world, trial: newTrial({ cannotFind: true }), desk: await world.as('helpline') }
}

export const templates = ({ trial }: Desk): ReadonlyMap<string, Template> => houseOf(trial.modules).templates

/** A message of which nobody knows whether it went, five minutes later; gives its id. */
export const unsure = async (at: Desk): Promise<string> => {
  await told(at.world.system, noticeTo(await someone(at.world)))
  at.trial.says.send = () => ({ kind: 'unknown', why: 'No answer in time' })
  await goOn(at.world, at.trial)
  at.trial.says.send = () => ({ kind: 'taken' })
  at.world = at.world.at('2025-11-05T10:05:00Z')
  at.desk = await at.world.as('helpline')
  await goOn(at.world, at.trial)
  const [message] = (await written(at.world)).messages
  if (message?.status !== 'unsure') throw new Error(`it is ${message?.status}`)
  return message.id
}

/** Something that could not be told; gives its id. */
export const stuck = async ({ world, trial }: Desk): Promise<string> => {
  const [notice] = await told(world.system, noticeTo(await someone(world, { ways: ['email'], phones: [] })))
  await goOn(world, trial)
  return String(notice)
}

export const setMessage = ({ world }: Desk, id: string, changes: Record<string, unknown>) =>
  world.db.transaction(world.system, (tx) => tx.updateTable('message').set(changes).where('id', '=', id).execute())

export const setNotice = ({ world }: Desk, id: string, changes: Record<string, unknown>) =>
  world.db.transaction(world.system, (tx) => tx.updateTable('notice').set(changes).where('id', '=', id).execute())
