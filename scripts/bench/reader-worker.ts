/** A reader in a thread of its own; see reader-threads.ts. */

import { parentPort, workerData } from 'node:worker_threads';
import { openReader, type ReaderName } from './readers.ts';

const opening = openReader(workerData as ReaderName, 1);
parentPort!.on('message', async (texts: readonly string[]) => {
  const { read } = await opening;
  parentPort!.postMessage(await read(texts));
});
