import { randomUUID } from 'node:crypto';
import bearerAuth from '@fastify/bearer-auth';
import helmet, { type FastifyHelmetOptions } from '@fastify/helmet';
import { type FastifyBaseLogger, type FastifyInstance, fastify, LogController } from 'fastify';
import { readJsonOnly } from './body.ts';
import { documentRoutes } from './documents.ts';
import { bodyMistake } from './errors.ts';
import type { Metrics } from './metrics.ts';
import type { ServiceOptions } from './options.ts';
import type { Pool } from './pool.ts';
import { answerErrors, refuseConnection, sendError, watchRequests } from './requests.ts';
import { classifyRoute } from './routes/classify.ts';
import { moderationsRoute } from './routes/moderations.ts';
import { catalogueRoutes, type Operations, probeRoutes } from './routes/operations.ts';
import { playgroundRoutes } from './routes/playground.ts';
import { SHARED_SCHEMAS } from './schemas.ts';

/** What the routes work with. */
export interface Parts {
  pool: Pool;
  metrics: Metrics;
  log: FastifyBaseLogger;
  /** True from the moment the service was asked to stop. */
  isClosing(): boolean;
}

/** How often Node.js looks for requests that have not come in time, in milliseconds. */
const SLOW_CHECK_MS = 500;
/** Above the 60 s after which proxies drop an idle connection, so that they never send into one that we have closed. */
const KEEP_ALIVE_MS = 65_000;

/** The pages load nothing from elsewhere. Only what serves HTTPS may ask for it, and that is a proxy before us. */
const HEADERS: FastifyHelmetOptions = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
  },
  strictTransportSecurity: false,
};

/** Everything that answers requests; nothing listens yet. */
export async function buildApp(options: ServiceOptions, parts: Parts): Promise<FastifyInstance> {
  const app: FastifyInstance = fastify({
    loggerInstance: parts.log,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    bodyLimit: options.bodyLimit,
    requestTimeout: options.timeoutMs,
    keepAliveTimeout: KEEP_ALIVE_MS,
    // Node.js would take the shorter of its two limits for the headers and the longer for the rest.
    http: { connectionsCheckingInterval: SLOW_CHECK_MS, headersTimeout: options.timeoutMs },
    // A request that came before its connection could be closed is answered, and the answer closes it.
    return503OnClosing: false,
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false } },
    schemaErrorFormatter: bodyMistake,
    frameworkErrors: (error, request, reply) => sendError(error, request, reply, null),
    clientErrorHandler: refuseConnection,
  });
  for (const schema of SHARED_SCHEMAS) app.addSchema(schema);
  readJsonOnly(app);
  watchRequests(app, parts.metrics);
  answerErrors(app, parts.pool);
  app.addHook('onSend', async (_request, reply) => {
    if (parts.isClosing()) reply.header('connection', 'close');
  });
  await app.register(helmet, HEADERS);
  await documentRoutes(app, options.keys.length > 0);
  await addRoutes(app, options, parts);
  return app;
}

async function addRoutes(app: FastifyInstance, options: ServiceOptions, parts: Parts): Promise<void> {
  const { keys } = options;
  const operations: Operations = { ...parts, hasKeys: keys.length > 0 };
  playgroundRoutes(app);
  probeRoutes(app, operations);
  await app.register(async (guarded) => {
    if (keys.length > 0) {
      await guarded.register(bearerAuth, { keys: [...keys], addHook: false, verifyErrorLogLevel: 'debug' });
      guarded.addHook('onRequest', guarded.verifyBearerAuth!);
    }
    const reading = { ...parts, timeoutMs: options.timeoutMs };
    classifyRoute(guarded, reading);
    moderationsRoute(guarded, reading);
    catalogueRoutes(guarded, operations);
  });
}
