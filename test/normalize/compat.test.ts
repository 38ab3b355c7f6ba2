import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldCompat } from '../../src/normalize/compat.ts';
import type { FoldKind } from '../../src/result.ts';
import { runAlone } from './fold.ts';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

describe('foldCompat', () => {
  test.each<[string, number, FoldKind]>([
    ['full-width capitals', 0xff21, 'fullwidth'],
    ['full-width small letters', 0xff41, 'fullwidth'],
    ['bold', 0x1d400, 'styled'],
    ['bold fraktur', 0x1d56c, 'styled'],
    ['monospace', 0x1d670, 'styled'],
    ['circled', 0x24b6, 'styled'],
    ['squared', 0x1f130, 'styled'],
    ['negative squared', 0x1f170, 'styled'],
    ['negative circled', 0x1f150, 'styled'],
    ['parenthesized', 0x249c, 'styled'],
    ['parenthesized capitals', 0x1f110, 'styled'],
  ])('reads the whole alphabet of %s', (_name, first, kind) => {
    const text = Array.from(LETTERS, (_, i) => String.fromCodePoint(first + i)).join('');
    const result = runAlone(foldCompat, text);
    expect(result.text.toLowerCase()).toBe(LETTERS);
    expect(result.folds).toEqual([{ kind, start: 0, end: text.length }]);
  });

  test.each([
    ['punctuation', '，！？（）：', ',!?():'],
    ['space', '　', ' '],
    ['ligature', 'ﬁ', 'fi'],
    ['one to many', '㈱', '(株)'],
    ['ordinal', '1ª', '1a'],
    ['Roman numeral', 'Ⅴ', 'V'],
    ['circled digit', '①', '1'],
    ['superscript digit', 'm²', 'm2'],
    ['half-width kana with its mark', 'ｶﾞ', 'ガ'],
    ['letter and accent', 'e\u0301', 'é'],
    ['jamo', '\u1112\u1161\u11ab', '한'],
    ['compatibility ideograph beyond the first plane', '\u{2f800}', '丽'],
    ['Hebrew marks in the wrong order', 'ש\u05c1\u05b8', 'ש\u05b8\u05c1'],
  ])('folds silently: %s', (_name, text, folded) => {
    expect(runAlone(foldCompat, text)).toEqual({ text: folded, folds: [] });
  });

  test.each(['ℹ', '´', '¯', '🇨🇳', '🇨🇳🇺🇸', '🎉', 'é', '한', '中', 'я'])('keeps %j', (text) => {
    expect(runAlone(foldCompat, text)).toEqual({ text, folds: [] });
  });

  test('is NFKC where no style or flag is concerned', () => {
    const kept = /[ℹ´¯¨¸˘-˝\u{1f100}-\u{1f1ff}\u249c-\u24b5]/u;
    const unit = fc.constantFrom(
      ...'aé한ｶﾞがＡ，½㈱ﬁ①ª…™中界',
      '\u0301',
      '\u0323',
      '\u1161',
      '\u11a8',
      '\u3099',
      '\u{1d400}',
      '\u{2f800}',
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 30, size: 'max' }), (text) => {
        fc.pre(!kept.test(text) && !/[\u0300-\u036f\u3099]{20}/.test(text));
        expect(runAlone(foldCompat, text).text).toBe(text.normalize('NFKC'));
      }),
      { numRuns: 1000 },
    );
  });
});
