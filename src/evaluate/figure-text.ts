import type { Figure, Metric } from './figures.ts';

/** The metrics as people call them. */
export const METRIC_TITLES: Readonly<Record<Metric, string>> = {
  precision: 'precision',
  recall: 'recall',
  f1: 'F1',
  average_precision: 'AP',
  roc_auc: 'AUC',
  brier: 'Brier',
  ece: 'ECE',
};

/** A figure with its interval, such as `0.912 [0.880, 0.940]`. */
export function figureText({ value, low, high }: Figure): string {
  return low === null || high === null
    ? numberText(value)
    : `${numberText(value)} [${numberText(low)}, ${numberText(high)}]`;
}

/** A number; a dash where it is undefined. */
export function numberText(value: number | null, digits = 3): string {
  return value === null ? '–' : value.toFixed(digits);
}
