import { BIN_ENDS, rank, type ScoredColumn } from './ranking.ts';

/** What a label's threshold reaches. */
export interface CurvePoint {
  /** The label is given from this score on. */
  threshold: number;
  precision: number;
  recall: number;
}

/** Rows of similar score; see `rank` for how they are cut. */
export interface ReliabilityBin {
  rows: number;
  /** Mean score. */
  score: number;
  /** Share of the rows that have the label. */
  share: number;
}

/**
 * Precision and recall at every score that occurs, from the highest down. Points nearer to the last one than
 * `resolution` in both are left out, so that a large file gives no larger picture; empty without positives.
 */
export function precisionRecallCurve(column: ScoredColumn, resolution: number): CurvePoint[] {
  const { score, positive, ends } = rank(column);
  const positives = positive.reduce((sum, truth) => sum + truth, 0);
  if (positives === 0) return [];
  const points: CurvePoint[] = [];
  let found = 0;
  for (let place = 0; place < score.length; place += 1) {
    found += positive[place]!;
    if (ends[place] === 0) continue;
    const point = { threshold: score[place]!, precision: found / (place + 1), recall: found / positives };
    const last = points.at(-1);
    const isEnd = place === score.length - 1;
    if (last === undefined || isEnd || distance(last, point) >= resolution) points.push(point);
  }
  return points;
}

function distance(a: CurvePoint, b: CurvePoint): number {
  return Math.max(Math.abs(a.precision - b.precision), Math.abs(a.recall - b.recall));
}

/** Mean score and share of positives in bins of equal mass, from the highest scores down. */
export function reliabilityBins(column: ScoredColumn): ReliabilityBin[] {
  const { score, positive, ends } = rank(column);
  const bins: ReliabilityBin[] = [];
  let [rows, scores, positives] = [0, 0, 0];
  for (let place = 0; place < score.length; place += 1) {
    rows += 1;
    scores += score[place]!;
    positives += positive[place]!;
    if ((ends[place]! & BIN_ENDS) === 0) continue;
    bins.push({ rows, score: scores / rows, share: positives / rows });
    [rows, scores, positives] = [0, 0, 0];
  }
  return bins;
}
