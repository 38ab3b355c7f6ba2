import type { Writable } from 'node:stream';
import { openOutput, openPartial, type Partial, type Refusal } from '../../io/index.ts';
import type { Io } from '../io.ts';
import type { Progress } from '../progress.ts';
import type { Checkpoint, Position } from './checkpoint.ts';
import { addCounts, type LabelCounts } from './counts.ts';
import type { Job } from './jobs.ts';
import type { LabelOptions } from './options.ts';
import type { Labeller } from './pool.ts';
import { type LabelledBatch, type LabelRowsOptions, labelRows, type TextRow } from './rows.ts';

/** Refusals that are shown when no file takes them. */
const SAMPLE_SIZE = 5;

/** A run over one or more files. What changes while it goes on is written to it. */
export interface Run {
  options: LabelOptions;
  io: Io;
  jobs: readonly Job[];
  labeller: Labeller;
  /** Null where nothing can be resumed. */
  checkpoint: Checkpoint | null;
  /** Takes refused rows, one JSON object a line. */
  errors: Partial | null;
  progress: Progress;
  counts: LabelCounts;
  /** The first refusals. */
  sample: Refusal[];
  /** Seconds in which rows were written, packed and made to stand. */
  writingSeconds: number;
}

/** Opens the place of an output: one that survives the program where a checkpoint tells what is in it. */
export async function openTarget(path: string, kept: number, resumable: boolean, stdout: Writable): Promise<Partial> {
  if (resumable) return openPartial(path, kept);
  const output = await openOutput(path, stdout);
  let bytes = 0;
  return {
    bytes: () => bytes,
    async append(chunk) {
      await output.write(chunk);
      bytes += chunk.length;
    },
    sync: async () => {},
    close: async () => {},
    commit: output.commit,
    discard: output.discard,
  };
}

/** Labels the rows of a file, in order; counts them and hears of an interruption on the way. */
export async function* labelFileRows<Row extends TextRow>(
  run: Run,
  file: number,
  rows: AsyncIterable<Row | Refusal>,
  bytesRead: () => number,
): AsyncGenerator<LabelledBatch<Row>> {
  const { input, format } = run.jobs[file]!;
  const { answerTexts, window } = run.labeller;
  const options: LabelRowsOptions = { answerTexts, format, window, hurry: input === '-' };
  for await (const batch of labelRows(rows, options)) {
    addCounts(run.counts, batch.counts);
    yield batch;
    run.progress.update(bytesRead(), run.counts.labelled + run.counts.refused);
    run.io.signal.throwIfAborted();
  }
}

/** The lines of the errors file for some refusals; with several inputs each names its own. */
export function refusalLines(run: Run, file: number, refusals: readonly Refusal[]): string {
  run.sample.push(...refusals.slice(0, SAMPLE_SIZE - run.sample.length));
  const { input } = run.jobs[file]!;
  const named = run.jobs.length > 1 ? { input } : {};
  return refusals.map((refusal) => `${JSON.stringify({ ...named, ...refusal })}\n`).join('');
}

/** What was written since the last position, and the position that it reaches. */
export interface Part extends Pick<Position, 'file' | 'rows' | 'complete' | 'group'> {
  refusals: string;
}

/** Makes what was appended to `output` stand, with the refusals that belong to it. */
export async function standPart(run: Run, output: Partial, { refusals, ...position }: Part): Promise<void> {
  await run.errors?.append(Buffer.from(refusals));
  if (run.checkpoint === null) return;
  await output.sync();
  await run.errors?.sync();
  const errorsBytes = run.errors?.bytes() ?? 0;
  await run.checkpoint.add({ ...position, outputBytes: output.bytes(), errorsBytes, counts: run.counts });
}

/** Runs `work` and adds its time to that of writing. */
export async function writing<Result>(run: Run, work: () => Promise<Result>): Promise<Result> {
  const started = performance.now();
  try {
    return await work();
  } finally {
    run.writingSeconds += (performance.now() - started) / 1000;
  }
}
