import { createHash } from 'node:crypto';
import { type FileHandle, open, readFile, rm } from 'node:fs/promises';
import { CoinscreenError } from '../../errors.ts';
import { unwritable } from '../../io/index.ts';
import type { WrittenGroup } from '../../io/parquet.ts';
import { systemErrorCode } from '../../io/system-error.ts';
import type { Versions } from '../../result.ts';
import type { LabelCounts } from './counts.ts';
import type { Job } from './jobs.ts';
import type { LabelOptions } from './options.ts';

/** Everything that shapes the bytes of an output. A run that differs in any of it is another run. */
export interface RunIdentity {
  checkpoint: 1;
  /** Node.js packs the gzip members. */
  node: string;
  versions: Versions;
  textField: string;
  partRows: number;
  classifier: LabelOptions['classifier'];
  errors: string | null;
  files: FileIdentity[];
}

const PIECE_BYTES = 256 * 1024;

interface FileIdentity extends Job {
  sha256: string;
}

/** A place in a run up to which everything is written. One line of a checkpoint. */
export interface Position {
  /** The file at work, counted from 0. */
  file: number;
  /** Rows of that file that are done, refused ones included. */
  rows: number;
  outputBytes: number;
  errorsBytes: number;
  /** Of the whole run. */
  counts: LabelCounts;
  /** True when the file is written to its end. */
  complete: boolean;
  /** The row group that ends here, in Parquet. */
  group?: WrittenGroup;
}

/** A checkpoint that is open for more. */
export interface Checkpoint {
  /** What an earlier run left, in order. */
  earlier: readonly Position[];
  /** The place up to which everything stands; null before the first part. */
  last(): Position | null;
  /** Resolves when the position would survive a power cut. */
  add(position: Position): Promise<void>;
  close(): Promise<void>;
  /** Closes and removes it, once nothing is left to resume. */
  remove(): Promise<void>;
}

/**
 * Begins a checkpoint at `path`, or with `resume` goes on with the one that stands there.
 *
 * @throws {CoinscreenError} CHECKPOINT_EXISTS, CHECKPOINT_MISMATCH, INPUT_UNREADABLE, OUTPUT_UNWRITABLE
 */
export async function openCheckpoint(
  path: string,
  jobs: readonly Job[],
  versions: Versions,
  options: LabelOptions,
): Promise<Checkpoint> {
  const { lines, bytes } = await readLinesOf(path);
  const [first, ...positions] = lines as [RunIdentity | undefined, ...Position[]];
  if (positions.length > 0 && !options.resume) {
    const rows = positions.at(-1)!.counts.labelled + positions.at(-1)!.counts.refused;
    const message = `found ${path}, the checkpoint of a run that stopped after ${rows} rows; go on with --resume, or delete it to begin again`;
    throw new CoinscreenError('CHECKPOINT_EXISTS', message);
  }
  const before = positions.length > 0 ? first! : null;
  // An input that is done may be gone, or replaced by its own output.
  const done = positions.filter(({ complete }) => complete).length;
  const identity = await identityOf(jobs, versions, options, before?.files.slice(0, done) ?? []);
  if (before !== null) checkSame(path, before, identity);
  const handle = await open(path, before === null ? 'w' : 'r+').catch((error) => {
    throw unwritable(path, error);
  });
  // A line that a kill cut short is cut off.
  const file = journal(path, handle, before === null ? 0 : bytes);
  if (before === null) await file.add(`${JSON.stringify(identity)}\n`);
  let last = positions.at(-1) ?? null;
  return {
    earlier: positions,
    last: () => last,
    async add(position) {
      await file.add(`${JSON.stringify(position)}\n`);
      last = structuredClone(position);
    },
    close: () => handle.close(),
    async remove() {
      await handle.close();
      await rm(path, { force: true });
    },
  };
}

function journal(path: string, handle: FileHandle, kept: number): { add(text: string): Promise<void> } {
  let end = kept;
  return {
    async add(text) {
      const line = Buffer.from(text);
      try {
        await handle.truncate(end);
        await handle.write(line, 0, line.length, end);
        await handle.datasync();
        end += line.length;
      } catch (error) {
        throw unwritable(path, error);
      }
    },
  };
}

/** The whole lines of a checkpoint; none when there is none. */
async function readLinesOf(path: string): Promise<{ lines: unknown[]; bytes: number }> {
  const text = await readFile(path, 'utf8').catch((cause) => {
    const code = systemErrorCode(cause);
    if (code === 'ENOENT') return '';
    // To begin anew would write over what another run has done.
    const message = `cannot read ${path} (${code}); expected a checkpoint that can be read, or none`;
    throw new CoinscreenError('INPUT_UNREADABLE', message, { cause });
  });
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  try {
    const lines = whole.split('\n').slice(0, -1);
    return { lines: lines.map((line) => JSON.parse(line)), bytes: Buffer.byteLength(whole) };
  } catch (cause) {
    const message = `found ${path} damaged, expected a checkpoint; delete it and the .partial files to begin again`;
    throw new CoinscreenError('CHECKPOINT_MISMATCH', message, { cause });
  }
}

async function identityOf(
  jobs: readonly Job[],
  versions: Versions,
  { textField, partRows, classifier, errors }: LabelOptions,
  done: readonly FileIdentity[],
): Promise<RunIdentity> {
  const files: FileIdentity[] = [];
  for (const [index, job] of jobs.entries()) {
    files.push({ ...job, sha256: done[index]?.sha256 ?? (await hashOf(job.input)) });
  }
  return { checkpoint: 1, node: process.version, versions, textField, partRows, classifier, errors, files };
}

/** Through one buffer: a stream takes a new one for every read, and a large file would leave tens of megabytes behind. */
async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  const piece = new Uint8Array(PIECE_BYTES);
  const file = await open(path);
  try {
    for (;;) {
      const { bytesRead } = await file.read(piece);
      if (bytesRead === 0) return hash.digest('hex');
      hash.update(piece.subarray(0, bytesRead));
    }
  } finally {
    await file.close();
  }
}

function checkSame(path: string, before: RunIdentity, now: RunIdentity): void {
  const differences = leaves(now).filter(([name, value]) => new Map(leaves(before)).get(name) !== value);
  const missing = leaves(before).filter(([name]) => !new Map(leaves(now)).has(name));
  const names = [...differences, ...missing].map(([name]) => name);
  if (names.length === 0) return;
  const message = `the checkpoint ${path} is of a run with other ${names.join(', ')}; resume with the same files, options and versions, or delete it and the .partial files to begin again`;
  throw new CoinscreenError('CHECKPOINT_MISMATCH', message);
}

/** Every value with the path to it, such as `versions.model`. */
function leaves(value: unknown, name = ''): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return [[name, value]];
  return Object.entries(value).flatMap(([key, child]) => leaves(child, name === '' ? key : `${name}.${key}`));
}
