import type { EvaluatedRow } from '../../src/evaluate/rows.ts';
import { CATEGORIES, type Category, LABELS, type Label } from '../../src/labels.ts';

/** Rows from one array of 0 and 1 and one of scores for each category; predicted where the score reaches `threshold`. */
export function rowsFrom(gold: number[][], scores: number[][], threshold: number): EvaluatedRow[] {
  const where = (holds: (at: number) => boolean): Category[] => CATEGORIES.filter((_, at) => holds(at));
  return gold[0]!.map((_, row) => ({
    id: String(row + 1),
    group: null,
    gold: { labels: where((at) => gold[at]![row] === 1), cryptoRelated: null },
    answer: {
      labels: where((at) => scores[at]![row]! >= threshold),
      cryptoRelated: null,
      scores: Object.fromEntries(CATEGORIES.map((category, at) => [category, scores[at]![row]!])),
      verdict: null,
    },
  }));
}

/** One row; every score follows from the answer unless given. */
export function rowOf(
  id: string,
  gold: Category[],
  answered: Category[],
  { group = null, ...answer }: Partial<EvaluatedRow['answer']> & { group?: string | null } = {},
): EvaluatedRow {
  const given = (labels: readonly Category[], label: Label) =>
    label === 'crypto_related' ? labels.length > 0 : labels.includes(label);
  return {
    id,
    group,
    gold: { labels: gold, cryptoRelated: gold.length > 0 },
    answer: {
      labels: answered,
      cryptoRelated: answered.length > 0,
      scores: Object.fromEntries(LABELS.map((label) => [label, given(answered, label) ? 0.9 : 0.1])),
      verdict: null,
      ...answer,
    },
  };
}
