import { type DataFindings, findLabelErrors, type LikelyLabelError, lintRows } from '../evaluate/index.ts';
import { openOutput, writeToStream } from '../io/index.ts';
import { answerRows } from './answers.ts';
import { evaluatedRow } from './evaluate.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { readGoldFile } from './gold-file.ts';
import type { Io } from './io.ts';
import type { Finding, LintOptions } from './lint-options.ts';
import { renderLint } from './render-lint.ts';

/** What is wrong with a labelled file, as `--json` writes it. It holds no text. */
export interface LintDocument extends DataFindings {
  labelErrors: LikelyLabelError[];
  counts: Record<Finding, number>;
  /** Bounds of `--max` that do not hold. */
  exceeded: LintOptions['limits'];
}

/** Examines a labelled file and shows what was found. */
export async function lintData(options: LintOptions, io: Io): Promise<ExitCode> {
  const output = options.json === null ? null : await openOutput(options.json, io.stdout);
  try {
    const document = await runLintData(options, io);
    await output?.write(`${JSON.stringify(document)}\n`);
    await output?.commit();
    if (options.json !== '-') await writeToStream(io.stdout, renderLint(document));
    return document.exceeded.length > 0 ? EXIT.failed : EXIT.done;
  } finally {
    await output?.discard();
  }
}

/**
 * Finds what is wrong with a labelled file. Uncertain rows are examined like the others.
 *
 * @throws {CoinscreenError} for files and classifier options that cannot be used
 */
export async function runLintData(options: LintOptions, io: Io): Promise<LintDocument> {
  const { rows } = await readGoldFile({ ...options, uncertain: true }, io);
  const others =
    options.other === null
      ? []
      : (await readGoldFile({ ...options, ...options.other, uncertain: true, where: [] }, io)).rows;
  const findings = lintRows(rows, others, options.longest);
  const answers = await answerRows(rows, options, io);
  const labelErrors = findLabelErrors(answers.rows.map(evaluatedRow));
  const counts = countFindings(findings, labelErrors);
  const exceeded = options.limits.filter(({ finding, limit }) => counts[finding] > limit);
  return { ...findings, labelErrors, counts, exceeded };
}

/** Copies are counted by the rows that could go: all of a group but one. */
function countFindings(findings: DataFindings, labelErrors: readonly LikelyLabelError[]): Record<Finding, number> {
  const spare = (exact: boolean): number =>
    findings.repeated.filter((group) => group.exact === exact).reduce((sum, { ids }) => sum + ids.length - 1, 0);
  return {
    empty: findings.empty.length,
    overlong: findings.overlong.length,
    repeated_ids: findings.repeatedIds.length,
    duplicates: spare(true),
    near_duplicates: spare(false),
    conflicts: findings.repeated.filter(({ conflicting }) => conflicting).length,
    split_leaks: findings.repeated.filter(({ acrossSplits }) => acrossSplits).length,
    leaks: findings.leaks.reduce((sum, { ids }) => sum + ids.length, 0),
    label_errors: labelErrors.length,
  };
}
