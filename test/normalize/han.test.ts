import { from } from 'opencc-js/preset/cn2t';
import { Converter } from 'opencc-js/t2cn';
import { describe, expect, test } from 'vitest';
import { readRows } from '../../src/normalize/files.ts';
import { foldHan } from '../../src/normalize/han.ts';
import { runAlone } from './fold.ts';

/** OpenCC's simplified words with more than one traditional reading: the left sides of `from to|from to`. */
const SIMPLIFIED_WORDS = String(from.cn?.[0]?.[0])
  .split('|')
  .map((pair) => pair.split(' ')[0]!);
/** Entries that hold a character of no simplified standard: slips of that dictionary. */
const SLIPS = ['吃茶小舖', '幺麼小丑', '廢墟里', '牛骥同一皁', '牛骥同皁'];

describe('foldHan', () => {
  test('alters no simplified word of the dictionary', () => {
    expect(SIMPLIFIED_WORDS.length).toBeGreaterThan(40_000);
    expect(SIMPLIFIED_WORDS.filter((word) => runAlone(foldHan, word).text !== word)).toEqual(SLIPS);
  });

  test('agrees with OpenCC on traditional sentences', () => {
    const toSimplified = Converter({ from: 't', to: 'cn' });
    for (const sentence of [
      '虛擬貨幣交易所開戶送獎勵',
      '數字藏品轉贈與寄售平臺',
      '關於區塊鏈錢包的說明',
      '這個禮拜天氣很熱',
    ]) {
      expect(runAlone(foldHan, sentence).text).toBe(toSimplified(sentence));
    }
  });

  test('no outcome is itself traditional, so that one pass is enough', () => {
    const rows = readRows('traditional.tsv');
    const certain = new Set(
      rows.filter(([, , ambiguous]) => ambiguous === undefined).map(([traditional]) => traditional),
    );
    expect(rows.map(([, simplified]) => simplified).filter((simplified) => certain.has(simplified!))).toEqual([]);
  });

  test.each(['乾坤', '於先生', '徵羽', '瞭望', '著名', '皇后', '慰藉'])('%s stays', (text) => {
    expect(runAlone(foldHan, text)).toEqual({ text, folds: [] });
  });

  test('folds ambiguous characters once the text is traditional beyond doubt', () => {
    expect(runAlone(foldHan, '乾貨').text).toBe('乾货');
    expect(runAlone(foldHan, '乾貨與錢').text).toBe('干货与钱');
  });

  test('reports touching characters as one', () => {
    expect(runAlone(foldHan, '买貨幣和錢').folds).toEqual([
      { kind: 'traditional', start: 1, end: 3 },
      { kind: 'traditional', start: 4, end: 5 },
    ]);
  });
});
