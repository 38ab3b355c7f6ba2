import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { pino } from 'pino';
import { CoinscreenError } from '../errors.ts';
import { systemErrorCode } from '../io/system-error.ts';
import { type Service, startService } from '../server/index.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import type { Io } from './io.ts';
import { usage } from './options.ts';
import type { ServeOptions } from './serve-options.ts';

/** Shorter keys could be guessed. */
const LEAST_KEY_LENGTH = 16;

/**
 * Serves until it is told to stop. The log goes to standard output, one JSON object a line.
 *
 * @throws {CoinscreenError} for keys and classifier options that cannot be used; ADDRESS_UNUSABLE
 */
export async function serve(options: ServeOptions, io: Io): Promise<ExitCode> {
  const keys = readKeys(options.keyFile, io.env);
  if (keys.length === 0 && !options.allowAnonymous && !isLoopback(options.service.host)) {
    usage(`found no keys for --host ${options.service.host}, expected --key-file FILE or COINSCREEN_API_KEYS`);
  }
  const log = pino({ level: options.logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime }, io.stdout);
  const service = await startService({ ...options.service, keys }, log);
  await untilStopped(service, io.signal);
  await service.close();
  return EXIT.done;
}

/** Waits for SIGTERM or the user's interruption; meanwhile SIGHUP reloads. */
async function untilStopped(service: Service, signal: AbortSignal): Promise<void> {
  const reload = () => void service.reload();
  process.on('SIGHUP', reload);
  try {
    await new Promise<void>((resolve) => {
      process.once('SIGTERM', () => resolve());
      if (signal.aborted) resolve();
      signal.addEventListener('abort', () => resolve());
    });
  } finally {
    process.off('SIGHUP', reload);
  }
}

/**
 * The keys of the file, else those of the environment.
 *
 * @throws {CoinscreenError} INPUT_UNREADABLE; USAGE for keys that are too short
 */
export function readKeys(keyFile: string | null, env: Io['env']): string[] {
  const listed = keyFile === null ? (env.COINSCREEN_API_KEYS ?? '').split(',') : readKeyFile(keyFile).split('\n');
  const keys = listed.map((key) => key.trim()).filter((key) => key !== '');
  if (keys.some((key) => key.length < LEAST_KEY_LENGTH)) {
    usage(
      `found a key that is too short, expected at least ${LEAST_KEY_LENGTH} characters; openssl rand -hex 24 makes one`,
    );
  }
  if (keyFile !== null && keys.length === 0) usage(`found no key in ${keyFile}, expected one a line`);
  return keys;
}

function readKeyFile(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    const message = `cannot read ${path} (${systemErrorCode(cause)}); expected a file with a bearer key a line`;
    throw new CoinscreenError('INPUT_UNREADABLE', message, { cause });
  }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}
