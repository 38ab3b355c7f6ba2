import { extname } from 'node:path';
import { SHARE_ENV, Worker } from 'node:worker_threads';
import { CoinscreenError } from '../errors.ts';
import { errorOf, failureOf } from './failure.ts';
import type { Answer, Catalogue, Order, Report, Task, WorkerSettings } from './messages.ts';

/** A worker thread, seen from outside. */
export interface Thread {
  readonly catalogue: Catalogue;
  /** Hands over texts; their answers arrive through {@link ThreadEvents}. */
  send(tasks: Task[]): void;
  /**
   * Reads lexicon and policies again, between two texts.
   *
   * @throws {CoinscreenError} the LEXICON_ and POLICY_ codes; what was read before then stays in use
   */
  reload(): Promise<Catalogue>;
  /** Ends the thread once it has answered what it holds. */
  close(): Promise<void>;
}

/** What a thread has to tell. */
export interface ThreadEvents {
  /** Answers of the batch in work; `last` when the thread is free again. */
  answered(answers: Answer[], last: boolean): void;
  /** The thread ended without being asked to; what it held stays unanswered. */
  died(error: CoinscreenError): void;
}

/** Starts a worker of this package; its file has the ending of this one, in the sources as in `dist`. */
export function startWorker(settings: WorkerSettings): Worker {
  const script = new URL(`worker${extname(import.meta.url)}`, import.meta.url);
  // With a copy of the environment a worker could not switch off the telemetry of the runtime, see src/model/session.ts.
  return new Worker(script, { workerData: settings, env: SHARE_ENV });
}

/**
 * Waits until a started worker has opened its classifier.
 *
 * @throws {CoinscreenError} what `createClassifier` refuses
 */
export async function openThread(worker: Worker, events: ThreadEvents): Promise<Thread> {
  const catalogue = await nextReport(worker, 'opened');
  let closing = false;
  worker.on('message', (report: Report) => {
    if (report.kind === 'answers') events.answered(report.answers, report.last);
  });
  let cause: unknown = null;
  worker.on('error', (error) => {
    cause = error;
  });
  worker.once('exit', (code) => {
    if (!closing) events.died(deathOf(code, cause));
  });
  const order = (message: Order) => worker.postMessage(message);
  return {
    catalogue,
    send: (tasks) => order({ kind: 'classify', tasks }),
    reload() {
      const reloaded = nextReport(worker, 'reloaded');
      order({ kind: 'reload' });
      return reloaded;
    },
    close() {
      closing = true;
      const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
      order({ kind: 'close' });
      return ended;
    },
  };
}

/** The catalogue in the next report of a kind; rejects with a refusal, and when the worker ends before. */
function nextReport(worker: Worker, kind: 'opened' | 'reloaded'): Promise<Catalogue> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      worker.off('message', listen).off('error', fail).off('exit', exit);
      act();
    };
    const listen = (report: Report) => {
      if (report.kind === kind) settle(() => resolve(report.catalogue));
      else if (report.kind === 'refused') settle(() => reject(errorOf(report.failure)));
    };
    const fail = (error: unknown) => settle(() => reject(errorOf(failureOf(error))));
    const exit = (code: number) => settle(() => reject(deathOf(code, null)));
    worker.on('message', listen).on('error', fail).on('exit', exit);
  });
}

function deathOf(code: number, cause: unknown): CoinscreenError {
  if (cause !== null) return errorOf(failureOf(cause));
  return new CoinscreenError('INTERNAL', `found a worker that ended with code ${code}, expected it to go on`);
}
