import { constants } from 'node:zlib'
import fastifyCompress from '@fastify/compress'
import fastifyCookie from '@fastify/cookie'
import fastifyFormbody from '@fastify/formbody'
import fastifyHelmet from '@fastify/helmet'
import fastifyMultipart from '@fastify/multipart'
import fastifyRateLimit from '@fastify/rate-limit'
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify'
import { may, publicActor } from '../access'
import { isUnavailable } from '../faults'
import { newId } from '../ids'
import { type Refusal, refuse } from '../outcome'
import { type Alliances, openAlliances } from './alliances'
import type { Alliance, Ask, Reply, Route } from './ask'
import { busyFor } from './busy'
import { faultWords } from './fault-words'
import { machinesOnly } from './hook'
import { type LiveHub, openLiveHub } from './live'
import { guardOrigin } from './origin'
import { mayUse, policy } from './policy'
import { send } from './send'
import { readUpload } from './upload'
import { COOKIE, type WebOptions } from './web'

const BODY_LIMIT = 256 * 1024
/** Made for each answer, so quick rather than smallest: within a few per cent of the best for a page. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }

const askOf = async (options: WebOptions, alliance: Alliance, request: FastifyRequest): Promise<Ask> => {
  const { db, config, clock } = options
  const token = request.routeOptions.config.signed ? undefined : request.cookies[COOKIE]
  const actor = (token && (await options.actorOf(db, alliance, token, clock.now()))) || publicActor
  return {
    ctx: { db, allianceId: alliance.id, actor, clock, requestId: String(request.id) },
    alliance,
    params: request.params as Record<string, string>,
    query: request.query as Ask['query'],
    body: request.body,
    files: [],
    url: request.url,
    base: `/${alliance.slug}`,
    origin: config.publicUrl ?? `${request.protocol}://${request.host}`,
    demo: config.demo,
    headers: request.headers,
    ip: request.ip,
    house: options.house,
    counts: {},
  }
}

/** A staff page's frame says what waits behind its menu. */
const counted = async (ask: Ask, answer: Reply): Promise<Ask> => {
  const framed = answer.kind === 'refused' || (answer.kind === 'page' && answer.density === 'staff' && !answer.bare)
  return framed && ask.ctx.actor.kind === 'account' ? { ...ask, counts: await ask.house.counts(ask) } : ask
}

type Typed = Readonly<Record<string, string | string[]>>

/** Not typed by anyone. */
const UNTYPED = ['submission', 'seen', 'turn']
/** A mere button with facts of its own says that nobody typed them (ui/layout/form.tsx). */
const BUTTON = 'pressed'

/** What a form sent that somebody typed; null for a button, for a file, and for a page that is only read. */
const typedIn = ({ body }: Ask): Typed | null => {
  if (typeof body !== 'object' || body === null) return null
  if (BUTTON in body) return null
  const fields = Object.entries(body as Typed)
  return fields.some(([name, value]) => !UNTYPED.includes(name) && value.length > 0) ? (body as Typed) : null
}

/** Whoever is not signed in goes to sign in; but a form that they typed while they were is not lost. */
const toSignIn = ({ signedOutPage }: WebOptions, route: Route, ask: Ask): Reply => {
  const typed = route.method === 'POST' ? typedIn(ask) : null
  if (typed) return signedOutPage(ask, typed)
  return { kind: 'redirect', to: `${ask.base}/sign-in?next=${encodeURIComponent(route.method === 'GET' ? ask.url : ask.base)}` }
}

const answer = async (options: WebOptions, route: Route, ask: Ask, request: FastifyRequest): Promise<Reply> => {
  if (!may(ask.ctx.actor, route.action))
    return ask.ctx.actor.kind === 'account' ? { kind: 'refused', refusal: refuse('forbidden') } : toSignIn(options, route, ask)
  const upload = await readUpload(request, route)
  if (!upload.ok) return { kind: 'refused', refusal: upload }
  return route.handle(upload.body ? { ...ask, body: upload.body, files: upload.files } : ask)
}

/** A page's answer and what waits behind its menu, read in one transaction. What is written is not: it commits by itself. */
const answerPage = async (options: WebOptions, route: Route, ask: Ask, request: FastifyRequest) => {
  const page = route.method === 'GET' && !route.live ? options.db.forPage() : null
  const reader = page ? { ...ask, ctx: { ...ask.ctx, db: page.db } } : ask
  try {
    const answered = await answer(options, route, reader, request)
    return { ask: await counted(reader, answered), answered }
  } finally {
    await page?.end()
  }
}

interface Parts {
  readonly options: WebOptions
  readonly alliances: Alliances
  readonly hub: LiveHub
}

