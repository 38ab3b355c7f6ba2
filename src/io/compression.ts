import { extname } from 'node:path';
import { pipeline } from 'node:stream';
import { promisify } from 'node:util';
import { createGunzip, gzip } from 'node:zlib';
import { Decompress } from 'fzstd';

/** How a file is packed. */
export type Compression = 'gzip' | 'zstd';

const EXTENSIONS: Readonly<Record<string, Compression>> = { '.gz': 'gzip', '.zst': 'zstd' };
/** The default level of both command-line tools' authors for speed against size. */
const ZSTD_LEVEL = 3;

const gzipAsync = promisify(gzip);

/** Loaded once, and only where it is needed: a second start would take the memory away under the first. */
let zstdLoading: Promise<(bytes: Uint8Array, level: number) => Uint8Array> | null = null;

async function loadZstd() {
  const zstd = await import('@bokuweb/zstd-wasm');
  await zstd.init();
  return zstd.compress;
}

/** What the ending of `path` says of its packing. */
export function compressionOf(path: string): Compression | null {
  return EXTENSIONS[extname(path).toLowerCase()] ?? null;
}

/** The unpacked bytes. A stream that ends too early is an error. Members and frames may follow one another. */
export function decompress(chunks: AsyncIterable<Uint8Array>, compression: Compression): AsyncIterable<Uint8Array> {
  if (compression === 'zstd') return unpackZstd(chunks);
  // The reader of the last stream gets the errors of both.
  return pipeline(chunks, createGunzip(), () => {});
}

/** Node.js unpacks Zstandard itself only from 22.15; fzstd does so everywhere. */
async function* unpackZstd(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let unpacked: Uint8Array[] = [];
  const stream = new Decompress((piece) => {
    if (piece.length > 0) unpacked.push(piece);
  });
  for await (const chunk of chunks) {
    stream.push(chunk);
    yield* unpacked;
    unpacked = [];
  }
  stream.push(new Uint8Array(0), true);
  yield* unpacked;
}

/** The bytes as one gzip member or Zstandard frame. Several of them, one after the other, are one file. */
export async function compress(bytes: Uint8Array, compression: Compression): Promise<Uint8Array> {
  if (compression === 'gzip') return gzipAsync(bytes);
  zstdLoading ??= loadZstd();
  return (await zstdLoading)(bytes, ZSTD_LEVEL);
}
