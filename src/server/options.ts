import type { ClassifierOptions } from '../resources.ts';

/** What the service is made of. */
export interface ServiceOptions {
  classifier: ClassifierOptions;
  host: string;
  /** 0: any free port. */
  port: number;
  /** Bearer keys that are let in; empty: everybody is. */
  keys: readonly string[];
  /** Worker threads, each with a classifier of its own. */
  workers: number;
  /** Texts that may wait before requests are turned away. */
  queue: number;
  /** How long a finished answer may wait for others to travel with, in milliseconds. */
  batchMs: number;
  /** Largest request body, in bytes. */
  bodyLimit: number;
  /** From the first byte of a request to its answer, in milliseconds. */
  timeoutMs: number;
}

/** Texts in one request. A queue holds at least as many, so that every request fits an empty one. */
export const MAX_TEXTS = 256;

/** What `bodyLimit` may be at most; as many UTF-16 units may wait, for the same reason. */
export const MAX_BODY_BYTES: number = 16 * 1024 * 1024;

/** What holds where nothing else was said. */
export const DEFAULTS: Omit<ServiceOptions, 'classifier' | 'keys' | 'workers'> = {
  host: '127.0.0.1',
  port: 8080,
  queue: 1024,
  batchMs: 5,
  bodyLimit: 1024 * 1024,
  timeoutMs: 10_000,
};
