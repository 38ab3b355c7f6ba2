/** Rows by what was right and what was said; weighted rows count as often as they weigh. */
export interface Confusion {
  truePositives: number;
  falsePositives: number;
  falseNegatives: number;
  trueNegatives: number;
}

/** Writes precision, recall and F1 from `at` on; NaN where nothing was said, nothing was to be found, or both. */
export function writeThresholdMetrics(confusion: Confusion, figures: Float64Array, at: number): void {
  const { truePositives, falsePositives, falseNegatives } = confusion;
  figures[at] = truePositives / (truePositives + falsePositives);
  figures[at + 1] = truePositives / (truePositives + falseNegatives);
  figures[at + 2] = (2 * truePositives) / (2 * truePositives + falsePositives + falseNegatives);
}

/** The sum of several confusions. */
export function addConfusions(confusions: readonly Confusion[]): Confusion {
  const sum = { truePositives: 0, falsePositives: 0, falseNegatives: 0, trueNegatives: 0 };
  for (const each of confusions) {
    sum.truePositives += each.truePositives;
    sum.falsePositives += each.falsePositives;
    sum.falseNegatives += each.falseNegatives;
    sum.trueNegatives += each.trueNegatives;
  }
  return sum;
}
