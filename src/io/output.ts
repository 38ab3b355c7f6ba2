import { randomUUID } from 'node:crypto';
import { type FileHandle, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Writable } from 'node:stream';
import { CoinscreenError } from '../errors.ts';
import { systemErrorCode } from './system-error.ts';

/** Somewhere to write, whole or not at all. */
export interface Output {
  /** Resolves when the chunk has been taken, so that a slow reader slows the writer. */
  write(chunk: string | Uint8Array): Promise<void>;
  /** Makes what was written stand. */
  commit(): Promise<void>;
  /** Gives up what was written, as far as possible; does nothing after `commit`. */
  discard(): Promise<void>;
}

/**
 * Opens a file, or `stdout` for `-`. A file is written beside its place and renamed by `commit`, so
 * that nobody ever reads half a file, and the input may be the output.
 *
 * @throws {CoinscreenError} OUTPUT_UNWRITABLE, here or while writing
 */
export async function openOutput(path: string, stdout: Writable): Promise<Output> {
  if (path === '-') return streamOutput(stdout);
  try {
    const place = await placeOf(path);
    // A device or pipe must be written itself: a rename would put a file in its place.
    if (place.special) return fileOutput(path, await open(place.path, 'w'), place.path, null);
    const partial = join(dirname(place.path), `.${basename(place.path)}.${randomUUID()}.partial`);
    return fileOutput(path, await open(partial, 'wx'), partial, place.path);
  } catch (error) {
    throw unwritable(path, error);
  }
}

/** Writes to a stream and waits until it has taken the chunk. Errors of the stream pass through. */
export function writeToStream(stream: Writable, chunk: string | Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(chunk, (error) => (error ? reject(error) : resolve()));
  });
}

function streamOutput(stream: Writable): Output {
  return { write: (chunk) => writeToStream(stream, chunk), commit: async () => {}, discard: async () => {} };
}

function fileOutput(name: string, handle: FileHandle, written: string, destination: string | null): Output {
  let finished = false;
  const report = async (work: Promise<void>): Promise<void> => {
    await work.catch((error) => {
      throw unwritable(name, error);
    });
  };
  const finish = async (): Promise<void> => {
    finished = true;
    await handle.close();
  };
  return {
    write: (chunk) => report(handle.appendFile(chunk)),
    async commit() {
      await report(finish());
      if (destination !== null) await report(rename(written, destination));
    },
    async discard() {
      if (finished) return;
      await finish();
      if (destination !== null) await rm(written, { force: true });
    },
  };
}

/** The file that `path` means once links are followed, and whether something else than a file stands there. */
export async function placeOf(path: string): Promise<{ path: string; special: boolean }> {
  try {
    const target = await realpath(path);
    return { path: target, special: !(await stat(target)).isFile() };
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return { path, special: false };
    throw error;
  }
}

/** The error for a file that cannot be written. */
export function unwritable(name: string, error: unknown): CoinscreenError {
  if (systemErrorCode(error) === 'ENOSPC') {
    const full = `cannot write ${name}: the disk is full (ENOSPC); free some space and run the command again`;
    return new CoinscreenError('OUTPUT_UNWRITABLE', full, { cause: error });
  }
  const message = `cannot write ${name} (${systemErrorCode(error)}); expected a file in a folder that can be written, or - for standard output`;
  return new CoinscreenError('OUTPUT_UNWRITABLE', message, { cause: error });
}
