import { pino } from 'pino';
import { loadPolicy, policyPath } from '../../src/policy/index.ts';
import { buildApp } from '../../src/server/app.ts';
import { createMetrics } from '../../src/server/metrics.ts';
import { DEFAULTS, type ServiceOptions } from '../../src/server/options.ts';
import type { Pool } from '../../src/server/pool.ts';
import { fakeResult } from '../io/fake-result.ts';

/** A pool in this thread whose classifier blocks what holds "usdt" and passes the rest. */
export function fakePool(overrides: Partial<Pool> = {}): Pool {
  const policies = [loadPolicy(policyPath()), { ...loadPolicy(policyPath()), name: 'strict' }];
  const { versions } = fakeResult('');
  return {
    catalogue: { versions, defaultPolicy: policies[0]!.name, policies },
    waiting: 0,
    alive: 1,
    retryAfter: 7,
    classify: async (texts, policy) =>
      texts.map((text) => ({ ...fakeResult(text), versions: { ...versions, policy } })),
    reload: async () => ({ versions, defaultPolicy: policies[0]!.name, policies }),
    close: async () => {},
    ...overrides,
  };
}

/** An app over a fake pool; `log` gathers what it logs. */
export async function fakeApp(pool: Pool = fakePool(), options: Partial<ServiceOptions> = {}) {
  const log: string[] = [];
  const metrics = createMetrics();
  metrics.watch(pool);
  let closing = false;
  const app = await buildApp(
    { classifier: {}, keys: [], workers: 1, ...DEFAULTS, ...options },
    {
      pool,
      metrics,
      log: pino({ level: 'debug' }, { write: (line) => void log.push(line) }),
      isClosing: () => closing,
    },
  );
  const startClosing = () => {
    closing = true;
  };
  return { app, log, startClosing };
}
