import { expect, test } from 'vitest';
import { foldCase } from '../../src/normalize/case.ts';
import { runAlone } from './fold.ts';

test.each([
  ['ABC xyz', 'abc xyz'],
  ['ПРИВЕТ', 'привет'],
  ['Ꭰ', 'ꭰ'],
  ['𐐀𐐨', '𐐨𐐨'],
  ['𞤀', '𞤢'],
])('%s', (text, folded) => {
  expect(runAlone(foldCase, text)).toEqual({ text: folded, folds: [] });
});

test('does not depend on neighbours: a capital sigma at the end of a word', () => {
  expect(runAlone(foldCase, 'ΟΔΟΣ').text).toBe('οδοσ');
});

test('keeps a lone surrogate that might lead a capital', () => {
  expect(runAlone(foldCase, 'a\ud801').text).toBe('a\ud801');
});
