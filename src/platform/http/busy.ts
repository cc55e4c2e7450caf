import type { FastifyInstance, FastifyRequest } from 'fastify'
import { may } from '../access'
import type { Ask, Reply, Route } from './ask'

const MINUTE_MS = 60_000

/**
 * Counts how often one address posts a form that keeps its typing when there are too many, and gives that form's answer then;
 * null while there is room. Counted once the form has been read, unlike the plain limit, which turns away before.
 */
export const busyFor = (app: FastifyInstance, { perMinute, full, action }: Route) => {
  const count = perMinute && full ? app.createRateLimit({ max: perMinute, timeWindow: MINUTE_MS }) : null
  return async (ask: Ask, request: FastifyRequest): Promise<Reply | null> => {
    if (!count || !full || !may(ask.ctx.actor, action)) return null
    const counted = await count(request)
    return 'isExceeded' in counted && counted.isExceeded ? full(ask, Math.max(1, counted.ttlInSeconds)) : null
  }
}
