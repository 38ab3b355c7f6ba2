import { CoinscreenError } from '../errors.ts';
import type { Failure } from './messages.ts';

/**
 * What may be said of an error. The message of an error that nobody foresaw may quote the text that was read, so
 * only its name and its stack frames are kept.
 */
export function failureOf(error: unknown): Failure {
  if (error instanceof CoinscreenError) return { code: error.code, message: error.message, frames: [] };
  const { name, stack } = error instanceof Error ? error : { name: typeof error, stack: '' };
  const frames = (stack ?? '').split('\n').filter((line) => /^ {4}at /.test(line));
  return { code: 'INTERNAL', message: `found an unexpected ${name}, expected an answer; this is a fault`, frames };
}

/** The error that a failure tells of. */
export function errorOf({ code, message, frames }: Failure): CoinscreenError {
  const error = new CoinscreenError(code, message);
  if (frames.length > 0) error.stack = [`CoinscreenError: ${message}`, ...frames].join('\n');
  return error;
}
