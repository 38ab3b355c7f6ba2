import { LABELS, type Label } from '../labels.ts';
import { type Columns, toColumns } from './columns.ts';
import type { EvaluatedRow } from './rows.ts';

/** A label that the system confidently sees otherwise than the file. */
export interface LikelyLabelError {
  id: string;
  label: Label;
  /** What the file says. */
  given: boolean;
  /** The system's probability of the label, 0-1. */
  score: number;
}

/**
 * Finds likely label errors by confident learning (Northcutt, Jiang, Chuang, Confident Learning, 2021; what cleanlab
 * does for several labels a row): for each label apart, a row counts as one of a class when the probability of
 * that class reaches the mean over the rows labelled so, and as an error when that is the class not given. The
 * surest come first. The scores should come from a system that was not trained on these rows: one that was
 * agrees with their errors.
 */
export function findLabelErrors(rows: readonly EvaluatedRow[]): LikelyLabelError[] {
  const columns = toColumns(rows);
  return LABELS.flatMap((label) => errorsOf(rows, columns, label)).sort((a, b) => doubt(b) - doubt(a));
}

function errorsOf(rows: readonly EvaluatedRow[], columns: Columns, label: Label): LikelyLabelError[] {
  const [gold, scores] = [columns.gold[label], columns.scores[label]];
  if (gold === null || scores === null) return [];
  // Without rows of a class the mean is NaN, and nothing reaches it.
  const enoughToGive = mean(scores.filter((_, row) => gold[row] === 1));
  const enoughToDeny = mean(scores.filter((_, row) => gold[row] === 0).map((score) => 1 - score));
  return rows.flatMap(({ id }, row) => {
    const score = scores[row]!;
    const [gives, denies] = [score >= enoughToGive, 1 - score >= enoughToDeny];
    const given = gold[row] === 1;
    const seen = gives && denies ? score >= 0.5 : gives;
    return (gives || denies) && seen !== given ? [{ id, label, given, score }] : [];
  });
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Probability, by the system, that the file is wrong. */
function doubt({ given, score }: LikelyLabelError): number {
  return given ? 1 - score : score;
}
