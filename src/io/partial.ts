import { open, rename, rm } from 'node:fs/promises';
import { CoinscreenError } from '../errors.ts';
import { placeOf, unwritable } from './output.ts';
import { systemErrorCode } from './system-error.ts';

/** A file that grows beside its place, survives the program, and takes its place when it is complete. */
export interface Partial {
  /** Bytes that were appended, those of earlier runs included. */
  bytes(): number;
  append(bytes: Uint8Array): Promise<void>;
  /** Resolves when what was appended would survive a power cut. */
  sync(): Promise<void>;
  /** Closes the file and leaves it where it is. */
  close(): Promise<void>;
  /** Closes the file and puts it in its place. */
  commit(): Promise<void>;
  /** Closes the file and removes it. */
  discard(): Promise<void>;
}

/**
 * Opens `path`.partial and keeps its first `kept` bytes; what a run that was killed wrote after them is cut off.
 *
 * @throws {CoinscreenError} OUTPUT_UNWRITABLE, here or while writing; CHECKPOINT_MISMATCH when the file is shorter
 */
export async function openPartial(path: string, kept: number): Promise<Partial> {
  const place = (await reported(path, placeOf(path))).path;
  const partial = `${place}.partial`;
  const handle = await reported(path, open(partial, kept === 0 ? 'w' : 'r+'));
  const { size } = await handle.stat();
  if (size < kept) {
    await handle.close();
    const message = `found ${size} bytes in ${partial}, the checkpoint expects ${kept} or more; put the file back, or delete the checkpoint to begin again`;
    throw new CoinscreenError('CHECKPOINT_MISMATCH', message);
  }
  await handle.truncate(kept);
  let end = kept;
  return {
    bytes: () => end,
    async append(bytes) {
      for (let at = 0; at < bytes.length; ) {
        const { bytesWritten } = await reported(path, handle.write(bytes, at, bytes.length - at, end));
        at += bytesWritten;
        end += bytesWritten;
      }
    },
    sync: () => reported(path, handle.datasync()),
    close: () => handle.close(),
    async commit() {
      await handle.close();
      await commitPartial(path);
    },
    async discard() {
      await handle.close();
      await rm(partial, { force: true });
    },
  };
}

/** Puts the finished partial file of `path` in its place, unless an earlier run did. */
export async function commitPartial(path: string): Promise<void> {
  const place = (await reported(path, placeOf(path))).path;
  await rename(`${place}.partial`, place).catch((error) => {
    if (systemErrorCode(error) !== 'ENOENT') throw unwritable(path, error);
  });
}

async function reported<Result>(path: string, work: Promise<Result>): Promise<Result> {
  return work.catch((error) => {
    throw unwritable(path, error);
  });
}
