import { once } from 'node:events';
import { SHARE_ENV, Worker } from 'node:worker_threads';
import { LABELS } from '../../src/labels.ts';
import type { Reader, ReaderName } from './readers.ts';

/** Starts readers with a thread each, where texts are folded and cut into tokens as well. */
export function startReaders(name: ReaderName, count: number): Reader[] {
  return Array.from({ length: count }, () => {
    const worker = new Worker(new URL('reader-worker.ts', import.meta.url), { env: SHARE_ENV, workerData: name });
    const ended = once(worker, 'exit').then(([code]) => {
      throw new Error(`a reader ended with ${code}`);
    });
    ended.catch(() => {});
    return {
      async read(texts) {
        const answer = once(worker, 'message');
        worker.postMessage(texts);
        const [logits] = await Promise.race([answer, ended]);
        return logits as Float32Array;
      },
      async close() {
        await worker.terminate();
      },
    };
  });
}

/**
 * Shares texts among readers, `batch` of about one length in a call, so that there is little to pad, and the longest
 * first, so that no reader is left with them alone. Every text must get its logits.
 */
export async function readAll(readers: readonly Reader[], texts: readonly string[], batch: number): Promise<void> {
  const sorted = texts.toSorted((a, b) => b.length - a.length);
  let begun = 0;
  await Promise.all(
    readers.map(async ({ read }) => {
      while (begun < sorted.length) {
        const taken = sorted.slice(begun, begun + batch);
        begun += batch;
        const logits = await read(taken);
        if (logits.length !== taken.length * LABELS.length || !logits.every(Number.isFinite)) {
          throw new Error(`found ${logits.length} logits of ${taken.length} texts, expected ${LABELS.length} of each`);
        }
      }
    }),
  );
}
