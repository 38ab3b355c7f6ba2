import { expect, test } from 'vitest';
import { failedBounds } from '../../src/evaluate/bounds.ts';
import { compareRows } from '../../src/evaluate/compare.ts';
import { evaluateRows } from '../../src/evaluate/evaluate.ts';
import type { EvaluatedRow } from '../../src/evaluate/rows.ts';
import { rowOf } from './rows.ts';

const RESAMPLING = { rounds: 200, seed: 1 };

/** 200 rows, half of them `issuance`; the system misses or accuses the given ones. */
function answered(isWrong: (index: number) => boolean): EvaluatedRow[] {
  return Array.from({ length: 200 }, (_, index) => {
    const right = index % 2 === 0;
    return rowOf(String(index), right ? ['issuance'] : [], right !== isWrong(index) ? ['issuance'] : []);
  });
}

test('a system equals itself', () => {
  const rows = answered((index) => index % 10 === 0);
  const { figures, moved, relabelled, rows: count } = compareRows(rows, rows, RESAMPLING);
  expect({ moved, relabelled, count }).toEqual({ moved: [], relabelled: 0, count: 200 });
  expect(figures.issuance_f1).toEqual({ value: 0, low: 0, high: 0, pValue: 1 });
  expect(figures.nft_secondary_trading_f1).toEqual({ value: null, low: null, high: null, pValue: null });
});

test('a better system is told from a worse one, with the sign of this minus other', () => {
  const [good, bad] = [answered((index) => index % 40 === 0), answered((index) => index % 4 === 0)];
  const better = compareRows(good, bad, RESAMPLING).figures.issuance_f1!;
  expect(better.value).toBeGreaterThan(0.1);
  expect(better.low).toBeGreaterThan(0);
  expect(better.pValue).toBeLessThan(0.02);
  expect(compareRows(bad, good, RESAMPLING).figures.issuance_f1!.value).toBeCloseTo(-better.value!, 12);
});

test('p is never 0, and two systems that err equally often are not told apart', () => {
  const [even, odd] = [answered((index) => index % 20 === 0), answered((index) => index % 20 === 2)];
  expect(compareRows(even, odd, RESAMPLING).figures.issuance_f1!.pValue).toBeGreaterThan(0.2);
  const perfect = compareRows(
    answered(() => false),
    answered(() => true),
    RESAMPLING,
  );
  expect(perfect.figures.issuance_f1!.pValue).toBeCloseTo(2 / 201, 12);
});

test('labels that moved say who, what and whether rightly; rows of one side alone do not count', () => {
  const rows = [rowOf('a', ['issuance'], ['issuance']), rowOf('b', [], ['pricing_service']), rowOf('c', [], [])];
  const others = [rowOf('a', ['issuance'], ['trading_channel']), rowOf('b', [], []), rowOf('d', [], [])];
  const { moved, rows: count } = compareRows(rows, others, RESAMPLING);
  expect(count).toBe(2);
  expect(moved).toEqual([
    { id: 'a', label: 'issuance', change: 'gained', right: true },
    { id: 'a', label: 'trading_channel', change: 'lost', right: true },
    { id: 'b', label: 'pricing_service', change: 'gained', right: false },
    { id: 'b', label: 'crypto_related', change: 'gained', right: false },
  ]);
});

test('both are measured against the labels of this evaluation', () => {
  const comparison = compareRows([rowOf('a', ['issuance'], ['issuance'])], [rowOf('a', [], ['issuance'])], RESAMPLING);
  expect(comparison.relabelled).toBe(1);
  expect(comparison.figures.issuance_f1!.value).toBe(0);
});

test('bounds hold or fail by the figure; what is undefined or absent fails', () => {
  const rows = answered((index) => index < 100 && index % 10 === 0);
  const firstHalf = Array.from({ length: 100 }, (_, index) => index);
  const evaluation = evaluateRows(rows, new Map([['half=first', firstHalf]]), { rounds: 1, seed: 1 });
  const bound = (kind: 'min' | 'max', figure: string, limit: number, slice: string | null = null) => ({
    kind,
    figure,
    limit,
    slice,
  });
  const kept = [
    bound('min', 'issuance_recall', 0.9),
    bound('max', 'fpr', 0),
    bound('min', 'issuance_recall', 0.8, 'half=first'),
  ];
  const broken = [
    bound('min', 'issuance_recall', 0.91),
    bound('max', 'issuance_recall', 0.89),
    bound('min', 'issuance_recall', 0.81, 'half=first'),
    bound('min', 'nft_secondary_trading_f1', 0),
    bound('max', 'fpr', 1, 'half=second'),
  ];
  expect(failedBounds(evaluation, [...kept, ...broken])).toEqual([
    { ...broken[0], value: 0.9 },
    { ...broken[1], value: 0.9 },
    { ...broken[2], value: 0.8 },
    { ...broken[3], value: null },
    { ...broken[4], value: null },
  ]);
});

test('verdicts are counted only where every row has one', () => {
  const rows = [
    rowOf('a', ['issuance'], ['issuance'], { verdict: 'block' }),
    rowOf('b', [], [], { verdict: 'review' }),
    rowOf('c', [], [], { verdict: 'pass' }),
  ];
  const evaluate = (all: EvaluatedRow[]) => evaluateRows(all, new Map(), { rounds: 1, seed: 1 }).verdicts;
  expect(evaluate(rows)).toEqual({
    unlabelled: { pass: 1, review: 1, block: 0 },
    labelled: { pass: 0, review: 0, block: 1 },
  });
  expect(evaluate([...rows, rowOf('d', [], [])])).toBeNull();
});
