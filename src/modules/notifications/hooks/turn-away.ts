import { systemActor } from '#platform/access'
import type { Ctx } from '#platform/command'
import type { Answered, Ask } from '#platform/http/ask'
import { answered } from '#platform/http/hook'
import { refuseHook } from './refuse-hook'

/** What a proven machine says is written down by the program itself. */
export const asSystem = ({ ctx }: Ask): Ctx => ({ ...ctx, actor: systemActor })

/** Says no, and nothing else, to whoever cannot prove who they are; the journal keeps that they tried. */
export const turnAway = async (ask: Ask, hook: string): Promise<Answered> => {
  await refuseHook(asSystem(ask), { hook })
  return answered(401)
}
