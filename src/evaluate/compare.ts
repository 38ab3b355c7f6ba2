import { CATEGORIES, type Label } from '../labels.ts';
import { drawWeights, intervalOf } from './bootstrap.ts';
import { toColumns } from './columns.ts';
import { FIGURES } from './figures.ts';
import { definedOrNull, type Resampling } from './intervals.ts';
import { prepareMeasure } from './measure.ts';
import { createRandom } from './random.ts';
import type { EvaluatedRow, Labelling } from './rows.ts';

/** How a figure differs between two systems: this one minus the other. */
export interface Difference {
  value: number | null;
  low: number | null;
  high: number | null;
  /** Two-sided, of the hypothesis that both are equal. */
  pValue: number | null;
}

/** A label that one system gives and the other does not. */
export interface MovedLabel {
  id: string;
  label: Label;
  change: 'gained' | 'lost';
  /** Whether this system is right about it; null where the file is silent. */
  right: boolean | null;
}

/** Two systems over the rows that both answered. */
export interface Comparison {
  rows: number;
  /** Rows whose gold labels differ between the two evaluations; both are measured against those of this one. */
  relabelled: number;
  figures: Record<string, Difference>;
  moved: MovedLabel[];
}

/**
 * Compares this evaluation's rows with those of another by a paired bootstrap: in each round both systems are
 * measured on the same sample, so what makes a sample easy or hard for both cancels out.
 */
export function compareRows(
  rows: readonly EvaluatedRow[],
  others: readonly EvaluatedRow[],
  resampling: Resampling,
): Comparison {
  const byId = new Map(others.map((row) => [row.id, row]));
  const pairs = rows.flatMap((row) => {
    const other = byId.get(row.id);
    return other === undefined ? [] : [{ row, other }];
  });
  return {
    rows: pairs.length,
    relabelled: pairs.filter(({ row, other }) => labelsOf(row.gold).join() !== labelsOf(other.gold).join()).length,
    figures: differences(
      pairs.map(({ row }) => row),
      pairs.map(({ row, other }) => ({ ...row, answer: other.answer })),
      resampling,
    ),
    moved: pairs.flatMap(({ row, other }) => movedLabels(row, other)),
  };
}

function differences(
  rows: readonly EvaluatedRow[],
  others: readonly EvaluatedRow[],
  { rounds, seed }: Resampling,
): Record<string, Difference> {
  const columns = toColumns(rows);
  const { clusterCount } = columns;
  const measures = [prepareMeasure(columns), prepareMeasure(toColumns(others))] as const;
  const difference = (weights: Float64Array): Float64Array => {
    const [mine, theirs] = [measures[0](weights), measures[1](weights)];
    return mine.map((value, index) => value - theirs[index]!);
  };
  const random = createRandom(seed);
  const values = difference(new Float64Array(clusterCount).fill(1));
  const drawn = Array.from({ length: rounds }, () => difference(drawWeights(clusterCount, random)));
  const figures = FIGURES.map((name, index): [string, Difference] => {
    const sample = drawn.map((round) => round[index]!);
    return [name, { value: definedOrNull(values[index]!), ...intervalOf(sample), pValue: pValueOf(sample) }];
  });
  return Object.fromEntries(figures);
}

/**
 * Twice the share of rounds on the rarer side of no difference, one round added to each side: with few rounds
 * no difference can be called certain (Davison and Hinkley, Bootstrap Methods, 1997, section 4.2).
 */
function pValueOf(sample: readonly number[]): number | null {
  const defined = sample.filter((value) => !Number.isNaN(value));
  if (defined.length === 0) return null;
  const [below, above] = [defined.filter((value) => value <= 0), defined.filter((value) => value >= 0)];
  return Math.min(1, (2 * (Math.min(below.length, above.length) + 1)) / (defined.length + 1));
}

function movedLabels(row: EvaluatedRow, other: EvaluatedRow): MovedLabel[] {
  const [mine, theirs, gold] = [labelsOf(row.answer), labelsOf(other.answer), labelsOf(row.gold)];
  // Silence about the topic on either side is no move.
  const silent = row.answer.cryptoRelated === null || other.answer.cryptoRelated === null;
  const compared: readonly Label[] = silent ? CATEGORIES : [...CATEGORIES, 'crypto_related'];
  return compared
    .filter((label) => mine.includes(label) !== theirs.includes(label))
    .map((label) => {
      const gained = mine.includes(label);
      const known = label !== 'crypto_related' || row.gold.cryptoRelated !== null;
      return {
        id: row.id,
        label,
        change: gained ? 'gained' : 'lost',
        right: known ? gold.includes(label) === gained : null,
      };
    });
}

function labelsOf({ labels, cryptoRelated }: Labelling): Label[] {
  const categories: Label[] = CATEGORIES.filter((category) => labels.includes(category));
  return cryptoRelated ? [...categories, 'crypto_related'] : categories;
}
