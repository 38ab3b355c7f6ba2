import { packageVersion } from '../files.ts';
import { type Answers, type BaselineSystem, MANIFEST_TITLE, type System } from './answers.ts';
import type { EvaluationDocument } from './evaluate.ts';

/** The evaluation as a page of HTML. */
export async function reportOf(document: EvaluationDocument, answers: Answers, redact: boolean): Promise<string> {
  const { renderReport } = await import('../report/index.ts');
  const { gold, evaluation, bounds, failedBounds, comparison } = document;
  return renderReport({
    gold: gold.file,
    system: systemName(document.system),
    leftOut: gold.leftOut,
    evaluation,
    bounds,
    failedBounds,
    comparison,
    rows: document.rows.map((row, index) => {
      const { row: goldRow, evidence } = answers.rows[index]!;
      return { ...row, text: goldRow.text, evidence };
    }),
    thresholds: answers.thresholds,
    provenance: provenanceOf(document),
    redact,
  });
}

function systemName(system: System): string {
  switch (system.kind) {
    case 'coinscreen':
      return 'coinscreen';
    case 'baseline':
      return system.name;
    case 'predictions':
      return system.file;
  }
}

function provenanceOf({ system, gold, resampling }: EvaluationDocument): [name: string, value: string][] {
  const where = gold.where.map(({ field, value }) => `${field}=${value}`);
  return [
    ['evaluated by', `coinscreen ${packageVersion()}`],
    [gold.file, gold.sha256],
    ...where.map((condition): [string, string] => ['only rows with', condition]),
    ...systemProvenance(system),
    ['bootstrap', `${resampling.rounds} rounds, seed ${resampling.seed}`],
  ];
}

function systemProvenance(system: System): [name: string, value: string][] {
  if (system.kind === 'baseline') return baselineProvenance(system);
  if (system.kind === 'predictions') return [[system.file, system.sha256]];
  const { versions, sha256 } = system;
  return [...Object.entries(versions), [MANIFEST_TITLE, sha256.manifest], ['policy file', sha256.policy]];
}

function baselineProvenance({ threshold, sources, learned }: BaselineSystem): [name: string, value: string][] {
  return [
    ['threshold', String(threshold)],
    ...sources.map(({ file, sha256 }): [string, string] => [file, sha256]),
    ...(learned === null
      ? []
      : [['learned from', `${learned.rows} rows; ${learned.leftOut} left out, which are also evaluated`] as const]),
  ] as [string, string][];
}
