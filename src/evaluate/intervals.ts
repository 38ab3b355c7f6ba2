import { drawWeights, intervalOf } from './bootstrap.ts';
import type { Columns } from './columns.ts';
import { FIGURES, type Figures } from './figures.ts';
import { prepareMeasure } from './measure.ts';
import { createRandom } from './random.ts';

/** How intervals are found. */
export interface Resampling {
  rounds: number;
  /** Equal seeds give equal intervals. */
  seed: number;
}

/** Every figure of the rows with its 95 % interval. */
export function measureWithIntervals(columns: Columns, { rounds, seed }: Resampling): Figures {
  const measure = prepareMeasure(columns);
  const random = createRandom(seed);
  const values = measure(new Float64Array(columns.clusterCount).fill(1));
  const drawn = Array.from({ length: rounds }, () => measure(drawWeights(columns.clusterCount, random)));
  const figures = FIGURES.map((name, index) => [
    name,
    { value: definedOrNull(values[index]!), ...intervalOf(drawn.map((round) => round[index]!)) },
  ]);
  return Object.fromEntries(figures) as Figures;
}

/** Null in place of NaN: an undefined figure is no number. */
export function definedOrNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
