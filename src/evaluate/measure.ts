import { CATEGORIES, LABELS, type Label } from '../labels.ts';
import { type Columns, labelColumn } from './columns.ts';
import { addConfusions, type Confusion, writeThresholdMetrics } from './confusion.ts';
import { FIGURES, offsetOf, ROW_FIGURES_OFFSET, type Scope, writeMacro } from './figures.ts';
import { confusionOf, outcomesOf, weighOutcomes, writeRowFigures } from './outcomes.ts';
import { pool, type Ranking, rank, type ScoredColumn, writeRankMetrics } from './ranking.ts';

/** Computes every figure, in the order of `FIGURES`, with each row as heavy as its cluster; NaN where undefined. */
export type Measure = (weights: Float64Array) => Float64Array;

/** Precision, recall and F1 stand before the metrics of ranking and calibration. */
const RANK_METRICS_OFFSET = 3;

/** Does once what does not depend on the weights: sorting, and reading outcomes. */
export function prepareMeasure(columns: Columns): Measure {
  const outcomes = outcomesOf(columns);
  const rankings = rankingsOf(columns);
  return (weights) => {
    const figures = new Float64Array(FIGURES.length).fill(Number.NaN);
    const totals = weighOutcomes(outcomes, columns.cluster, weights);
    const confusions = LABELS.map((_, bit) => confusionOf(outcomes.codes, totals, bit));
    for (const [scope, confusion] of scopesOf(columns, confusions)) {
      writeThresholdMetrics(confusion, figures, offsetOf(scope));
    }
    for (const [scope, ranking] of rankings) {
      writeRankMetrics(ranking, weights, figures, offsetOf(scope) + RANK_METRICS_OFFSET);
    }
    writeMacro(figures);
    writeRowFigures(outcomes.codes, totals, figures, ROW_FIGURES_OFFSET);
    return figures;
  };
}

/** The confusion of each label over all rows, each weighing one; null for a label without gold or predictions. */
export function countConfusions(columns: Columns): Record<Label, Confusion | null> {
  const outcomes = outcomesOf(columns);
  const totals = weighOutcomes(outcomes, columns.cluster, new Float64Array(columns.clusterCount).fill(1));
  const counted = LABELS.map((label, bit) => [
    label,
    isAnswered(columns, label) ? confusionOf(outcomes.codes, totals, bit) : null,
  ]);
  return Object.fromEntries(counted) as Record<Label, Confusion | null>;
}

function isAnswered({ gold, predicted }: Columns, label: Label): boolean {
  return gold[label] !== null && predicted[label] !== null;
}

function scopesOf(columns: Columns, confusions: readonly Confusion[]): [Scope, Confusion][] {
  const answered = LABELS.flatMap((label, index): [Scope, Confusion][] =>
    isAnswered(columns, label) ? [[label, confusions[index]!]] : [],
  );
  return [...answered, ['micro', addConfusions(confusions.slice(0, CATEGORIES.length))]];
}

function rankingsOf(columns: Columns): [Scope, Ranking][] {
  const scored = LABELS.flatMap((label): [Label, ScoredColumn][] => {
    const column = labelColumn(columns, label);
    return column === null ? [] : [[label, column]];
  });
  const categories = scored.filter(([label]) => label !== 'crypto_related').map(([, column]) => column);
  const rankings = scored.map(([label, column]): [Scope, Ranking] => [label, rank(column)]);
  if (categories.length === CATEGORIES.length) rankings.push(['micro', rank(pool(categories))]);
  return rankings;
}
