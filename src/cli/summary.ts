import type { ErrorCode } from '../errors.ts';
import type { Refusal } from '../io/index.ts';
import type { Verdict } from '../result.ts';
import type { LabelledBatch } from './label-rows.ts';

/** What a run over a file did. */
export interface LabelSummary {
  labelled: number;
  refused: number;
  refusedByCode: Partial<Record<ErrorCode, number>>;
  verdicts: Record<Verdict, number>;
  /** The first refusals. */
  sample: Refusal[];
  /** Wall-clock time of reading, classifying and writing, without loading the model. */
  seconds: number;
}

const SAMPLE_SIZE = 5;

/** A summary of nothing yet. */
export function emptySummary(): LabelSummary {
  return {
    labelled: 0,
    refused: 0,
    refusedByCode: {},
    verdicts: { pass: 0, review: 0, block: 0 },
    sample: [],
    seconds: 0,
  };
}

/** Adds a batch to `summary`. */
export function addBatch(summary: LabelSummary, batch: LabelledBatch): void {
  for (const { result } of batch.labelled) summary.verdicts[result.verdict] += 1;
  for (const { code } of batch.refused) summary.refusedByCode[code] = (summary.refusedByCode[code] ?? 0) + 1;
  summary.labelled += batch.labelled.length;
  summary.refused += batch.refused.length;
  summary.sample.push(...batch.refused.slice(0, SAMPLE_SIZE - summary.sample.length));
}

/** The summary for people. The sample is shown when the refusals went to no file. */
export function renderSummary(summary: LabelSummary, errorsFile: string | null): string {
  const rows = summary.labelled + summary.refused;
  const { block, review, pass } = summary.verdicts;
  const rate = summary.seconds > 0 ? Math.round(rows / summary.seconds) : 0;
  const lines = [
    `${rows} rows in ${summary.seconds.toFixed(1)} s (${rate} posts a second)`,
    `labelled ${summary.labelled}: block ${block}, review ${review}, pass ${pass}`,
  ];
  if (summary.refused > 0) lines.push(...renderRefusals(summary, errorsFile));
  return `${lines.join('\n')}\n`;
}

function renderRefusals(summary: LabelSummary, errorsFile: string | null): string[] {
  const codes = Object.entries(summary.refusedByCode).map(([code, count]) => `${code} ${count}`);
  const refused = `refused ${summary.refused}: ${codes.join(', ')}`;
  if (errorsFile !== null) return [`${refused}; see ${errorsFile}`];
  const rest = summary.refused - summary.sample.length;
  const more = rest > 0 ? [`  and ${rest} more; --errors FILE lists them all`] : [];
  return [refused, ...summary.sample.map(({ line, code, message }) => `  line ${line}: ${code}: ${message}`), ...more];
}
