import type { FastifyInstance } from 'fastify'
import type { Config } from '../config'

/** Set by a handler that proves its sender another way (signed webhooks). */
declare module 'fastify' {
  interface FastifyContextConfig {
    readonly signed?: boolean
  }
}

const SAFE = ['GET', 'HEAD', 'OPTIONS']

/**
 * Refuses a form sent from another site. Browsers say where a form comes from (Sec-Fetch-Site, Origin); form tokens would
 * go stale in pages kept offline.
 */
export const guardOrigin = (app: FastifyInstance, config: Config): void => {
  app.addHook('onRequest', async (request, reply) => {
    if (SAFE.includes(request.method) || request.routeOptions.config.signed) return
    const site = request.headers['sec-fetch-site']
    const { origin } = request.headers
    const own = config.publicUrl ? new URL(config.publicUrl).origin : `${request.protocol}://${request.host}`
    const foreign = site ? !['same-origin', 'none'].includes(String(site)) : origin !== undefined && origin !== own
    if (foreign)
      return reply
        .status(403)
        .type('text/plain; charset=utf-8')
        .send('This form was sent from another website, so we did not accept it.')
  })
}
