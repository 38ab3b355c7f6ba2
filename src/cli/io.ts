import type { Readable, Writable } from 'node:stream';
import type { Classifier } from '../classifier.ts';
import type { ClassifierOptions } from '../resources.ts';
import type { Labeller, Workers } from './label/pool.ts';

/** A stream for output that may be a terminal. */
export type OutputStream = Writable & { isTTY?: boolean; columns?: number };

/** Everything that a command touches outside itself. */
export interface Io {
  stdin: Readable & { isTTY?: boolean };
  /** Results. */
  stdout: OutputStream;
  /** Everything for people. */
  stderr: OutputStream;
  env: Readonly<Record<string, string | undefined>>;
  /** Aborted when the user interrupts. */
  signal: AbortSignal;
  createClassifier(options: ClassifierOptions): Promise<Classifier>;
  /** Starts threads with a classifier each. */
  openLabeller(options: ClassifierOptions, workers: Workers): Promise<Labeller>;
}

/** Whether to colour what goes to `stream`. */
export function usesColour(stream: OutputStream, env: Io['env']): boolean {
  return stream.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb';
}
