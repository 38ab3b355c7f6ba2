import { createHash } from 'node:crypto';
import { type Figure, isTuned, type TunedLabel, toColumns, tuneLabel, type UntunedLabel } from '../evaluate/index.ts';
import { openOutput, type Refusal, writeToStream } from '../io/index.ts';
import { loadPolicy, type Policy, policyPath, withThresholds } from '../policy/index.ts';
import { answerRows, type System } from './answers.ts';
import { evaluatedRow, refusalsOf } from './evaluate.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { type GoldFile, readGoldFile } from './gold-file.ts';
import type { Io } from './io.ts';
import { renderTable } from './table.ts';
import type { TuneOptions } from './tune-options.ts';

/** How the thresholds of a policy were found; kept in its file, which the reader of policies passes over. */
export interface Tuning {
  target: TuneOptions['target'];
  system: System;
  gold: Omit<GoldFile, 'rows'> & { where: TuneOptions['where'] };
  labels: TunedLabel[];
}

/** What tuning found. The policy is null unless every label got a threshold. */
export interface TuneSummary {
  policy: (Policy & { tuning: Tuning }) | null;
  tuned: TunedLabel[];
  untuned: UntunedLabel[];
  refused: Refusal[];
}

/** Tunes thresholds, writes the policy and says on standard error what it reaches. */
export async function tune(options: TuneOptions, io: Io): Promise<ExitCode> {
  const output = await openOutput(options.output, io.stdout);
  try {
    const summary = await runTune(options, io);
    await writeToStream(io.stderr, renderTuning(summary));
    if (summary.policy === null) return EXIT.failed;
    await output.write(`${JSON.stringify(summary.policy, null, 2)}\n`);
    await output.commit();
    return summary.refused.length > 0 ? EXIT.refused : EXIT.done;
  } finally {
    await output.discard();
  }
}

/**
 * Finds the thresholds that reach the target on a labelled file.
 *
 * @throws {CoinscreenError} for files, policies and classifier options that cannot be used
 */
export async function runTune(options: TuneOptions, io: Io): Promise<TuneSummary> {
  const base = loadPolicy(policyPath(options.classifier.policy));
  const { rows: goldRows, ...gold } = await readGoldFile(options, io);
  const { system, rows, refused } = await answerRows(goldRows, options, io);
  const columns = toColumns(rows.map(evaluatedRow));
  const results = options.labels.map((label) => tuneLabel(columns, label, options.target, options.resampling));
  const tuned = results.filter(isTuned);
  const untuned = results.filter((result) => !isTuned(result)) as UntunedLabel[];
  // A policy of which one part was tuned and another silently not would be believed as a whole.
  if (untuned.length > 0) return { policy: null, tuned, untuned, refused };
  const tuning = { target: options.target, system, gold: { ...gold, where: options.where }, labels: tuned };
  return { policy: { ...tunedPolicy(base, tuned), tuning }, tuned, untuned, refused };
}

/** Other thresholds are another version: results say by which policy they were made. */
function tunedPolicy(base: Policy, tuned: readonly TunedLabel[]): Policy {
  const thresholds = new Map(tuned.map(({ label, threshold }) => [label, threshold]));
  const digest = createHash('sha256').update(JSON.stringify([...thresholds]));
  return withThresholds(base, thresholds, `${base.version}-tuned-${digest.digest('hex').slice(0, 8)}`);
}

function renderTuning({ tuned, untuned, refused }: TuneSummary): string {
  const rows = tuned.map(({ label, threshold, positives, precision, recall, f1, fpr }) => [
    label,
    threshold.toFixed(4),
    String(positives),
    ...[precision, recall, f1, fpr].map(cell),
  ]);
  const header = ['label', 'threshold', 'positives', 'precision', 'recall', 'F1', 'fpr'];
  const failures = untuned.map(({ label, reason }) => `  ${label}: ${reason}\n`);
  const refusal = 'NOT WRITTEN, no threshold for the labels below; --label names the others alone\n';
  return [
    tuned.length === 0 ? '' : renderTable([header, ...rows]),
    failures.length === 0 ? '' : refusal + failures.join(''),
    refusalsOf(refused),
  ].join('');
}

function cell({ value, low, high }: Figure): string {
  const [middle, from, to] = [value, low, high].map((number) => number?.toFixed(4) ?? '–');
  return `${middle} [${from}, ${to}]`;
}
