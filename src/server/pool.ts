import type { Worker } from 'node:worker_threads';
import { CoinscreenError } from '../errors.ts';
import type { Classification } from '../result.ts';
import { type Crew, openCrew, sendBatch } from './crew.ts';
import type { Catalogue } from './messages.ts';
import { createQueue, type Queue } from './queue.ts';
import { type Job, splitRequest } from './request.ts';

/** Classifiers in worker threads behind one queue. */
export interface Pool {
  readonly catalogue: Catalogue;
  /** Texts that wait for a worker. */
  readonly waiting: number;
  /** Workers that are alive. */
  readonly alive: number;
  /** Whole seconds, 1-60, after which what waits now should be done. */
  readonly retryAfter: number;
  /**
   * Classifies texts under a policy of the catalogue; results stand in their order. An abort takes back the texts that
   * no worker has begun.
   *
   * @throws {CoinscreenError} QUEUE_FULL, SERVICE_CLOSING, INTERNAL
   */
  classify(texts: readonly string[], policy: string, signal: AbortSignal): Promise<Classification[]>;
  /**
   * Reads lexicon and policies again, one worker after the other, so that the others go on.
   *
   * @throws {CoinscreenError} the LEXICON_ and POLICY_ codes; what was read before then stays in use
   */
  reload(): Promise<Catalogue>;
  /** Refuses what still waits and ends the workers. */
  close(): Promise<void>;
}

/** What a pool is made of, and who hears of it. */
export interface PoolOptions {
  start: () => Worker;
  workers: number;
  /** Texts that may wait. */
  queue: number;
  /** A batch was answered: its texts, and the milliseconds from sending it to its last answer. */
  onBatch(texts: number, milliseconds: number): void;
  /** A worker ended, or could not be started again. */
  onDeath(error: unknown): void;
}

/** Texts in one message: enough to make messages cheap, few enough that no post stands long behind slow ones. */
const MAX_BATCH = 16;
/** Share of the newest batch in the running mean of milliseconds a text. */
const NEWEST_SHARE = 0.05;

/**
 * Starts the workers and waits until all have opened.
 *
 * @throws {CoinscreenError} what `createClassifier` refuses
 */
export async function openPool(options: PoolOptions): Promise<Pool> {
  const queue = createQueue<Job>(options.queue);
  let textMs = 1;
  const crew = await openCrew({
    ...options,
    onFree({ batch: { sentAt, texts } }) {
      if (texts > 0) {
        const milliseconds = performance.now() - sentAt;
        textMs += NEWEST_SHARE * (milliseconds / texts - textMs);
        options.onBatch(texts, milliseconds);
      }
      // While the crew is opening nothing waits yet.
      if (queue.size > 0) dispatch(queue, crew);
    },
  });
  let { catalogue } = crew.threads()[0]!;

  return {
    get catalogue() {
      return catalogue;
    },
    get waiting() {
      return queue.size;
    },
    get alive() {
      return crew.threads().length;
    },
    get retryAfter() {
      return retrySeconds(queue.size * textMs, crew.threads().length);
    },
    async classify(texts, policy, signal) {
      signal.throwIfAborted();
      const { jobs, results, refuse } = splitRequest(texts, policy);
      queue.add(jobs);
      signal.addEventListener('abort', () => refuse(signal.reason), { once: true });
      dispatch(queue, crew);
      return results.finally(() => queue.drop(jobs));
    },
    async reload() {
      for (const thread of crew.threads()) catalogue = await thread.reload();
      return catalogue;
    },
    async close() {
      const error = new CoinscreenError('SERVICE_CLOSING', 'found a closing service; send the request again');
      for (const job of queue.take(queue.size)) job.settle(error);
      await crew.close();
    },
  };
}

/** Whole seconds, 1-60, until so many milliseconds of work are done. */
function retrySeconds(milliseconds: number, workers: number): number {
  const seconds = milliseconds / Math.max(1, workers) / 1000;
  return Math.min(60, Math.max(1, Math.ceil(seconds)));
}

/** A free worker takes at once what waits, so that batches grow only where all are busy. */
function dispatch(queue: Queue<Job>, crew: Crew): void {
  for (const seat of crew.seats) {
    if (queue.size === 0 || seat.thread === null || seat.held.size > 0) continue;
    sendBatch(seat, queue.take(Math.min(MAX_BATCH, Math.ceil(queue.size / crew.threads().length))));
  }
}
