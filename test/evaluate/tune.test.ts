import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toColumns } from '../../src/evaluate/columns.ts';
import { isTuned, type Target, type TunedLabel, tuneLabel } from '../../src/evaluate/tune.ts';
import { rowOf } from './rows.ts';

const RESAMPLING = { rounds: 50, seed: 1 };

function tuneOn(rows: readonly { positive: boolean; score: number }[], target: Target) {
  const evaluated = rows.map(({ positive, score }, index) =>
    rowOf(String(index), positive ? ['issuance'] : [], [], { scores: { issuance: score } }),
  );
  return tuneLabel(toColumns(evaluated), 'issuance', target, RESAMPLING);
}

/** 40 positives from 0.60 up and 60 negatives from 0.01 up, in steps of 0.01; they overlap at 0.60. */
const rows = [
  ...Array.from({ length: 40 }, (_, index) => ({ positive: true, score: (60 + index) / 100 })),
  ...Array.from({ length: 60 }, (_, index) => ({ positive: false, score: (1 + index) / 100 })),
];

test.each([
  { target: { kind: 'precision', limit: 1 } as const, threshold: 0.61, recall: 39 / 40 },
  { target: { kind: 'precision', limit: 0.95 } as const, threshold: 0.6, recall: 1 },
  { target: { kind: 'fpr', limit: 0 } as const, threshold: 0.61, recall: 39 / 40 },
  { target: { kind: 'fpr', limit: 1 / 60 } as const, threshold: 0.6, recall: 1 },
  { target: { kind: 'f1' } as const, threshold: 0.6, recall: 1 },
])('$target', ({ target, threshold, recall }) => {
  const tuned = tuneOn(rows, target) as TunedLabel;
  expect(tuned).toMatchObject({ label: 'issuance', threshold, positives: 40 });
  expect(tuned.recall.value).toBe(recall);
  expect(tuned.recall.low).toBeLessThanOrEqual(recall);
});

describe('gives no threshold', () => {
  test('for fewer than 30 positives', () => {
    const few = tuneOn(rows.slice(11), { kind: 'f1' });
    expect(few).toEqual({ label: 'issuance', positives: 29, reason: 'found 29 positives, expected at least 30' });
  });

  test('for a target out of reach', () => {
    const reversed = rows.map(({ positive, score }) => ({ positive, score: 1 - score }));
    expect(isTuned(tuneOn(reversed, { kind: 'precision', limit: 0.9 }))).toBe(false);
  });

  test('without scores', () => {
    const columns = toColumns([rowOf('a', ['issuance'], [], { scores: {} })]);
    expect(isTuned(tuneLabel(columns, 'issuance', { kind: 'f1' }, RESAMPLING))).toBe(false);
  });
});

test('no other threshold keeps the target and finds more', () => {
  const row = fc.record({ positive: fc.boolean(), score: fc.integer({ min: 0, max: 20 }).map((score) => score / 20) });
  const target = fc.oneof(
    fc.double({ min: 0.1, max: 1, noNaN: true }).map((limit) => ({ kind: 'precision' as const, limit })),
    fc.double({ min: 0, max: 0.5, noNaN: true }).map((limit) => ({ kind: 'fpr' as const, limit })),
  );
  fc.assert(
    fc.property(fc.array(row, { minLength: 80, maxLength: 80 }), target, (sample, wanted) => {
      const positives = sample.filter(({ positive }) => positive).length;
      fc.pre(positives >= 30);
      const recalls = sample.map(({ score: threshold }) => {
        const given = sample.filter(({ score }) => score >= threshold);
        const found = given.filter(({ positive }) => positive).length;
        const wrong = given.length - found;
        const kept =
          wanted.kind === 'precision' ? found / given.length >= wanted.limit : wrong <= wanted.limit * (80 - positives);
        return kept ? found / positives : 0;
      });
      const tuned = tuneOn(sample, wanted);
      expect(isTuned(tuned) ? tuned.recall.value : 0).toBe(Math.max(...recalls));
    }),
    { numRuns: 50 },
  );
});
