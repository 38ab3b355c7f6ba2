import { describe, expect, test } from 'vitest';
import { normalize } from '../../src/normalize/index.ts';
import { foldRadicals } from '../../src/normalize/radicals.ts';
import { runAlone } from './fold.ts';

describe('foldRadicals', () => {
  test.each([
    ['扌并团', '拼团'],
    ['亻言我', '信我'],
    ['氵匚率', '汇率'],
    ['禾刂息', '利息'],
    ['火少币', '炒币'],
    ['进君羊', '进群'],
  ])('joins %s', (text, folded) => {
    const result = runAlone(foldRadicals, text);
    expect(result.text).toBe(folded);
    expect(result.folds.map(({ kind }) => kind)).toEqual(['radical_split']);
  });

  test.each(['女子', '人可', '日月', '口力', '扌', '并扌', '国王见他', '出口巴西', '三点水（氵）'])(
    'leaves %s',
    (text) => {
      expect(runAlone(foldRadicals, text)).toEqual({ text, folds: [] });
    },
  );

  test('spans both halves in the original', () => {
    const { text, offsets, folds } = normalize('来扌并单');
    expect(text).toBe('来拼单');
    expect(offsets.toOriginal(1, 2)).toEqual({ start: 1, end: 3 });
    expect(folds).toEqual([{ kind: 'radical_split', start: 1, end: 3 }]);
  });
});
