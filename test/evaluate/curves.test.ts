import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { precisionRecallCurve, reliabilityBins } from '../../src/evaluate/curves.ts';
import { CALIBRATION_BINS, rank, type ScoredColumn, writeRankMetrics } from '../../src/evaluate/ranking.ts';

function columnOf(rows: readonly (readonly [score: number, positive: number])[]): ScoredColumn {
  return {
    score: Float64Array.from(rows, ([score]) => score),
    positive: Uint8Array.from(rows, ([, positive]) => positive),
    cluster: Uint32Array.from(rows.keys()),
  };
}

/** Scores on a coarse grid, so that ties are common. */
const someRows = fc.array(
  fc.tuple(
    fc.integer({ min: 0, max: 20 }).map((step) => step / 20),
    fc.integer({ min: 0, max: 1 }),
  ),
  { minLength: 1, maxLength: 60 },
);

function rankMetrics(column: ScoredColumn): Float64Array {
  const figures = new Float64Array(4);
  writeRankMetrics(rank(column), new Float64Array(column.score.length).fill(1), figures, 0);
  return figures;
}

describe('precisionRecallCurve', () => {
  test('goes through every distinct score, ties together', () => {
    const column = columnOf([
      [0.9, 1],
      [0.5, 0],
      [0.5, 1],
      [0.1, 0],
    ]);
    expect(precisionRecallCurve(column, 0)).toEqual([
      { threshold: 0.9, precision: 1, recall: 0.5 },
      { threshold: 0.5, precision: 2 / 3, recall: 1 },
      { threshold: 0.1, precision: 0.5, recall: 1 },
    ]);
  });

  test('has the average precision below its steps', () => {
    fc.assert(
      fc.property(someRows, (rows) => {
        const column = columnOf(rows);
        const curve = precisionRecallCurve(column, 0);
        const area = curve.reduce(
          (sum, { precision, recall }, at) => sum + precision * (recall - (curve[at - 1]?.recall ?? 0)),
          0,
        );
        if (curve.length > 0) expect(area).toBeCloseTo(rankMetrics(column)[0]!, 12);
      }),
    );
  });

  test('a coarse resolution keeps the ends and leaves out what is near', () => {
    const rows = Array.from({ length: 5000 }, (_, row) => [row / 5000, row % 3 === 0 ? 1 : 0] as const);
    const [fine, coarse] = [precisionRecallCurve(columnOf(rows), 0), precisionRecallCurve(columnOf(rows), 0.01)];
    expect(fine).toHaveLength(5000);
    expect(coarse.length).toBeLessThan(250);
    expect([coarse[0], coarse.at(-1)]).toEqual([fine[0], fine.at(-1)]);
  });

  test('is empty without positives', () => {
    expect(precisionRecallCurve(columnOf([[0.5, 0]]), 0)).toEqual([]);
  });
});

describe('reliabilityBins', () => {
  test('hold every row once, and their gaps are the calibration error', () => {
    fc.assert(
      fc.property(someRows, (rows) => {
        const column = columnOf(rows);
        const bins = reliabilityBins(column);
        expect(bins.length).toBeLessThanOrEqual(CALIBRATION_BINS);
        expect(bins.reduce((sum, bin) => sum + bin.rows, 0)).toBe(rows.length);
        const gaps = bins.reduce((sum, bin) => sum + bin.rows * Math.abs(bin.score - bin.share), 0);
        expect(gaps / rows.length).toBeCloseTo(rankMetrics(column)[3]!, 12);
      }),
    );
  });
});
