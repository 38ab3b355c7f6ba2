import { describe, expect, test } from 'vitest';
import { normalize } from '../../src/normalize/index.ts';
import { OffsetMap } from '../../src/normalize/offsets.ts';

/** The original writing of the only occurrence of a stretch of the folded text. */
function writing(text: string, folded: string): string {
  const result = normalize(text);
  const start = result.text.indexOf(folded);
  const span = result.offsets.toOriginal(start, start + folded.length);
  return text.slice(span.start, span.end);
}

describe('toOriginal', () => {
  test.each([
    ['dropped inside is covered', 'x B\u200bTC y', 'btc', 'B\u200bTC'],
    ['dropped around is not covered', 'x \u200bBTC\u200b y', 'btc', 'BTC'],
    ['separators inside are covered', '卖虚*拟*币吧', '虚拟币', '虚*拟*币'],
    ['one to many', '和㈱北', '(株)', '㈱'],
    ['part of one to many', '和㈱北', '株', '㈱'],
    ['many to one', 'cafe\u0301 au', 'cafe', 'cafe\u0301'],
    ['behind an expansion', '㍿的ＵＳＤＴ', 'usdt', 'ＵＳＤＴ'],
    ['a pair that became one unit', '买𝐔吧', 'u', '𝐔'],
    ['between two pairs', '😀𝐁𝐓𝐂😀', 'btc', '𝐁𝐓𝐂'],
    ['cut repeat', '真的涨涨涨涨涨了', '涨涨', '涨涨涨涨涨'],
    ['emoji for a word', '见✈️@name', '飞机@', '✈️@'],
  ])('%s', (_name, text, folded, expected) => {
    expect(writing(text, folded)).toBe(expected);
  });

  test('never cuts a surrogate pair, whatever is asked', () => {
    const text = 'a😀b';
    const { offsets } = normalize(text);
    expect(offsets.toOriginal(1, 2)).toEqual({ start: 1, end: 3 });
    expect(offsets.toOriginal(2, 3)).toEqual({ start: 1, end: 3 });
    expect(offsets.toOriginal(2, 2)).toEqual({ start: 1, end: 1 });
  });

  test('an empty span stays empty', () => {
    const { offsets } = normalize('x\u200by');
    expect(offsets.toOriginal(1, 1)).toEqual({ start: 2, end: 2 });
    expect(offsets.toOriginal(2, 2)).toEqual({ start: 3, end: 3 });
    expect(new OffsetMap('abc', null, null).toOriginal(3, 3)).toEqual({ start: 3, end: 3 });
  });
});
