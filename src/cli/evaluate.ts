import { CoinscreenError } from '../errors.ts';
import {
  type Bound,
  type Comparison,
  checkIds,
  compareRows,
  type EvaluatedRow,
  type Evaluation,
  evaluateRows,
  type FailedBound,
  failedBounds,
  sliceRows,
} from '../evaluate/index.ts';
import { type Output, openOutput, type Refusal, writeToStream } from '../io/index.ts';
import { type AnsweredRow, type Answers, answerRows, type System } from './answers.ts';
import { answerByBaseline } from './baseline-answers.ts';
import type { EvaluateOptions } from './evaluate-options.ts';
import { DOCUMENT_FORMAT, readEvaluatedRows } from './evaluation-file.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { type GoldFile, readGoldFile } from './gold-file.ts';
import type { Io } from './io.ts';
import { renderEvaluation } from './render-evaluation.ts';
import { reportOf } from './report-file.ts';

/** What one evaluation found, as `--json` writes it. It holds no text. */
export interface EvaluationDocument {
  format: typeof DOCUMENT_FORMAT;
  system: System;
  gold: Omit<GoldFile, 'rows'> & { where: EvaluateOptions['where'] };
  resampling: EvaluateOptions['resampling'];
  evaluation: Evaluation;
  bounds: Bound[];
  failedBounds: FailedBound[];
  comparison: Comparison | null;
  refused: Refusal[];
  rows: EvaluatedRow[];
}

/** An evaluation, and the texts and answers that it was made from. */
export interface EvaluationRun {
  document: EvaluationDocument;
  answers: Answers;
}

/** Evaluates a system and shows what was found. */
export async function evaluate(options: EvaluateOptions, io: Io): Promise<ExitCode> {
  const outputs: Output[] = [];
  const open = async (path: string | null): Promise<Output | null> => {
    if (path === null) return null;
    const output = await openOutput(path, io.stdout);
    outputs.push(output);
    return output;
  };
  try {
    const [json, report] = [await open(options.json), await open(options.report)];
    const { document, answers } = await runEvaluate(options, io);
    await json?.write(`${JSON.stringify(document)}\n`);
    await report?.write(await reportOf(document, answers, options.redact));
    for (const output of outputs) await output.commit();
    if (options.json !== '-') await writeToStream(io.stdout, renderEvaluation(document));
    await writeToStream(io.stderr, refusalsOf(document.refused));
    if (document.failedBounds.length > 0) return EXIT.failed;
    return document.refused.length > 0 ? EXIT.refused : EXIT.done;
  } finally {
    for (const output of outputs) await output.discard();
  }
}

/**
 * Measures a system over a labelled file.
 *
 * @throws {CoinscreenError} for files and classifier options that cannot be used, and where no row is left
 */
export async function runEvaluate(options: EvaluateOptions, io: Io): Promise<EvaluationRun> {
  // Read first: a mistake here should not cost the whole run.
  const others = options.compare === null ? null : await readEvaluatedRows(options.compare, io);
  const { rows: goldRows, ...gold } = await readGoldFile(options, io);
  checkIds(goldRows);
  const answers =
    options.baseline === null
      ? await answerRows(goldRows, options, io)
      : await answerByBaseline(goldRows, options, options.baseline, io);
  if (answers.rows.length === 0) {
    throw new CoinscreenError('OPTION_INVALID', 'found no row to evaluate, expected at least one; check --where');
  }
  const rows = answers.rows.map(evaluatedRow);
  const slices = sliceRows(
    answers.rows.map(({ row }) => row),
    options.slices,
  );
  const evaluation = evaluateRows(rows, slices, options.resampling);
  const document: EvaluationDocument = {
    format: DOCUMENT_FORMAT,
    system: answers.system,
    gold: { ...gold, where: options.where },
    resampling: options.resampling,
    evaluation,
    bounds: options.bounds,
    failedBounds: failedBounds(evaluation, options.bounds),
    comparison: others === null ? null : compareRows(rows, others, options.resampling),
    refused: answers.refused,
    rows,
  };
  return { document, answers };
}

/** A row as it is measured. */
export function evaluatedRow({ row, answer }: AnsweredRow): EvaluatedRow {
  return { id: row.id, group: row.group, gold: row.gold, answer };
}

/** Refused rows for people; the first ones. */
export function refusalsOf(refused: readonly Refusal[]): string {
  const shown = refused.slice(0, 5).map(({ line, code, message }) => `  line ${line}: ${code}: ${message}\n`);
  return refused.length === 0
    ? ''
    : `refused ${refused.length} rows, which do not enter the figures\n${shown.join('')}`;
}
