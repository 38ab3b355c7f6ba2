import { describe, expect, test } from 'vitest';
import { foldCombining } from '../../src/normalize/combining.ts';
import { runAlone } from './fold.ts';

describe('foldCombining', () => {
  test.each([
    ['strike-through', 'a\u0336b', 'ab', 1, 2],
    ['heap', 'a\u0301\u0301\u0301b', 'ab', 1, 4],
    ['on Han', '币\u0336', '币', 1, 2],
    ['an accent that makes no letter', 'q\u0301', 'q', 1, 2],
    ['Cyrillic enclosing sign', 'a\u0488', 'a', 1, 2],
    ['at the start', '\u0301a', 'a', 0, 1],
    ['frame round a letter', 'a\u20e3', 'a', 1, 2],
  ])('drops and reports: %s', (_name, text, folded, start, end) => {
    expect(runAlone(foldCombining, text)).toEqual({ text: folded, folds: [{ kind: 'combining', start, end }] });
  });

  test.each(['e\u0301', 'e\u0323\u0302', 'и\u0306', 'ว่า', 'שָׁ', 'か\u3099', 'बि', 'عَ'])('leaves %j to NFKC', (text) => {
    expect(runAlone(foldCombining, text)).toEqual({ text, folds: [] });
  });

  test('drops the frame of a keycap silently', () => {
    expect(runAlone(foldCombining, '1\u20e3')).toEqual({ text: '1', folds: [] });
  });
});
