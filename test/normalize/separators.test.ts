import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldSeparators } from '../../src/normalize/separators.ts';
import { runAlone } from './fold.ts';

describe('foldSeparators', () => {
  test.each([...'*.·~-_^#= ●⭕', '**', ' * ', '...', '🔥'])('closes three Han characters parted by %j', (separator) => {
    const text = ['虚', '拟', '币'].join(separator);
    expect(runAlone(foldSeparators, text)).toEqual({
      text: '虚拟币',
      folds: [{ kind: 'separator', start: 0, end: text.length }],
    });
  });

  test.each([...'/|+'])('wants four of them where %j parts a list', (separator) => {
    expect(runAlone(foldSeparators, ['红', '黄', '蓝'].join(separator)).folds).toEqual([]);
    expect(runAlone(foldSeparators, ['虚', '拟', '货', '币'].join(separator)).text).toBe('虚拟货币');
  });

  test.each([
    ['letters', 'm i n t', 'mint'],
    ['letters in a sentence', 'my s-e-l-l-e-r is', 'my seller is'],
    ['letters beside Han', '收u-s-d-t吗', '收usdt吗'],
    ['Han and letters', '出.u.秒.到', '出u秒到'],
    ['letters and digits', 'b-1-t-c-0-i-n', 'b1tc0in'],
    ['within Han text', '要虚*拟*币吗', '要虚拟币吗'],
    ['pair with a letter', '他出.u吗', '他出u吗'],
    ['pair led by a letter', 'u*商', 'u商'],
    ['pair standing alone', '混 币 圈 的', '混币圈的'],
    ['two chains that share a character', 'a-b-c-d/e', 'a-b-c-d/e'],
    ['one chain after another', 'm-i-n-t s.e.l.l', 'mint sell'],
  ])('%s', (_name, text, folded) => {
    expect(runAlone(foldSeparators, text).text).toBe(folded);
  });

  test.each([
    ...[
      'a b c',
      'i m a',
      'a, b, c, d',
      's-i.g-n',
      'si g n a ls',
      'm\ni\nn\nt',
      'm  i  n  t',
      'm--i-n-t',
      'a/b/c/d/e',
      'x-x-x-x',
    ],
    ...[
      'w-d-l-w',
      '1-2-3-4',
      'a-1-2-3',
      '好.的',
      '出 u',
      '出/u',
      '出.usdt',
      '买币 圈内',
      '虚*拟',
      '我们 去 吃 饭吧',
      '虚*拟.币',
      '一。二。三',
    ],
    ...['虚*\n拟*\n币', 'www.a.com', 'u.s.a', 'c-o-o', '虚\ud83c拟\ud83c币'],
  ])('leaves %j', (text) => {
    expect(runAlone(foldSeparators, text)).toEqual({ text, folds: [] });
  });

  test('touches no text without separators', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'abu1出币虚,。\n') }), (text) => {
        expect(runAlone(foldSeparators, text).text).toBe(text);
      }),
    );
  });
});
