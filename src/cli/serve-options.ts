import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { DEFAULTS, MAX_BODY_BYTES, MAX_TEXTS, type ServiceOptions } from '../server/options.ts';
import { COMMON, classifierOptions, oneOf, orUsage, usage } from './options.ts';

const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const;

/** What `coinscreen serve` was asked to do. */
export interface ServeOptions {
  service: Omit<ServiceOptions, 'keys'>;
  /** File with a bearer key a line; null: the environment may have keys. */
  keyFile: string | null;
  /** Whether to serve beyond this machine without keys. */
  allowAnonymous: boolean;
  logLevel: (typeof LOG_LEVELS)[number];
}

/** Each worker holds a classifier of some 200 MB, so more than this many must be asked for. */
const MOST_DEFAULT_WORKERS = 4;

/**
 * Reads the arguments of `serve`; null asks for its help.
 *
 * @throws {CoinscreenError} USAGE
 */
export function parseServe(args: readonly string[]): ServeOptions | null {
  const { values } = orUsage(() =>
    parseArgs({
      args: [...args],
      options: {
        ...COMMON,
        host: { type: 'string', default: DEFAULTS.host },
        port: { type: 'string', default: String(DEFAULTS.port) },
        'key-file': { type: 'string' },
        'allow-anonymous': { type: 'boolean', default: false },
        workers: { type: 'string', default: String(Math.min(MOST_DEFAULT_WORKERS, availableParallelism())) },
        queue: { type: 'string', default: String(DEFAULTS.queue) },
        'batch-ms': { type: 'string', default: String(DEFAULTS.batchMs) },
        'body-limit': { type: 'string', default: String(DEFAULTS.bodyLimit) },
        timeout: { type: 'string', default: String(DEFAULTS.timeoutMs / 1000) },
        'log-level': { type: 'string', default: 'info' },
      },
    }),
  );
  if (values.help) return null;
  return {
    service: {
      classifier: classifierOptions(values),
      host: values.host,
      port: integer(values.port, '--port', [0, 65_535]),
      workers: integer(values.workers, '--workers', [1, 256]),
      queue: integer(values.queue, '--queue', [MAX_TEXTS, 1_000_000]),
      batchMs: integer(values['batch-ms'], '--batch-ms', [0, 1000]),
      bodyLimit: integer(values['body-limit'], '--body-limit', [1024, MAX_BODY_BYTES]),
      timeoutMs: integer(values.timeout, '--timeout', [1, 600]) * 1000,
    },
    keyFile: values['key-file'] ?? null,
    allowAnonymous: values['allow-anonymous'],
    logLevel: oneOf(LOG_LEVELS, values['log-level'], '--log-level'),
  };
}

function integer(found: string, option: string, [least, most]: [number, number]): number {
  const number = /^\d+$/.test(found) ? Number(found) : Number.NaN;
  if (number >= least && number <= most) return number;
  return usage(`found ${option} ${found}, expected a whole number from ${least} to ${most}`);
}
