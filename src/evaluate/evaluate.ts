import type { Label } from '../labels.ts';
import type { Verdict } from '../result.ts';
import { toColumns } from './columns.ts';
import type { Confusion } from './confusion.ts';
import type { Figures } from './figures.ts';
import { measureWithIntervals, type Resampling } from './intervals.ts';
import { countConfusions } from './measure.ts';
import type { EvaluatedRow } from './rows.ts';

/** Rows without and with a category, by the verdict that they got. */
export type VerdictConfusion = Record<'unlabelled' | 'labelled', Record<Verdict, number>>;

/** The figures of some rows. */
export interface SliceEvaluation {
  rows: number;
  figures: Figures;
}

/** All that is measured of a system over a labelled file. */
export interface Evaluation extends SliceEvaluation {
  /** Null for a label on which the file or the system is silent. */
  counts: Record<Label, Confusion | null>;
  /** Null unless every row has a verdict. */
  verdicts: VerdictConfusion | null;
  /** By names like `lang=zh`. */
  slices: Record<string, SliceEvaluation>;
}

/** Measures the rows, and every slice of them (indexes into `rows` by name) with intervals of its own. */
export function evaluateRows(
  rows: readonly EvaluatedRow[],
  slices: ReadonlyMap<string, readonly number[]>,
  resampling: Resampling,
): Evaluation {
  const columns = toColumns(rows);
  const sliced = [...slices].map(([name, indexes]): [string, SliceEvaluation] => {
    const inside = toColumns(indexes.map((index) => rows[index]!));
    return [name, { rows: indexes.length, figures: measureWithIntervals(inside, resampling) }];
  });
  return {
    rows: rows.length,
    figures: measureWithIntervals(columns, resampling),
    counts: countConfusions(columns),
    verdicts: countVerdicts(rows),
    slices: Object.fromEntries(sliced),
  };
}

function countVerdicts(rows: readonly EvaluatedRow[]): VerdictConfusion | null {
  const none = { pass: 0, review: 0, block: 0 };
  const counts = { unlabelled: { ...none }, labelled: { ...none } };
  for (const { gold, answer } of rows) {
    if (answer.verdict === null) return null;
    counts[gold.labels.length > 0 ? 'labelled' : 'unlabelled'][answer.verdict] += 1;
  }
  return counts;
}
