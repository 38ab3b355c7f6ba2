import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { CoinscreenError } from '../errors.ts';
import { buildApp } from './app.ts';
import { failureOf } from './failure.ts';
import { createMetrics } from './metrics.ts';
import type { ServiceOptions } from './options.ts';
import { openPool, type Pool } from './pool.ts';
import { startWorker } from './thread.ts';

/** A running service. */
export interface Service {
  /** Where it listens, such as `http://127.0.0.1:8080`. */
  readonly address: string;
  /** Reads lexicon and policies again; what went wrong goes to the log, and what was read before stays in use. */
  reload(): Promise<void>;
  /** Takes no new connections, answers what was accepted, and ends. */
  close(): Promise<void>;
}

/** How long accepted requests may take to end, in milliseconds; then the rest are refused. */
const DRAIN_MS = 25_000;
const IDLE_CHECK_MS = 100;
/**
 * How long the service goes on listening when it closes, in milliseconds. Its answers close their connections meanwhile,
 * so that clients in full swing leave in good order: a connection that is closed while idle may cross a request.
 */
const RETIRE_MS = 500;

/**
 * Opens the classifiers and listens.
 *
 * @throws {CoinscreenError} what `createClassifier` refuses; ADDRESS_UNUSABLE
 */
export async function startService(options: ServiceOptions, log: FastifyBaseLogger): Promise<Service> {
  const metrics = createMetrics();
  const { classifier, batchMs, workers, queue } = options;
  const pool = await openPool({
    start: () => startWorker({ classifier, batchMs }),
    workers,
    queue,
    onBatch: metrics.countBatch,
    onDeath(error) {
      metrics.countDeath();
      log.error({ failure: failureOf(error) }, 'a worker ended; another will be started');
    },
  });
  metrics.watch(pool);
  let closing = false;
  const app = await buildApp(options, { pool, metrics, log, isClosing: () => closing });
  const address = await listen(app, pool, options);
  log.info({ address, versions: pool.catalogue.versions, workers }, 'listening');
  return {
    address,
    reload: () => reloadLogged(pool, log),
    async close() {
      closing = true;
      await drain(app, pool, log);
    },
  };
}

async function reloadLogged(pool: Pool, log: FastifyBaseLogger): Promise<void> {
  try {
    const { versions } = await pool.reload();
    log.info({ versions }, 'reloaded');
  } catch (error) {
    log.error({ failure: failureOf(error) }, 'reload refused; what was read before stays in use');
  }
}

async function drain(app: FastifyInstance, pool: Pool, log: FastifyBaseLogger): Promise<void> {
  log.info({ waiting: pool.waiting }, 'closing');
  await sleep(RETIRE_MS);
  const late = setTimeout(() => pool.close(), DRAIN_MS);
  // Connections whose last answer was on its way when the closing began are left open by it.
  const idle = setInterval(() => app.server.closeIdleConnections(), IDLE_CHECK_MS);
  await app.close();
  clearTimeout(late);
  clearInterval(idle);
  await pool.close();
  log.info('closed');
}

async function listen(app: FastifyInstance, pool: Pool, { host, port }: ServiceOptions): Promise<string> {
  try {
    return await app.listen({ host, port });
  } catch (cause) {
    await app.close();
    await pool.close();
    const { code } = cause as { code?: string };
    throw new CoinscreenError(
      'ADDRESS_UNUSABLE',
      `cannot listen on ${host} port ${port} (${code}); expected an address of this machine and a free port`,
      { cause },
    );
  }
}
