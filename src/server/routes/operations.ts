import type { FastifyInstance } from 'fastify';
import { CoinscreenError } from '../../errors.ts';
import type { Metrics } from '../metrics.ts';
import type { Pool } from '../pool.ts';
import { POLICIES_RESPONSE, PROBE_RESPONSE, REFUSALS, RELOAD_RESPONSE } from '../schemas.ts';

/** What the routes for operators work with. */
export interface Operations {
  pool: Pool;
  metrics: Metrics;
  /** True from the moment the service was asked to stop. */
  isClosing(): boolean;
  /** Whether requests need a key. */
  hasKeys: boolean;
}

/** Probes and metrics; open to everybody, since they say nothing of texts. */
export function probeRoutes(app: FastifyInstance, { pool, metrics, isClosing }: Operations): void {
  const probe = (summary: string) => ({
    schema: { summary, tags: ['operations'], response: { 200: PROBE_RESPONSE, 503: PROBE_RESPONSE } },
  });
  app.get('/healthz', probe('Whether the service lives'), async (_request, reply) =>
    pool.alive > 0 ? { status: 'ok' } : reply.code(503).send({ status: 'no worker is alive' }),
  );
  app.get('/readyz', probe('Whether the service takes requests'), async (_request, reply) => {
    if (isClosing()) return reply.code(503).send({ status: 'closing' });
    return pool.alive > 0 ? { status: 'ok' } : reply.code(503).send({ status: 'no worker is alive' });
  });
  const schema = {
    summary: 'Metrics for Prometheus',
    tags: ['operations'],
    response: { 200: { type: 'string', content: { 'text/plain': { schema: { type: 'string' } } } } },
  };
  app.get('/metrics', { schema }, async (_request, reply) => {
    reply.header('content-type', metrics.contentType);
    return metrics.render();
  });
}

/** The policies, and the reload of lexicon and policies. */
export function catalogueRoutes(app: FastifyInstance, { pool, hasKeys }: Operations): void {
  const policies = {
    summary: 'The policies that requests may name',
    tags: ['reading'],
    response: { 200: POLICIES_RESPONSE, ...REFUSALS },
  };
  app.get('/v1/policies', { schema: policies }, async () => ({
    default: pool.catalogue.defaultPolicy,
    policies: pool.catalogue.policies,
  }));
  const reload = {
    summary: 'Read lexicon and policies again, as SIGHUP does; needs a key',
    tags: ['operations'],
    response: { 200: RELOAD_RESPONSE, ...REFUSALS },
  };
  app.post('/v1/reload', { schema: reload }, async (request) => {
    if (!hasKeys) {
      throw new CoinscreenError('KEY_REQUIRED', 'found a service without keys, expected one with keys; send SIGHUP');
    }
    const { versions } = await pool.reload();
    request.log.info({ versions }, 'reloaded');
    return { versions };
  });
}
