/** Bins of the expected calibration error. */
export const CALIBRATION_BINS = 15;

/** Set in {@link Ranking.ends} where equal scores end. */
export const TIE_ENDS = 1;
/** Set in {@link Ranking.ends} where a calibration bin ends. */
export const BIN_ENDS = 2;

/** Scores from the highest to the lowest, with all that a weighted pass needs beside them. */
export interface Ranking {
  score: Float64Array;
  /** 1 where the label is right. */
  positive: Uint8Array;
  cluster: Uint32Array;
  /** Whether equal scores, or a calibration bin, end at this place. */
  ends: Uint8Array;
}

/** One column of scores with what was right and the rows' clusters. */
export interface ScoredColumn {
  score: Float64Array;
  positive: Uint8Array;
  cluster: Uint32Array;
}

/**
 * Sorts a column once, for many weighted passes.
 *
 * Bins have equal mass: a row with `r` of `n` rows below its score falls into bin `floor(15 r / n)`, so equal
 * scores share a bin whatever their order.
 */
export function rank(column: ScoredColumn): Ranking {
  const count = column.score.length;
  const order = Uint32Array.from(column.score.keys()).sort((a, b) => column.score[b]! - column.score[a]!);
  const score = Float64Array.from(order, (row) => column.score[row]!);
  const ends = new Uint8Array(count);
  let binAbove = -1;
  // From the lowest score up: only there is the number of rows below a run of equal scores known.
  for (let place = count - 1; place >= 0; place -= 1) {
    if (place < count - 1 && score[place] === score[place + 1]) continue;
    const bin = Math.floor((CALIBRATION_BINS * (count - 1 - place)) / count);
    ends[place] = bin === binAbove ? TIE_ENDS : TIE_ENDS | BIN_ENDS;
    binAbove = bin;
  }
  return {
    score,
    positive: Uint8Array.from(order, (row) => column.positive[row]!),
    cluster: Uint32Array.from(order, (row) => column.cluster[row]!),
    ends,
  };
}

/** Several columns as one, for the micro figures. */
export function pool(columns: readonly ScoredColumn[]): ScoredColumn {
  const count = columns.reduce((sum, { score }) => sum + score.length, 0);
  const pooled = { score: new Float64Array(count), positive: new Uint8Array(count), cluster: new Uint32Array(count) };
  let at = 0;
  for (const column of columns) {
    pooled.score.set(column.score, at);
    pooled.positive.set(column.positive, at);
    pooled.cluster.set(column.cluster, at);
    at += column.score.length;
  }
  return pooled;
}

/**
 * Writes average precision, ROC AUC, Brier score and expected calibration error from `at` on, with each row
 * weighing as much as its cluster; NaN where undefined.
 *
 * Average precision is the sum of precision over the steps of recall, without interpolation; the area under
 * the ROC curve counts a tie as half; both as in scikit-learn. The calibration error is the mean, over rows, of
 * the gap between mean score and share of positives in the row's bin.
 */
export function writeRankMetrics(ranking: Ranking, weights: Float64Array, figures: Float64Array, at: number): void {
  const { score, positive, cluster, ends } = ranking;
  let [all, positives, allAbove, positivesAbove] = [0, 0, 0, 0];
  let [precisions, misordered, squares, gap, gaps] = [0, 0, 0, 0, 0];
  for (let place = 0; place < score.length; place += 1) {
    const weight = weights[cluster[place]!]!;
    const truth = positive[place]!;
    const error = score[place]! - truth;
    squares += weight * error * error;
    gap += weight * error;
    all += weight;
    if (truth === 1) positives += weight;
    const end = ends[place]!;
    if (end === 0) continue;
    const tiedPositives = positives - positivesAbove;
    if (tiedPositives > 0) {
      precisions += (tiedPositives * positives) / all;
      // Negatives above count whole, tied ones half: the mean of those down to here and those above.
      misordered += (tiedPositives * (all - positives + allAbove - positivesAbove)) / 2;
      positivesAbove = positives;
    }
    allAbove = all;
    if (end === TIE_ENDS) continue;
    gaps += Math.abs(gap);
    gap = 0;
  }
  figures[at] = precisions / positives;
  figures[at + 1] = 1 - misordered / (positives * (all - positives));
  figures[at + 2] = squares / all;
  figures[at + 3] = gaps / all;
}
