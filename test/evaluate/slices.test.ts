import { expect, test } from 'vitest';
import { sliceRows, valuesIn } from '../../src/evaluate/slices.ts';

const rowWith = (fields: Record<string, unknown>, text = 'gm') => ({ text, fields });

test.each([
  { column: 'lang', row: rowWith({ lang: 'zh' }), values: ['zh'] },
  { column: 'lang', row: rowWith({}), values: ['(none)'] },
  { column: 'lang', row: rowWith({ lang: null }), values: ['(none)'] },
  { column: 'lang', row: rowWith({ lang: '' }), values: ['(none)'] },
  { column: 'folds', row: rowWith({ folds: ['emoji', 'leet'] }), values: ['emoji', 'leet'] },
  { column: 'folds', row: rowWith({ folds: [] }), values: ['(none)'] },
  { column: 'likes', row: rowWith({ likes: 0 }), values: ['0'] },
  { column: 'month', row: rowWith({ date: '2026-03-09T10:00:00Z' }), values: ['2026-03'] },
  { column: 'month', row: rowWith({ date: 'March' }), values: ['(none)'] },
  { column: 'month', row: rowWith({ date: '2026-03-09', month: 'June' }), values: ['June'] },
  { column: 'length', row: rowWith({}, 'x'.repeat(20)), values: ['0-20'] },
  { column: 'length', row: rowWith({}, 'x'.repeat(21)), values: ['21-50'] },
  { column: 'length', row: rowWith({}, 'x'.repeat(500)), values: ['201-500'] },
  { column: 'length', row: rowWith({}, 'x'.repeat(501)), values: ['over 500'] },
])('$column of $row.fields', ({ column, row, values }) => {
  expect(valuesIn(row, column)).toEqual(values);
});

test('slices come by column, then by value, and a row may be in several', () => {
  const rows = [
    rowWith({ lang: 'zh', folds: ['b', 'a', 'a'] }),
    rowWith({ lang: 'en', folds: ['b'] }),
    rowWith({ lang: 'zh' }),
  ];
  expect([...sliceRows(rows, ['lang', 'folds'])]).toEqual([
    ['lang=en', [1]],
    ['lang=zh', [0, 2]],
    ['folds=(none)', [2]],
    ['folds=a', [0]],
    ['folds=b', [0, 1]],
  ]);
});
