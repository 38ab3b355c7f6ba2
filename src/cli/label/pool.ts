import { availableParallelism } from 'node:os';
import { CoinscreenError } from '../../errors.ts';
import type { ClassifierOptions } from '../../resources.ts';
import type { Versions } from '../../result.ts';
import type { AnswerTexts } from './answers.ts';
import { fixedPace, searchedPace } from './pace.ts';
import { openThreads } from './threads.ts';
import type { Reply, Task } from './worker.ts';

/** Labels texts, in other threads. */
export interface Labeller {
  versions: Versions;
  answerTexts: AnswerTexts;
  /** Batches that are worth holding at once. */
  window: number;
  /** Threads that work now. */
  workers(): number;
  close(): Promise<void>;
}

/** A number of threads, or `auto`: as many as are found to pay. */
export type Workers = number | 'auto';

/** Each thread holds a lexicon and a model, about 150 MB. */
const MOST_AUTOMATIC = 16;
/** A long post keeps its batch back, and the batches behind it wait to be written. */
const WINDOW_PER_WORKER = 4;
/** Readings that each thread remembers: copies of an advert come near one another. */
const REMEMBERED = 8000;

/**
 * Starts threads with a classifier each.
 *
 * @throws {CoinscreenError} see `createClassifier`; WORKER_FAILED
 */
export async function openPool(options: ClassifierOptions, workers: Workers): Promise<Labeller> {
  const most = workers === 'auto' ? Math.min(availableParallelism(), MOST_AUTOMATIC) : workers;
  const pace = workers === 'auto' ? searchedPace(most) : fixedPace(most);
  const threads = openThreads({ cache: REMEMBERED, ...options });
  const ask = async (task: Task): Promise<Exclude<Reply, { error: object }>> => {
    const reply = await threads.ask(task);
    if ('error' in reply) throw new CoinscreenError(reply.error.code, reply.error.message);
    return reply;
  };
  try {
    const { versions } = await ask({ texts: [], format: 'jsonl' });
    return {
      versions,
      window: most * WINDOW_PER_WORKER,
      workers: pace.width,
      async answerTexts(texts, format) {
        await pace.enter();
        try {
          const { answers, counts, thread } = await ask({ texts, format });
          pace.note(thread, texts.length);
          return { answers, counts };
        } finally {
          pace.leave();
        }
      },
      close: threads.close,
    };
  } catch (error) {
    await threads.close();
    throw error;
  }
}
