import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { commitPartial, openInput, openOutput, type Partial, unwritable, writeToStream } from '../../io/index.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { startProgress } from '../progress.ts';
import { type Checkpoint, openCheckpoint, type Position } from './checkpoint.ts';
import { emptyCounts, type LabelCounts } from './counts.ts';
import { type Job, type Plan, planJobs } from './jobs.ts';
import { peakMegabytes } from './memory.ts';
import type { LabelOptions } from './options.ts';
import type { Labeller } from './pool.ts';
import { openTarget, type Run } from './run.ts';
import { type LabelSummary, renderSummary, summarize } from './summary.ts';
import { labelTextFile } from './text-file.ts';

/** Labels files and says on standard error what was done. */
export async function label(options: LabelOptions, io: Io): Promise<ExitCode> {
  const { summary, sample } = await runLabel(options, io);
  await writeToStream(io.stderr, renderSummary(summary, sample, options.errors));
  return summary.refused > 0 ? EXIT.refused : EXIT.done;
}

/**
 * Labels every row of the inputs and writes it, in order, to the outputs.
 *
 * @throws {CoinscreenError} for inputs, outputs, checkpoints and classifier options that cannot be used; what a
 *   checkpoint tells of is then kept, everything else is left as it was
 */
export async function runLabel(
  options: LabelOptions,
  io: Io,
): Promise<{ summary: LabelSummary; sample: Run['sample'] }> {
  const plan = await planJobs(options);
  const bytes = await bytesOf(plan.jobs, io);
  const labeller = await io.openLabeller(options.classifier, options.workers);
  try {
    const checkpoint = await openPlan(plan, labeller, options);
    return await labelPlan(options, io, { plan, bytes, labeller, checkpoint });
  } finally {
    await labeller.close();
  }
}

/** Sees that every input is there before a model is loaded; bytes in all, null for a stream. */
async function bytesOf(jobs: readonly Job[], io: Io): Promise<number | null> {
  let bytes: number | null = 0;
  for (const { input } of jobs) {
    const { size } = await openInput(input, io.stdin);
    bytes = bytes === null || size === null ? null : bytes + size;
  }
  return bytes;
}

async function openPlan({ jobs, checkpoint }: Plan, labeller: Labeller, options: LabelOptions) {
  if (checkpoint === null) return null;
  if (options.output !== jobs[0]!.output) {
    await mkdir(dirname(checkpoint), { recursive: true }).catch((error) => {
      throw unwritable(options.output, error);
    });
  }
  return openCheckpoint(checkpoint, jobs, labeller.versions, options);
}

interface Opened {
  plan: Plan;
  bytes: number | null;
  labeller: Labeller;
  checkpoint: Checkpoint | null;
}

async function labelPlan(options: LabelOptions, io: Io, { plan, bytes, labeller, checkpoint }: Opened) {
  const last = checkpoint?.last() ?? null;
  const started = performance.now();
  const open: Partial[] = [];
  const progress = startProgress(io.stderr, bytes);
  try {
    const { jobs } = plan;
    const written = last?.complete === true && last.file === jobs.length - 1;
    const errors = written ? null : await openErrors(options, io, checkpoint, last);
    if (errors !== null) open.push(errors);
    const counts = last === null ? emptyCounts() : structuredClone(last.counts);
    const run: Run = {
      options,
      io,
      jobs,
      labeller,
      checkpoint,
      errors,
      progress,
      counts,
      sample: [],
      writingSeconds: 0,
    };
    await labelFiles(run, last, open);
    // An earlier run may have ended between the last row and the new names.
    await (written && options.errors !== null ? commitPartial(options.errors) : errors?.commit());
    await checkpoint?.remove();
    const summary = summarize(run, measuresOf(started, last?.counts ?? null));
    await writeSummary(options, io, summary);
    return { summary, sample: run.sample };
  } catch (error) {
    await stop(io, open, checkpoint);
    throw error;
  } finally {
    progress.stop();
  }
}

async function labelFiles(run: Run, last: Position | null, open: Partial[]): Promise<void> {
  const { jobs, checkpoint, io } = run;
  for (const [file, job] of jobs.entries()) {
    if (last !== null && (file < last.file || (file === last.file && last.complete))) {
      await commitPartial(job.output);
      continue;
    }
    const from = last?.file === file ? last : null;
    const output = await openTarget(job.output, from?.outputBytes ?? 0, checkpoint !== null, io.stdout);
    open.push(output);
    // Loaded when needed, as in src/io/parquet.ts.
    const labelFile = job.format === 'parquet' ? (await import('./parquet-file.ts')).labelParquetFile : labelTextFile;
    await labelFile(run, file, from, output);
    await output.commit();
    open.pop();
  }
}

async function openErrors(options: LabelOptions, io: Io, checkpoint: Checkpoint | null, last: Position | null) {
  if (options.errors === null) return null;
  return openTarget(options.errors, last?.errorsBytes ?? 0, checkpoint !== null, io.stdout);
}

/** Gives up what was written, but for what a checkpoint tells of. */
async function stop(io: Io, open: readonly Partial[], checkpoint: Checkpoint | null): Promise<void> {
  const last = checkpoint?.last() ?? null;
  if (checkpoint === null || last === null) {
    for (const each of open) await each.discard();
    await checkpoint?.remove();
    return;
  }
  for (const each of open) await each.close();
  await checkpoint.close();
  const rows = last.counts.labelled + last.counts.refused;
  await writeToStream(
    io.stderr,
    `Stopped; ${rows} rows are safe: the same command with --resume goes on from there.\n`,
  );
}

function measuresOf(started: number, resumedFrom: LabelCounts | null) {
  return { seconds: (performance.now() - started) / 1000, peakMegabytes: peakMegabytes(), resumedFrom };
}

async function writeSummary({ summary: path }: LabelOptions, io: Io, summary: LabelSummary): Promise<void> {
  if (path === null) return;
  const output = await openOutput(path, io.stdout);
  await output.write(`${JSON.stringify(summary, null, 2)}\n`);
  await output.commit();
}
