import type { Random } from './random.ts';

/** Share of the rounds left out on each side of an interval: 95 % stay. */
const TAIL = 0.025;

/** A range of a bootstrapped number; null where no round defined it. */
export interface Interval {
  low: number | null;
  high: number | null;
}

/**
 * Weighs clusters as a sample of them with replacement would: each weighs as often as it was drawn. Clusters
 * and not rows are drawn, since rows of one author or channel say little beyond each other.
 */
export function drawWeights(clusterCount: number, random: Random): Float64Array {
  const weights = new Float64Array(clusterCount);
  for (let drawn = 0; drawn < clusterCount; drawn += 1) weights[random(clusterCount)]! += 1;
  return weights;
}

/** The middle 95 % of the values of all rounds (percentile bootstrap); rounds that left it undefined, NaN, do not count. */
export function intervalOf(values: Iterable<number>): Interval {
  const sorted = Float64Array.from(values)
    .filter((value) => !Number.isNaN(value))
    .sort();
  return { low: quantile(sorted, TAIL), high: quantile(sorted, 1 - TAIL) };
}

/** The value below which the share `at` of the sorted values lies, interpolated linearly. */
function quantile(sorted: Float64Array, at: number): number | null {
  const place = at * (sorted.length - 1);
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  if (below === undefined || above === undefined) return null;
  return below + (above - below) * (place - Math.floor(place));
}
