import { parentPort, threadId, workerData } from 'node:worker_threads';
import { createClassifier } from '../../classifier.ts';
import { CoinscreenError, type ErrorCode } from '../../errors.ts';
import type { FileFormat } from '../../io/index.ts';
import type { ClassifierOptions } from '../../resources.ts';
import type { Versions } from '../../result.ts';
import { type Answered, answersOf } from './answers.ts';

/** Texts to label. */
export interface Task {
  texts: readonly string[];
  format: FileFormat;
}

/** What a worker answers. Errors travel as data, because their class and code would not survive the way. */
export type Reply =
  | (Answered & { thread: number; versions: Versions })
  | { thread: number; error: { code: ErrorCode; message: string } };

const opening = createClassifier(workerData as ClassifierOptions);
// Whoever asks first hears of it.
opening.catch(() => {});

async function answer({ texts, format }: Task): Promise<Reply> {
  try {
    const classifier = await opening;
    const answered = await answersOf(classifier)(texts, format);
    return { ...answered, thread: threadId, versions: classifier.versions };
  } catch (error) {
    if (!(error instanceof CoinscreenError)) throw error;
    return { thread: threadId, error: { code: error.code, message: error.message } };
  }
}

parentPort?.on('message', async (task: Task) => parentPort?.postMessage(await answer(task)));
