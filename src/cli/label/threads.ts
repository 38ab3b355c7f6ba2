import { once } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { SHARE_ENV, Worker } from 'node:worker_threads';
import { CoinscreenError } from '../../errors.ts';
import type { ClassifierOptions } from '../../resources.ts';
import type { Reply, Task } from './worker.ts';

/** Threads with a classifier each. */
export interface Threads {
  /** Hands the task to a thread that has none, or to a new one. */
  ask(task: Task): Promise<Reply>;
  close(): Promise<void>;
}

/** What a thread throws away within a batch is little; by default V8 would let each gather 48 MB of it. */
const YOUNG_MEGABYTES = 8;

/**
 * Of V8, for the time after loading, when nearly all that is new is soon thrown away: young spaces stay as large as they
 * are, and old ones grow by a tenth, not twofold, before they are swept. Otherwise the thread that reads and writes, which
 * can be given no limits, would hold 50 MB more after a million rows; it costs no time that can be measured.
 */
const STEADY_FLAGS = ['--semi-space-growth-factor=1', '--heap-growing-percent=10'];

/**
 * Starts threads as they are needed. How many work at once is up to the caller; see pace.ts. Plain threads instead of a
 * pool package: a task takes milliseconds, so the handing over does not count, and nothing has to be queued here.
 */
export function openThreads(options: ClassifierOptions): Threads {
  const idle: Worker[] = [];
  const started: Worker[] = [];
  let closed = false;
  const start = (): Worker => {
    const file = new URL(import.meta.url.replace(/threads(\.\w+)$/, 'worker$1'));
    // One environment, so that a switch set in the thread reaches the runtime's native code too.
    const worker = new Worker(file, {
      env: SHARE_ENV,
      workerData: options,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
    });
    // An error is told to the task that waits; one that comes between two tasks is told to the next.
    worker.on('error', () => {});
    // With its first answer a thread has loaded. Again for each, because V8 undoes the first flag when a thread starts.
    worker.once('message', () => {
      for (const flag of STEADY_FLAGS) setFlagsFromString(flag);
    });
    started.push(worker);
    return worker;
  };
  return {
    async ask(task) {
      // Tasks that waited for their turn when the run ended would start threads that nobody ends.
      if (closed) throw failed(new Error('closed'));
      const worker = idle.pop() ?? start();
      const reply = replyOf(worker);
      worker.postMessage(task);
      const answered = await reply;
      idle.push(worker);
      return answered;
    },
    async close() {
      closed = true;
      await Promise.all(started.map((worker) => worker.terminate()));
    },
  };
}

async function replyOf(worker: Worker): Promise<Reply> {
  const ended = new AbortController();
  try {
    const exit = once(worker, 'exit', { signal: ended.signal }).then(([code]) => {
      throw new Error(`the thread ended with code ${code}`);
    });
    const [reply] = await Promise.race([once(worker, 'message', { signal: ended.signal }), exit]);
    return reply as Reply;
  } catch (error) {
    throw failed(error);
  } finally {
    ended.abort();
  }
}

function failed(error: unknown): CoinscreenError {
  const code = error instanceof Error ? ('code' in error ? String(error.code) : error.name) : typeof error;
  const message = `a worker thread ended (${code}); use fewer --workers if memory ran out, and run the command again`;
  return new CoinscreenError('WORKER_FAILED', message, { cause: error });
}
