import type { ErrorCode } from '../errors.ts';
import type { Policy } from '../policy/index.ts';
import type { ClassifierOptions } from '../resources.ts';
import type { Classification, Versions } from '../result.ts';

/** What a worker thread is started with. */
export interface WorkerSettings {
  classifier: ClassifierOptions;
  /** How long a finished answer may wait for others to travel with, in milliseconds. */
  batchMs: number;
}

/** What a worker can answer with. */
export interface Catalogue {
  /** Versions under the default policy. */
  versions: Versions;
  defaultPolicy: string;
  policies: Policy[];
}

/** A text on its way to a worker. */
export interface Task {
  /** Place in its batch. */
  id: number;
  text: string;
  /** Name of a policy in the catalogue. */
  policy: string;
}

/** What became of a {@link Task}. */
export type Answer = { id: number; result: Classification } | { id: number; failure: Failure };

/** An error that crossed from a worker; free of user text. */
export interface Failure {
  /** `INTERNAL` for what nobody foresaw. */
  code: ErrorCode;
  message: string;
  /** Stack frames of what nobody foresaw. */
  frames: string[];
}

/** To a worker. */
export type Order = { kind: 'classify'; tasks: Task[] } | { kind: 'reload' } | { kind: 'close' };

/** From a worker. */
export type Report =
  | { kind: 'opened'; catalogue: Catalogue }
  | { kind: 'answers'; answers: Answer[]; last: boolean }
  | { kind: 'reloaded'; catalogue: Catalogue }
  | { kind: 'refused'; failure: Failure };
