import { describe, expect, test } from 'vitest';
import { foldRepeats } from '../../src/normalize/repeats.ts';
import { runAlone } from './fold.ts';

describe('foldRepeats', () => {
  test.each([
    ['sooooo', 'soo', 1],
    ['涨价涨涨涨涨', '涨价涨涨', 1],
    ['heyyyy yessss', 'heyy yess', 2],
    ['哈哈哈哈哈', '哈哈', 0],
    ['aaaa', 'aa', 0],
    ['!!!!!!', '!!', 0],
    ['-----', '--', 0],
    ['★★★★', '★★', 0],
  ])('%s', (text, folded, reported) => {
    const result = runAlone(foldRepeats, text);
    expect(result.text).toBe(folded);
    expect(result.folds).toHaveLength(reported);
  });

  test.each(['ooo', '哈哈哈', '100000', '0xaaaaf', 'ffff00', 'a    b', '\n\n\n\n', '😀😀😀😀', '…'])(
    '%j stays',
    (text) => {
      expect(runAlone(foldRepeats, text)).toEqual({ text, folds: [] });
    },
  );

  test('reports the whole repeat', () => {
    expect(runAlone(foldRepeats, 'x sooooo').folds).toEqual([{ kind: 'repeat', start: 3, end: 8 }]);
  });
});
