import { CATEGORIES, LABELS, type Label } from '../labels.ts';

/** What is measured for each label. `ece` is the expected calibration error, see `rankMetrics`. */
export const METRICS = ['precision', 'recall', 'f1', 'average_precision', 'roc_auc', 'brier', 'ece'] as const;

/** A measure of one label. */
export type Metric = (typeof METRICS)[number];

/** Whose metric a figure is: a label, or the four categories together. */
export type Scope = Label | 'macro' | 'micro';

/** Every scope, in the order of tables. */
export const SCOPES: readonly Scope[] = [...LABELS, 'macro', 'micro'];

/** Figures of whole rows: exact match of the four categories; share of the rows without label that got one. */
export const ROW_FIGURES = ['exact_match', 'fpr'] as const;

/** Every figure, in the order in which a measure writes them, such as `macro_f1` or `issuance_recall`. */
export const FIGURES: readonly string[] = [
  ...SCOPES.flatMap((scope) => METRICS.map((metric) => figureName(scope, metric))),
  ...ROW_FIGURES,
];

/** A number with its 95 % bootstrap interval; null where undefined, such as the recall of a label without rows. */
export interface Figure {
  value: number | null;
  low: number | null;
  high: number | null;
}

/** Figures by the names of {@link FIGURES}. */
export type Figures = Record<string, Figure>;

/** The name of a scope's metric. */
export function figureName(scope: Scope, metric: Metric): string {
  return `${scope}_${metric}`;
}

/** Where a scope's metrics begin among {@link FIGURES}. */
export function offsetOf(scope: Scope): number {
  return SCOPES.indexOf(scope) * METRICS.length;
}

/** Where the row figures begin among {@link FIGURES}. */
export const ROW_FIGURES_OFFSET: number = SCOPES.length * METRICS.length;

/** Fills the macro figures: the mean over those categories for which the metric is defined. */
export function writeMacro(figures: Float64Array): void {
  for (let metric = 0; metric < METRICS.length; metric += 1) {
    const defined = CATEGORIES.map((category) => figures[offsetOf(category) + metric]!).filter(
      (value) => !Number.isNaN(value),
    );
    figures[offsetOf('macro') + metric] = defined.reduce((sum, value) => sum + value, 0) / defined.length;
  }
}
