import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import type { Assets } from '../assets'
import type { Database } from '../db'
import { countQueue } from './count-queue'

const YEAR_MS = 365 * 24 * 3_600_000

/** What operators and proxies ask: is it alive, can it serve, how is it doing; and the built styles and scripts. */
export const serveStatus = async (app: FastifyInstance, db: Database, assets: Assets): Promise<void> => {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const answered = new Histogram({
    name: 'digiknow_answer_seconds',
    help: 'Time to answer, by route and status',
    labelNames: ['route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [registry],
  })
  countQueue(registry, db)
  app.addHook('onResponse', async (request, reply) => {
    answered.labels(request.routeOptions.url ?? 'none', String(reply.statusCode)).observe(reply.elapsedTime / 1000)
  })
  app.get('/healthz', async () => ({ ok: true }))
  app.get('/readyz', async (_request, reply) => {
    const ready = await db.pool.query('select 1').then(
      () => true,
      () => false,
    )
    return reply.status(ready ? 200 : 503).send({ ok: ready })
  })
  app.get('/metrics', async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()))
  await app.register(fastifyStatic, {
    root: assets.dir,
    prefix: '/assets/',
    preCompressed: true,
    maxAge: YEAR_MS,
    immutable: true,
    index: false,
  })
}
