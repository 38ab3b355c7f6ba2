import { describe, expect, test } from 'vitest';
import { drawWeights, intervalOf } from '../../src/evaluate/bootstrap.ts';
import { toColumns } from '../../src/evaluate/columns.ts';
import { measureWithIntervals } from '../../src/evaluate/intervals.ts';
import { createRandom } from '../../src/evaluate/random.ts';
import { rowOf } from './rows.ts';

describe('createRandom', () => {
  test('equal seeds draw equally, others do not', () => {
    const draws = (seed: number) => {
      const random = createRandom(seed);
      return Array.from({ length: 20 }, () => random(1000));
    };
    expect(draws(7)).toEqual(draws(7));
    expect(draws(7)).not.toEqual(draws(8));
  });

  test('draws evenly and stays below the limit', () => {
    const random = createRandom(1);
    const seen = new Array<number>(10).fill(0);
    for (let drawn = 0; drawn < 100_000; drawn += 1) seen[random(10)]! += 1;
    expect(seen).toHaveLength(10);
    for (const count of seen) expect(Math.abs(count - 10_000)).toBeLessThan(500);
  });
});

test('weights sum to the number of clusters', () => {
  const weights = drawWeights(50, createRandom(3));
  expect(weights.reduce((sum, weight) => sum + weight, 0)).toBe(50);
  expect(new Set(weights).size).toBeGreaterThan(2);
});

test.each([
  { values: [], interval: { low: null, high: null } },
  { values: [Number.NaN], interval: { low: null, high: null } },
  { values: [0.5], interval: { low: 0.5, high: 0.5 } },
  { values: Array.from({ length: 1001 }, (_, index) => 1000 - index), interval: { low: 25, high: 975 } },
  { values: [Number.NaN, 0, 40], interval: { low: 1, high: 39 } },
])('the middle 95 % of $values.length rounds', ({ values, interval }) => {
  expect(intervalOf(values)).toEqual(interval);
});

describe('measureWithIntervals', () => {
  const rows = Array.from({ length: 400 }, (_, index) =>
    rowOf(String(index), index % 2 ? ['issuance'] : [], index % 2 && index % 5 ? ['issuance'] : []),
  );

  test('the interval of a share is that of the binomial', () => {
    const { issuance_recall: recall } = measureWithIntervals(toColumns(rows), { rounds: 1000, seed: 1 });
    const deviation = Math.sqrt((0.8 * 0.2) / 200);
    expect(recall!.value).toBe(0.8);
    expect(recall!.low).toBeCloseTo(0.8 - 1.96 * deviation, 1);
    expect(recall!.high).toBeCloseTo(0.8 + 1.96 * deviation, 1);
    expect(recall!.high! - recall!.low!).toBeGreaterThan(3 * deviation);
  });

  test('rows that belong together widen it', () => {
    const width = (group: (index: number) => string | null) => {
      const grouped = toColumns(rows.map((row, index) => ({ ...row, group: group(index) })));
      const { low, high } = measureWithIntervals(grouped, { rounds: 300, seed: 1 }).issuance_recall!;
      return high! - low!;
    };
    // Groups in which every row errs, or none does.
    expect(width((index) => `${index % 5 === 0}${index % 20}`)).toBeGreaterThan(1.5 * width(() => null));
  });

  test('is the same for the same seed', () => {
    const measured = (seed: number) => measureWithIntervals(toColumns(rows), { rounds: 50, seed });
    expect(measured(5)).toEqual(measured(5));
    expect(measured(5)).not.toEqual(measured(6));
  });

  test('what is undefined is null', () => {
    const { nft_secondary_trading_recall: recall } = measureWithIntervals(toColumns(rows), { rounds: 20, seed: 1 });
    expect(recall).toEqual({ value: null, low: null, high: null });
  });
});
