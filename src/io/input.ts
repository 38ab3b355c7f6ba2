import { constants, createReadStream } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { CoinscreenError } from '../errors.ts';
import { type Compression, compressionOf, decompress } from './compression.ts';
import { isSystemError, systemErrorCode } from './system-error.ts';

/** About as much as one batch of posts, so that the bytes read tell how far the work has come. */
const CHUNK_BYTES = 16 * 1024;

/** Bytes to read, once; unpacked when the name ends in .gz or .zst. */
export interface Input {
  chunks: AsyncIterable<Uint8Array>;
  /** Bytes in all; null for a stream, which does not know. */
  size: number | null;
  /** Bytes of the file read so far. */
  bytesRead(): number;
}

/**
 * Opens a file, or `stdin` for `-`. Files are checked now and opened when first read.
 *
 * @throws {CoinscreenError} INPUT_UNREADABLE, here or while reading
 */
export async function openInput(path: string, stdin: Readable): Promise<Input> {
  if (path === '-') return countBytes('standard input', null, null, () => stdin);
  try {
    const stats = await stat(path);
    if (stats.isDirectory()) throw Object.assign(new Error('a folder'), { code: 'EISDIR' });
    await access(path, constants.R_OK);
    const size = stats.isFile() ? stats.size : null;
    return countBytes(path, size, compressionOf(path), () => createReadStream(path, { highWaterMark: CHUNK_BYTES }));
  } catch (error) {
    throw unreadable(path, error);
  }
}

function countBytes(name: string, size: number | null, compression: Compression | null, open: () => Readable): Input {
  let bytes = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of open()) {
      bytes += chunk.length;
      yield chunk;
    }
  }
  async function* chunks(): AsyncGenerator<Uint8Array> {
    try {
      yield* compression === null ? counted() : decompress(counted(), compression);
    } catch (error) {
      throw compression === null || isSystemError(error) ? unreadable(name, error) : broken(name, compression, error);
    }
  }
  return { chunks: chunks(), size, bytesRead: () => bytes };
}

function broken(name: string, compression: Compression, error: unknown): CoinscreenError {
  const message = `cannot unpack ${name} as ${compression}; it is damaged or was cut off: get the file again`;
  return new CoinscreenError('INPUT_UNREADABLE', message, { cause: error });
}

function unreadable(name: string, error: unknown): CoinscreenError {
  const message = `cannot read ${name} (${systemErrorCode(error)}); expected a file that can be read, or - for standard input`;
  return new CoinscreenError('INPUT_UNREADABLE', message, { cause: error });
}
