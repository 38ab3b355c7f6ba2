import type { Label } from '../labels.ts';
import { drawWeights, intervalOf } from './bootstrap.ts';
import { type Columns, labelColumn } from './columns.ts';
import type { Figure } from './figures.ts';
import { definedOrNull, type Resampling } from './intervals.ts';
import { createRandom } from './random.ts';
import { rank, type ScoredColumn } from './ranking.ts';

/** With fewer rows of a label a threshold says more about those rows than about the label. */
export const FEWEST_POSITIVES = 30;

/**
 * What a threshold has to reach: as many found as possible at this precision or above, or at this
 * false-positive rate or below; or the highest F1.
 */
export type Target = { kind: 'precision' | 'fpr'; limit: number } | { kind: 'f1' };

/** A threshold and what it reaches on the rows that it was chosen on. */
export interface TunedLabel {
  label: Label;
  /** The label is given from this score on. */
  threshold: number;
  /** Rows with the label. */
  positives: number;
  precision: Figure;
  recall: Figure;
  f1: Figure;
  /** Share of the rows without the label that get it. */
  fpr: Figure;
}

/** A label for which no threshold is given, and why. */
export interface UntunedLabel {
  label: Label;
  positives: number;
  reason: string;
}

/** Chooses the threshold of a label. */
export function tuneLabel(
  columns: Columns,
  label: Label,
  target: Target,
  resampling: Resampling,
): TunedLabel | UntunedLabel {
  const column = labelColumn(columns, label);
  if (column === null) return { label, positives: 0, reason: 'found no scores or no gold labels' };
  const positives = column.positive.reduce((sum, truth) => sum + truth, 0);
  if (positives < FEWEST_POSITIVES) {
    return { label, positives, reason: `found ${positives} positives, expected at least ${FEWEST_POSITIVES}` };
  }
  const threshold = bestThreshold(column, positives, target);
  if (threshold === null) return { label, positives, reason: 'the target is out of reach at every threshold' };
  return { label, threshold, positives, ...figuresAt(threshold, column, columns.clusterCount, resampling) };
}

/** True for a label that got a threshold. */
export function isTuned(tuned: TunedLabel | UntunedLabel): tuned is TunedLabel {
  return 'threshold' in tuned;
}

/** Goes down through the distinct scores; of equally good ones the highest stays, as it accuses fewest. */
function bestThreshold(column: ScoredColumn, positives: number, target: Target): number | null {
  const { score, positive, ends } = rank(column);
  const negatives = score.length - positives;
  let [found, wrong, best] = [0, 0, 0];
  let threshold: number | null = null;
  for (let place = 0; place < score.length; place += 1) {
    if (positive[place] === 1) found += 1;
    else wrong += 1;
    if (ends[place] === 0) continue;
    const worth = worthOf(target, { found, wrong, positives, negatives });
    if (worth <= best) continue;
    best = worth;
    threshold = score[place]!;
  }
  return threshold;
}

interface Cut {
  found: number;
  wrong: number;
  positives: number;
  negatives: number;
}

/** What is to be as high as possible; 0 where the target is missed. */
function worthOf(target: Target, { found, wrong, positives, negatives }: Cut): number {
  if (target.kind === 'f1') return (2 * found) / (found + wrong + positives);
  const kept =
    target.kind === 'precision' ? found / (found + wrong) >= target.limit : wrong <= target.limit * negatives;
  return kept ? found / positives : 0;
}

type Reached = Pick<TunedLabel, 'precision' | 'recall' | 'f1' | 'fpr'>;

function figuresAt(
  threshold: number,
  column: ScoredColumn,
  clusterCount: number,
  { rounds, seed }: Resampling,
): Reached {
  const random = createRandom(seed);
  const value = ratesAt(threshold, column, new Float64Array(clusterCount).fill(1));
  const drawn = Array.from({ length: rounds }, () => ratesAt(threshold, column, drawWeights(clusterCount, random)));
  const figure = (name: keyof Reached): Figure => ({
    value: definedOrNull(value[name]),
    ...intervalOf(drawn.map((round) => round[name])),
  });
  return { precision: figure('precision'), recall: figure('recall'), f1: figure('f1'), fpr: figure('fpr') };
}

function ratesAt(
  threshold: number,
  { score, positive, cluster }: ScoredColumn,
  weights: Float64Array,
): Record<keyof Reached, number> {
  let [found, wrong, positives, all] = [0, 0, 0, 0];
  for (let row = 0; row < score.length; row += 1) {
    const weight = weights[cluster[row]!]!;
    const given = score[row]! >= threshold;
    all += weight;
    if (positive[row] === 1) positives += weight;
    if (given && positive[row] === 1) found += weight;
    if (given && positive[row] === 0) wrong += weight;
  }
  return {
    precision: found / (found + wrong),
    recall: found / positives,
    f1: (2 * found) / (found + wrong + positives),
    fpr: wrong / (all - positives),
  };
}
