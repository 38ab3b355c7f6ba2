import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { displayWidth, fitToWidth } from '../../src/cli/display-width.ts';

test.each([
  ['', 0],
  ['abc', 3],
  ['币圈', 4],
  ['ＵＳＤＴ', 8],
  ['出\u200BU', 3],
  ['e\u0301', 1],
  ['🚀', 2],
  ['👨‍👩‍👧', 2],
  ['❤️', 2],
  ['，。', 4],
])('%j takes %i columns', (text, width) => {
  expect(displayWidth(text)).toBe(width);
});

describe('fitToWidth', () => {
  test.each([
    ['abc', 5, 'abc  '],
    ['币圈', 4, '币圈'],
    ['币圈老王', 5, '币圈…'],
    ['币圈老王', 6, '币圈… '],
  ])('%j in %i columns', (text, width, expected) => {
    expect(fitToWidth(text, width)).toBe(expected);
  });

  test('always takes exactly the columns asked for', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '币', '🚀', '\u200B', '❤️') });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 30 }), (value, width) => {
        expect(displayWidth(fitToWidth(value, width))).toBe(width);
      }),
    );
  });
});