const mount = (app: FastifyInstance, { options, alliances, hub }: Parts, route: Route): void => {
  const busy = busyFor(app, route)
  app.route({
    method: route.method,
    url: `/:alliance${route.path === '/' ? '' : route.path}`,
    ...(route.upload && { bodyLimit: route.upload + BODY_LIMIT }),
    ...(route.machine && { bodyLimit: route.machine }),
    ...(route.live && { compress: false }),
    config: {
      rateLimit: route.perMinute && !route.full ? { max: route.perMinute, timeWindow: 60_000 } : false,
      ...(route.machine && { signed: true }),
    },
    handler: async (request, reply) => {
      const { alliance: slug = '' } = request.params as Record<string, string>
      // No name, reference or filter holds one, and PostgreSQL cannot read it.
      if (/%00/.test(request.url)) return lost(options, alliances, reply)
      const alliance = await alliances.bySlug(slug)
      if (!alliance) return lost(options, alliances, reply)
      reply.header('cache-control', 'no-store')
      const asked = await askOf(options, alliance, request)
      const full = await busy(asked, request)
      const { ask, answered } = full ? { ask: asked, answered: full } : await answerPage(options, route, asked, request)
      if (answered.kind === 'live') return hub.serve(reply, alliance.id, answered.topic)
      return send(options, ask, reply, answered)
    },
  })
}

const lost = async (options: WebOptions, alliances: Alliances, reply: FastifyReply): Promise<FastifyReply> =>
  reply
    .status(404)
    .type('text/html; charset=utf-8')
    .send(options.plain(404, 'We cannot find that page', await alliances.all()))

const NO_PAGE: Refusal = { ...refuse('not-found'), says: 'We cannot find that page' }

/** An address that leads nowhere: said in the alliance's own frame where it begins with one we run. */
const lostWithin = async (options: WebOptions, alliances: Alliances, request: FastifyRequest, reply: FastifyReply) => {
  const [, slug = ''] = request.url.split(/[/?]/)
  const alliance = await alliances.bySlug(slug)
  if (!alliance) return lost(options, alliances, reply)
  reply.header('cache-control', 'no-store')
  return send(options, await askOf(options, alliance, request), reply, { kind: 'refused', refusal: NO_PAGE })
}

const onFault = (options: WebOptions, app: FastifyInstance): void => {
  app.setErrorHandler(async (error: Error & { statusCode?: number }, request, reply) => {
    const status = isUnavailable(error) ? 503 : (error.statusCode ?? 500)
    // The message of a database error may quote a person's details: only its kind is logged.
    if (status >= 500)
      request.log.error(
        { fault: error.name, code: (error as { code?: string }).code, stack: status === 500 ? error.stack : undefined },
        'fault',
      )
    return reply
      .status(status)
      .type('text/html; charset=utf-8')
      .send(options.plain(status, faultWords(status), []))
  })
}

/** While stopping, whoever still gets an answer is let go with it: a connection kept open would keep the program from ending. */
const letGoWhenStopping = (app: FastifyInstance): void => {
  let stopping = false
  app.addHook('preClose', async () => {
    stopping = true
  })
  app.addHook('onSend', async (_request, reply) => {
    if (stopping) reply.header('connection', 'close')
  })
}

/** The web server: every route under its alliance, each behind its permission. Throws at start when a route has no action. */
export const buildServer = async (options: WebOptions): Promise<FastifyInstance> => {
  const app: FastifyInstance = fastify({
    loggerInstance: options.log as FastifyBaseLogger,
    genReqId: () => newId(),
    bodyLimit: BODY_LIMIT,
    // A sender that stalls is let go, so that it cannot hold a stop up.
    requestTimeout: 120_000,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: options.config.publicUrl !== null,
    forceCloseConnections: 'idle',
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
  })
  const hub = openLiveHub(options.db)
  const parts = { options, hub, alliances: openAlliances(options.db) }
  const { alliances } = parts
  app.addHook('preClose', async () => hub.close())
  await app.register(fastifyHelmet, { contentSecurityPolicy: policy, referrerPolicy: { policy: 'same-origin' } })
  await app.register(fastifyCompress, { encodings: ['br', 'gzip'], threshold: 1024, global: true, brotliOptions: BROTLI })
  await app.register(fastifyCookie)
  await app.register(fastifyFormbody, { bodyLimit: BODY_LIMIT })
  await app.register(fastifyMultipart)
  await app.register(fastifyRateLimit, { global: false })
  guardOrigin(app, options.config)
  onFault(options, app)
  letGoWhenStopping(app)
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('permissions-policy', mayUse(false))
  })
  app.addHook('onResponse', async (request, reply) => {
    request.log.info(
      { method: request.method, route: request.routeOptions.url, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'answered',
    )
  })
  for (const route of options.routes) if (!route.action) throw new Error(`${route.method} ${route.path} has no action`)
  for (const route of options.routes.filter(({ machine }) => !machine)) mount(app, parts, route)
  await app.register(async (corner) => {
    machinesOnly(corner)
    for (const route of options.routes.filter(({ machine }) => machine)) mount(corner, parts, route)
  })
  app.setNotFoundHandler((request, reply) => lostWithin(options, alliances, request, reply))
  app.get('/', async (_request, reply) => {
    const all = await alliances.all()
    const only = all.length === 1 ? all[0] : undefined
    if (only) return reply.redirect(`/${only.slug}`, 303)
    return reply.type('text/html; charset=utf-8').send(options.plain(200, 'DigiKnow', all))
  })
  return app
}
